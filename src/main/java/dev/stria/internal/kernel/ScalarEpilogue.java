package dev.stria.internal.kernel;

/** Relu and 2 × 2 maxima in plain Java. */
final class ScalarEpilogue implements Epilogue {
  @Override
  public void relu(int count, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < count; i++) {
      y[yAt + i] = Math.max(x[xAt + i], 0f);
    }
  }

  @Override
  public void reluMax(Pool size, float[] x, int xAt, float[] y, int[] argmax, int yAt) {
    for (int plane = 0; plane < size.planes(); plane++) {
      for (int row = 0; row < size.rows(); row++) {
        int to = yAt + plane * size.yStep() + row * size.columns();
        reluMaxRow(size, row, 0, x, xAt + plane * size.xStep(), y, argmax, to);
      }
    }
  }

  /** Pools one row from a column on. */
  static void reluMaxRow(
      Pool size, int row, int first, float[] x, int xAt, float[] y, int[] argmax, int to) {
    int width = size.width();
    int above = 2 * row * width;
    int from = xAt + above;
    int place = size.before() + above;
    for (int column = first; column < size.columns(); column++) {
      float most = x[from + 2 * column];
      int best = 0;
      float value = x[from + 2 * column + 1];
      if (value > most || value != value) {
        most = value;
        best = 1;
      }
      value = x[from + width + 2 * column];
      if (value > most || value != value) {
        most = value;
        best = width;
      }
      value = x[from + width + 2 * column + 1];
      if (value > most || value != value) {
        most = value;
        best = width + 1;
      }
      y[to + column] = Math.max(most, 0f);
      if (argmax != null) {
        argmax[to + column] = place + 2 * column + best;
      }
    }
  }
}
