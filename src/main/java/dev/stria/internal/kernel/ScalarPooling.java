package dev.stria.internal.kernel;

/** Pooling as plain loops: what the other provider must agree with to the bit. */
class ScalarPooling implements Pooling {
  private final ArrayMath math;

  ScalarPooling(ArrayMath math) {
    this.math = math;
  }

  @Override
  public void maxForward(PoolGeometry g, float[] x, float[] y, int[] argmax) {
    Ranges.ofItems(
        g.n() * g.c(),
        g.h() * g.w(),
        Ranges.LIGHT,
        (from, n) -> maxPlanes(g, x, y, argmax, from, from + n));
  }

  /** Treats the planes from {@code from} to {@code end - 1}, whose outputs belong to the caller alone. */
  void maxPlanes(PoolGeometry g, float[] x, float[] y, int[] argmax, int from, int end) {
    int inPlane = g.h() * g.w();
    int outPlane = g.outH() * g.outW();
    if (g.isTwoByTwo()) {
      for (int plane = from; plane < end; plane++) {
        maxTwoByTwo(g, x, plane * inPlane, y, argmax, plane * outPlane, 0);
      }
      return;
    }
    WindowMaxima maxima = new WindowMaxima(math, g, argmax != null);
    for (int plane = from; plane < end; plane++) {
      maxima.plane(x, plane * inPlane, y, argmax, plane * outPlane);
    }
  }

  /** Windows 2×2 without overlap, from output row {@code firstRow} of a plane on. */
  static void maxTwoByTwo(
      PoolGeometry g, float[] x, int xPlane, float[] y, int[] argmax, int yPlane, int firstRow) {
    int outW = g.outW();
    for (int i = firstRow; i < g.outH(); i++) {
      int cell = 2 * i * g.w();
      maxRow(x, xPlane + cell, g.w(), y, yPlane + i * outW, outW);
      if (argmax != null) {
        argmaxRow(x, xPlane + cell, g.w(), y, argmax, yPlane + i * outW, outW, cell);
      }
    }
  }

  /** The maxima of one row. */
  static void maxRow(float[] x, int upper, int w, float[] y, int at, int n) {
    for (int j = 0; j < n; j++) {
      int k = upper + 2 * j;
      y[at + j] = Math.max(Math.max(x[k], x[k + 1]), Math.max(x[k + w], x[k + w + 1]));
    }
  }

  /** Where the maxima of a row lie, without a branch: no predictor could guess it. */
  static void argmaxRow(
      float[] x, int upper, int w, float[] y, int[] argmax, int at, int n, int cell) {
    for (int j = 0; j < n; j++) {
      int k = upper + 2 * j;
      float most = y[at + j];
      int a = differs(x[k], most);
      int b = differs(x[k + 1], most);
      int c = differs(x[k + w], most);
      int offset = a & (1 + (b & (w - 1 + (c & 1))));
      argmax[at + j] = cell + 2 * j + offset;
      if (most != most) {
        argmax[at + j] = cell + 2 * j + lastNan(x, k, w);
      }
    }
  }

  /** 0 if two numbers are equal, else −1; adding 0 makes both zeros one. */
  private static int differs(float x, float most) {
    int difference = Float.floatToRawIntBits(x + 0f) ^ Float.floatToRawIntBits(most + 0f);
    return (difference | -difference) >> 31;
  }

  private static int lastNan(float[] x, int k, int w) {
    if (x[k + w + 1] != x[k + w + 1]) {
      return w + 1;
    }
    return x[k + w] != x[k + w] ? w : x[k + 1] != x[k + 1] ? 1 : 0;
  }

  @Override
  public void maxBackward(
      int planes, int outPlane, int inPlane, int[] argmax, float[] dy, float[] dx) {
    Ranges.ofItems(
        planes,
        inPlane,
        Ranges.LIGHT,
        (from, n) -> {
          for (int plane = from; plane < from + n; plane++) {
            int base = plane * inPlane;
            for (int i = plane * outPlane; i < (plane + 1) * outPlane; i++) {
              dx[base + argmax[i]] += dy[i];
            }
          }
        });
  }

  @Override
  public void averageForward(
      PoolGeometry g, boolean countIncludePad, int divisorOverride, float[] x, float[] y) {
    new WindowMeans(math, g, countIncludePad, divisorOverride).forward(x, y);
  }

  @Override
  public void averageBackward(
      PoolGeometry g, boolean countIncludePad, int divisorOverride, float[] dy, float[] dx) {
    new WindowMeans(math, g, countIncludePad, divisorOverride).backward(dy, dx);
  }

  @Override
  public void adaptiveAverageForward(AdaptiveGeometry g, float[] x, float[] y) {
    new BinPooling(math, g).average(x, y);
  }

  @Override
  public void adaptiveAverageBackward(AdaptiveGeometry g, float[] dy, float[] dx) {
    new BinPooling(math, g).averageBackward(dy, dx);
  }

  @Override
  public void adaptiveMaxForward(AdaptiveGeometry g, float[] x, float[] y, int[] argmax) {
    new BinPooling(math, g).max(x, y, argmax);
  }
}
