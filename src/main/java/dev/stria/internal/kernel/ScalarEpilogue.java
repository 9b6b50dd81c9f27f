package dev.stria.internal.kernel;

/** Relu and 2 × 2 maxima in plain Java. */
final class ScalarEpilogue implements Epilogue {
  @Override
  public void addBias(
      int rows,
      int columns,
      float[] x,
      int xAt,
      int xStride,
      float[] bias,
      int biasAt,
      float[] y,
      int yAt,
      int yStride) {
    for (int row = 0; row < rows; row++) {
      int from = xAt + row * xStride;
      int to = yAt + row * yStride;
      float added = bias[biasAt + row];
      for (int i = 0; i < columns; i++) {
        y[to + i] = x[from + i] + added;
      }
    }
  }

  @Override
  public void relu(
      int rows,
      int columns,
      float[] x,
      int xAt,
      int xStride,
      float[] bias,
      int biasAt,
      float[] y,
      int yAt,
      int yStride) {
    for (int row = 0; row < rows; row++) {
      int from = xAt + row * xStride;
      int to = yAt + row * yStride;
      float added = bias == null ? 0f : bias[biasAt + row];
      for (int i = 0; i < columns; i++) {
        y[to + i] = Math.max(x[from + i] + added, 0f);
      }
    }
  }

  @Override
  public void reluMax(Pool size, float[] x, int xAt, float[] y, int[] argmax, int yAt) {
    int lines = size.planes() * size.rows();
    for (int line = 0; line < lines; ) {
      int count = Math.min(lines - line, ScalarWindows.lines(size));
      if (!ScalarWindows.reluMax(size, line, count, x, xAt, y, argmax, yAt)) {
        for (int i = line; i < line + count; i++) {
          int plane = i / size.rows();
          int row = i % size.rows();
          int to = yAt + plane * size.yStep() + row * size.columns();
          reluMaxRow(size, row, 0, x, xAt + plane * size.xStep(), y, argmax, to);
        }
      }
      line += count;
    }
  }

  /** Pools one row from a column on. */
  static void reluMaxRow(
      Pool size, int row, int first, float[] x, int xAt, float[] y, int[] argmax, int to) {
    int width = size.width();
    int cell = 2 * row * width + 2 * first;
    int count = size.columns() - first;
    int at = to + first;
    ScalarPooling.maxRow(x, xAt + cell, width, y, at, count);
    if (argmax != null) {
      ScalarPooling.argmaxRow(x, xAt + cell, width, y, argmax, at, count, size.before() + cell);
    }
    for (int i = at; i < at + count; i++) {
      y[i] = Math.max(y[i], 0f);
    }
  }
}
