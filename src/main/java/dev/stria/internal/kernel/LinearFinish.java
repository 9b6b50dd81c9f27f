package dev.stria.internal.kernel;

import dev.stria.internal.kernel.PanelMultiply.Tail;

/**
 * What is done to the outputs of a fully connected layer while they are in the cache: {@code y + bias}, or {@code max(y + bias, 0)}.
 *
 * @param epilogue does it to outputs that lie in rows, one row an output
 * @param bias one number per output, or {@code null} for none
 * @param relu whether to take the maximum
 */
record LinearFinish(Epilogue epilogue, float[] bias, boolean relu) {
  /** Returns what finishes rows of a product, the first of which is an output with a number. */
  Tail tail(int output, int outputs, Block y) {
    return new Tail(epilogue, outputs, y.stride(), y.data(), bias, output, relu);
  }

  /** Finishes examples that lie in rows, the first column of which is an output with a number. */
  void finish(int examples, int output, int outputs, Block y) {
    for (int i = 0; i < examples; i++) {
      int at = y.at() + i * y.stride();
      if (bias != null) {
        addBias(outputs, bias, output, y.data(), at);
      }
      if (relu) {
        relu(outputs, y.data(), at);
      }
    }
  }

  private static void addBias(int n, float[] bias, int biasAt, float[] y, int at) {
    for (int i = 0; i < n; i++) {
      y[at + i] += bias[biasAt + i];
    }
  }

  private static void relu(int n, float[] y, int at) {
    for (int i = at; i < at + n; i++) {
      y[i] = Math.max(y[i], 0f);
    }
  }
}
