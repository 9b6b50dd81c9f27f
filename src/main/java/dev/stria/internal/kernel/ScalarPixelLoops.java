package dev.stria.internal.kernel;

/** Sparse gradients in plain Java. */
final class ScalarPixelLoops implements PixelLoops {
  @Override
  public void collect(
      MaximaList list, float[] pixels, int pixelsAt, float[] sums, int sumsAt, int length) {
    for (int e = 0; e < list.count; e++) {
      add(length, list.factor[e], pixels, pixelsAt + list.at[e], sums, sumsAt);
    }
  }

  @Override
  public void spread(
      MaximaList list, float[] row, int rowAt, float[] pixels, int pixelsAt, int length) {
    for (int e = list.count - 1; e >= 0; e--) {
      add(length, list.factor[e], row, rowAt, pixels, pixelsAt + list.at[e]);
    }
  }

  private static void add(int n, float factor, float[] x, int xAt, float[] y, int yAt) {
    for (int j = 0; j < n; j++) {
      y[yAt + j] = Math.fma(factor, x[xAt + j], y[yAt + j]);
    }
  }
}
