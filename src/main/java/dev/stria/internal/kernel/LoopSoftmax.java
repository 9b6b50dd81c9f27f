package dev.stria.internal.kernel;

/** Softmax as plain loops over one row at a time; exponentials come from an {@link ArrayMath}. */
final class LoopSoftmax implements Softmax {
  private final ArrayMath math;

  LoopSoftmax(ArrayMath math) {
    this.math = math;
  }

  /**
   * Fills {@code row} with {@code e^(x − max)} of the elements {@code x[from + k · step]} and returns
   * the maximum; where all of them are −∞, the exponentials are 0, and where one is +∞, it is subtracted as 0.
   */
  static float exponentials(ArrayMath math, float[] x, int from, int step, int n, float[] row) {
    load(x, from, step, n, row);
    float most = math.max(row, 0, n);
    float shift = Float.isInfinite(most) ? 0 : most;
    for (int k = 0; k < n; k++) {
      row[k] -= shift;
    }
    math.exp(row, 0, row, 0, n);
    return shift;
  }

  private static void load(float[] x, int from, int step, int n, float[] row) {
    if (step == 1) {
      System.arraycopy(x, from, row, 0, n);
      return;
    }
    for (int k = 0; k < n; k++) {
      row[k] = x[from + k * step];
    }
  }

  @Override
  public void softmax(int outer, int axis, int inner, float[] x, float[] y) {
    float[] row = Scratch.floats(Scratch.Use.BLOCK_X, axis);
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        int from = o * axis * inner + i;
        softmaxRow(x, from, inner, axis, row, y);
      }
    }
  }

  /** The softmax of the elements {@code x[from + k · step]}. */
  private void softmaxRow(float[] x, int from, int step, int n, float[] row, float[] y) {
    load(x, from, step, n, row);
    float most = math.max(row, 0, n);
    for (int k = 0; k < n; k++) {
      row[k] -= most;
    }
    math.exp(row, 0, row, 0, n);
    float sum = (float) math.sum(row, 0, n);
    for (int k = 0; k < n; k++) {
      y[from + k * step] = row[k] / sum;
    }
  }

  @Override
  public void softmaxBackward(int outer, int axis, int inner, float[] y, float[] dy, float[] dx) {
    float[] products = Scratch.floats(Scratch.Use.BLOCK_X, axis);
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        int from = o * axis * inner + i;
        for (int k = 0; k < axis; k++) {
          products[k] = y[from + k * inner] * dy[from + k * inner];
        }
        float sum = (float) math.sum(products, 0, axis);
        for (int k = 0; k < axis; k++) {
          int at = from + k * inner;
          dx[at] = Math.fma(y[at], dy[at] - sum, dx[at]);
        }
      }
    }
  }

  @Override
  public void logSoftmax(int outer, int axis, int inner, float[] x, float[] y) {
    float[] row = Scratch.floats(Scratch.Use.BLOCK_X, axis);
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        int from = o * axis * inner + i;
        float shift = exponentials(math, x, from, inner, axis, row);
        float log = FloatMath.log((float) math.sum(row, 0, axis));
        for (int k = 0; k < axis; k++) {
          y[from + k * inner] = x[from + k * inner] - shift - log;
        }
      }
    }
  }

  @Override
  public void logSoftmaxBackward(
      int outer, int axis, int inner, float[] y, float[] dy, float[] dx) {
    float[] row = Scratch.floats(Scratch.Use.BLOCK_X, axis);
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        int from = o * axis * inner + i;
        for (int k = 0; k < axis; k++) {
          row[k] = dy[from + k * inner];
        }
        float sum = (float) math.sum(row, 0, axis);
        for (int k = 0; k < axis; k++) {
          row[k] = y[from + k * inner];
        }
        math.exp(row, 0, row, 0, axis);
        for (int k = 0; k < axis; k++) {
          dx[from + k * inner] += Math.fma(-row[k], sum, dy[from + k * inner]);
        }
      }
    }
  }

  @Override
  public void crossEntropy(
      int rows, int classes, float[] logits, int[] labels, float[] probabilities, float[] losses) {
    float[] row = Scratch.floats(Scratch.Use.BLOCK_X, classes);
    for (int r = 0; r < rows; r++) {
      int from = r * classes;
      float shift = exponentials(math, logits, from, 1, classes, row);
      float sum = (float) math.sum(row, 0, classes);
      for (int k = 0; k < classes; k++) {
        probabilities[from + k] = row[k] / sum;
      }
      losses[r] = labels[r] < 0 ? 0 : FloatMath.log(sum) + (shift - logits[from + labels[r]]);
    }
  }

  @Override
  public void crossEntropyBackward(
      int rows, int classes, float[] probabilities, int[] labels, float[] factors, float[] dx) {
    for (int r = 0; r < rows; r++) {
      if (labels[r] < 0) {
        continue;
      }
      int from = r * classes;
      float factor = factors[r];
      for (int k = 0; k < classes; k++) {
        dx[from + k] = Math.fma(factor, probabilities[from + k], dx[from + k]);
      }
      dx[from + labels[r]] -= factor;
    }
  }
}
