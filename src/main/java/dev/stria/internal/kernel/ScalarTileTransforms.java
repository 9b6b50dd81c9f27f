package dev.stria.internal.kernel;

/** Transforms of tiles in plain Java. */
final class ScalarTileTransforms implements TileTransforms {
  static final float SIXTH = 1 / 6f;
  static final float TWELFTH = 1 / 12f;
  static final float TWENTY_FOURTH = 1 / 24f;

  @Override
  public void pixels(
      int runs,
      int count,
      float[] x,
      int xAt,
      int xStep,
      int xRun,
      float[] y,
      int yAt,
      int yStep,
      int yRun) {
    for (int run = 0; run < runs; run++) {
      int from = xAt + run * xRun;
      int to = yAt + run * yRun;
      for (int i = 0; i < count; i++) {
        float x0 = x[from + i];
        float x1 = x[from + xStep + i];
        float x2 = x[from + 2 * xStep + i];
        float x3 = x[from + 3 * xStep + i];
        float x4 = x[from + 4 * xStep + i];
        float x5 = x[from + 5 * xStep + i];
        float even = Math.fma(-4f, x2, x4);
        float odd = Math.fma(-4f, x1, x3);
        float even2 = x4 - x2;
        float odd2 = x3 - x1;
        y[to + i] = Math.fma(4f, x0, Math.fma(-5f, x2, x4));
        y[to + yStep + i] = even + odd;
        y[to + 2 * yStep + i] = even - odd;
        y[to + 3 * yStep + i] = Math.fma(2f, odd2, even2);
        y[to + 4 * yStep + i] = Math.fma(-2f, odd2, even2);
        y[to + 5 * yStep + i] = Math.fma(4f, x1, Math.fma(-5f, x3, x5));
      }
    }
  }

  @Override
  public void taps(
      int runs,
      int count,
      float[] x,
      int xAt,
      int xStep,
      int xRun,
      float[] y,
      int yAt,
      int yStep,
      int yRun) {
    for (int run = 0; run < runs; run++) {
      int from = xAt + run * xRun;
      int to = yAt + run * yRun;
      for (int i = 0; i < count; i++) {
        float x0 = x[from + i];
        float x1 = x[from + xStep + i];
        float x2 = x[from + 2 * xStep + i];
        float near = (x0 + x2) * -SIXTH;
        float far = Math.fma(SIXTH, x2, x0 * TWENTY_FOURTH);
        y[to + i] = x0 * 0.25f;
        y[to + yStep + i] = Math.fma(-SIXTH, x1, near);
        y[to + 2 * yStep + i] = Math.fma(SIXTH, x1, near);
        y[to + 3 * yStep + i] = Math.fma(TWELFTH, x1, far);
        y[to + 4 * yStep + i] = Math.fma(-TWELFTH, x1, far);
        y[to + 5 * yStep + i] = x2;
      }
    }
  }

  @Override
  public void products(
      int runs,
      int count,
      float[] x,
      int xAt,
      int xStep,
      int xRun,
      float[] y,
      int yAt,
      int yStep,
      int yRun) {
    for (int run = 0; run < runs; run++) {
      int from = xAt + run * xRun;
      int to = yAt + run * yRun;
      for (int i = 0; i < count; i++) {
        float x0 = x[from + i];
        float x1 = x[from + xStep + i];
        float x2 = x[from + 2 * xStep + i];
        float x3 = x[from + 3 * xStep + i];
        float x4 = x[from + 4 * xStep + i];
        float x5 = x[from + 5 * xStep + i];
        float sum = x1 + x2;
        float difference = x1 - x2;
        float sum2 = x3 + x4;
        float difference2 = x3 - x4;
        y[to + i] = x0 + sum + sum2;
        y[to + yStep + i] = Math.fma(2f, difference2, difference);
        y[to + 2 * yStep + i] = Math.fma(4f, sum2, sum);
        y[to + 3 * yStep + i] = Math.fma(8f, difference2, difference) + x5;
      }
    }
  }
}
