package dev.stria.internal.kernel;

/** A matrix times a vector in scalar registers: eight rows at a time, as a sum waits for its former addition. */
final class ScalarMatrixVector {
  private static final int ROWS = 8;

  private ScalarMatrixVector() {}

  /** Adds the product, as {@link PanelMultiply#addMatrixVector} says; the last rows are done twice if they are too few. */
  static void add(int rows, int depth, Block a, float[] x, int xAt, float[] y, int yAt) {
    for (int i = 0; i < rows; i += ROWS) {
      int last = Math.min(ROWS, rows - i) - 1;
      add8(depth, a.data(), a.at() + i * a.stride(), a.stride(), last, x, xAt, y, yAt + i);
    }
  }

  private static void add8(
      int depth, float[] a, int aAt, int stride, int last, float[] x, int xAt, float[] y, int yAt) {
    int row1 = aAt + Math.min(1, last) * stride;
    int row2 = aAt + Math.min(2, last) * stride;
    int row3 = aAt + Math.min(3, last) * stride;
    int row4 = aAt + Math.min(4, last) * stride;
    int row5 = aAt + Math.min(5, last) * stride;
    int row6 = aAt + Math.min(6, last) * stride;
    int row7 = aAt + Math.min(7, last) * stride;
    float sum0 = y[yAt];
    float sum1 = y[yAt + Math.min(1, last)];
    float sum2 = y[yAt + Math.min(2, last)];
    float sum3 = y[yAt + Math.min(3, last)];
    float sum4 = y[yAt + Math.min(4, last)];
    float sum5 = y[yAt + Math.min(5, last)];
    float sum6 = y[yAt + Math.min(6, last)];
    float sum7 = y[yAt + Math.min(7, last)];
    for (int l = 0; l < depth; l++) {
      float factor = x[xAt + l];
      sum0 = Math.fma(a[aAt + l], factor, sum0);
      sum1 = Math.fma(a[row1 + l], factor, sum1);
      sum2 = Math.fma(a[row2 + l], factor, sum2);
      sum3 = Math.fma(a[row3 + l], factor, sum3);
      sum4 = Math.fma(a[row4 + l], factor, sum4);
      sum5 = Math.fma(a[row5 + l], factor, sum5);
      sum6 = Math.fma(a[row6 + l], factor, sum6);
      sum7 = Math.fma(a[row7 + l], factor, sum7);
    }
    y[yAt] = sum0;
    y[yAt + Math.min(1, last)] = sum1;
    y[yAt + Math.min(2, last)] = sum2;
    y[yAt + Math.min(3, last)] = sum3;
    y[yAt + Math.min(4, last)] = sum4;
    y[yAt + Math.min(5, last)] = sum5;
    y[yAt + Math.min(6, last)] = sum6;
    y[yAt + Math.min(7, last)] = sum7;
  }
}
