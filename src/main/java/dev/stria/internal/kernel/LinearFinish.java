package dev.stria.internal.kernel;

import dev.stria.internal.kernel.PanelMultiply.Tail;

/**
 * What is done to the outputs of a fully connected layer while they are in the cache: {@code y + bias}, or {@code max(y + bias, 0)}.
 *
 * @param epilogue does it to outputs that lie in rows, one row an output
 * @param bias one number per output, or {@code null} for none
 * @param relu whether to take the maximum
 * @param inRows whether outputs lie in rows and examples in columns, rather than the other way round
 */
record LinearFinish(Epilogue epilogue, float[] bias, boolean relu, boolean inRows) {
  /** Returns what finishes outputs that lie in rows, or {@code null} if they do not. */
  Tail tailOfRows(int output, int outputs, Block y) {
    return inRows ? new Tail(epilogue, outputs, y.stride(), y.data(), bias, output, relu) : null;
  }

  /** Finishes outputs that lie in columns, if they do. */
  void finishColumns(int examples, int output, int outputs, Block y) {
    for (int i = 0; !inRows && i < examples; i++) {
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
