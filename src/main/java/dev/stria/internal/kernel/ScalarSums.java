package dev.stria.internal.kernel;

/**
 * The one order of all sums: 16 columns in blocks of 1024 elements, a fixed tree that joins the columns, and the blocks in
 * double precision.
 *
 * <p>Eight columns at a time: as many independent sums as keep a processor's adders busy and fit its registers.
 */
final class ScalarSums {
  static final int COLUMNS = 16;
  static final int BLOCK = 1024;
  private static final int HALF = COLUMNS / 2;

  private ScalarSums() {}

  /** Joins 16 columns: the upper half onto the lower, four times. */
  static float tree(float[] columns) {
    for (int half = HALF; half > 0; half /= 2) {
      for (int k = 0; k < half; k++) {
        columns[k] += columns[k + half];
      }
    }
    return columns[0];
  }

  private static float square(float x, float sum) {
    return Math.fma(x, x, sum);
  }

  static double sum(float[] x, int at, int n) {
    float[] columns = Scratch.floats(Scratch.Use.COLUMNS, COLUMNS);
    double total = 0;
    for (int from = 0; from < n; from += BLOCK) {
      int size = Math.min(BLOCK, n - from);
      int whole = size - size % COLUMNS;
      sumHalf(x, at, from, whole, columns, 0);
      sumHalf(x, at, from + HALF, whole, columns, HALF);
      for (int i = from + whole; i < from + size; i++) {
        int k = i - from - whole;
        columns[k] = columns[k] + x[at + i];
      }
      total += tree(columns);
    }
    return total;
  }

  private static void sumHalf(float[] x, int at, int from, int n, float[] columns, int first) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    for (int i = at + from; i < at + from + n; i += COLUMNS) {
      s0 = s0 + x[i];
      s1 = s1 + x[i + 1];
      s2 = s2 + x[i + 2];
      s3 = s3 + x[i + 3];
      s4 = s4 + x[i + 4];
      s5 = s5 + x[i + 5];
      s6 = s6 + x[i + 6];
      s7 = s7 + x[i + 7];
    }
    columns[first] = s0;
    columns[first + 1] = s1;
    columns[first + 2] = s2;
    columns[first + 3] = s3;
    columns[first + 4] = s4;
    columns[first + 5] = s5;
    columns[first + 6] = s6;
    columns[first + 7] = s7;
  }

  static double sumOfSquares(float[] x, int at, float center, int n) {
    float[] columns = Scratch.floats(Scratch.Use.COLUMNS, COLUMNS);
    double total = 0;
    for (int from = 0; from < n; from += BLOCK) {
      int size = Math.min(BLOCK, n - from);
      int whole = size - size % COLUMNS;
      sumOfSquaresHalf(x, at, center, from, whole, columns, 0);
      sumOfSquaresHalf(x, at, center, from + HALF, whole, columns, HALF);
      for (int i = from + whole; i < from + size; i++) {
        int k = i - from - whole;
        columns[k] = square(x[at + i] - center, columns[k]);
      }
      total += tree(columns);
    }
    return total;
  }

  private static void sumOfSquaresHalf(
      float[] x, int at, float center, int from, int n, float[] columns, int first) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    for (int i = at + from; i < at + from + n; i += COLUMNS) {
      s0 = square(x[i] - center, s0);
      s1 = square(x[i + 1] - center, s1);
      s2 = square(x[i + 2] - center, s2);
      s3 = square(x[i + 3] - center, s3);
      s4 = square(x[i + 4] - center, s4);
      s5 = square(x[i + 5] - center, s5);
      s6 = square(x[i + 6] - center, s6);
      s7 = square(x[i + 7] - center, s7);
    }
    columns[first] = s0;
    columns[first + 1] = s1;
    columns[first + 2] = s2;
    columns[first + 3] = s3;
    columns[first + 4] = s4;
    columns[first + 5] = s5;
    columns[first + 6] = s6;
    columns[first + 7] = s7;
  }

  static double sumOfProducts(float[] x, int xAt, float center, float[] y, int yAt, int n) {
    float[] columns = Scratch.floats(Scratch.Use.COLUMNS, COLUMNS);
    double total = 0;
    for (int from = 0; from < n; from += BLOCK) {
      int size = Math.min(BLOCK, n - from);
      int whole = size - size % COLUMNS;
      sumOfProductsHalf(x, xAt, center, y, yAt, from, whole, columns, 0);
      sumOfProductsHalf(x, xAt, center, y, yAt, from + HALF, whole, columns, HALF);
      for (int i = from + whole; i < from + size; i++) {
        int k = i - from - whole;
        columns[k] = Math.fma(x[xAt + i] - center, y[yAt + i], columns[k]);
      }
      total += tree(columns);
    }
    return total;
  }

  private static void sumOfProductsHalf(
      float[] x,
      int xAt,
      float center,
      float[] y,
      int yAt,
      int from,
      int n,
      float[] columns,
      int first) {
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    int shift = yAt - xAt;
    for (int i = xAt + from; i < xAt + from + n; i += COLUMNS) {
      s0 = Math.fma(x[i] - center, y[i + shift], s0);
      s1 = Math.fma(x[i + 1] - center, y[i + 1 + shift], s1);
      s2 = Math.fma(x[i + 2] - center, y[i + 2 + shift], s2);
      s3 = Math.fma(x[i + 3] - center, y[i + 3 + shift], s3);
      s4 = Math.fma(x[i + 4] - center, y[i + 4 + shift], s4);
      s5 = Math.fma(x[i + 5] - center, y[i + 5 + shift], s5);
      s6 = Math.fma(x[i + 6] - center, y[i + 6 + shift], s6);
      s7 = Math.fma(x[i + 7] - center, y[i + 7 + shift], s7);
    }
    columns[first] = s0;
    columns[first + 1] = s1;
    columns[first + 2] = s2;
    columns[first + 3] = s3;
    columns[first + 4] = s4;
    columns[first + 5] = s5;
    columns[first + 6] = s6;
    columns[first + 7] = s7;
  }
}
