package dev.stria.internal.kernel;

import java.util.Arrays;

/**
 * The maxima of any windows, a row of outputs at a time: one cell of all windows after another, without branches, which no
 * predictor could guess.
 */
final class WindowMaxima {
  private WindowMaxima() {}

  static void plane(PoolGeometry g, float[] x, int xPlane, float[] y, int[] argmax, int yPlane) {
    int outW = g.outW();
    for (int i = 0; i < g.outH(); i++) {
      int at = yPlane + i * outW;
      Arrays.fill(y, at, at + outW, Float.NEGATIVE_INFINITY);
      int top = i * g.strideH() - g.padTop();
      int end = Math.min(g.h(), top + g.kh() * g.dilationH());
      for (int row = PoolGeometry.firstInside(top, g.dilationH());
          row < end;
          row += g.dilationH()) {
        maxima(g, x, xPlane + row * g.w(), y, at);
      }
      if (argmax != null) {
        positions(g, x, xPlane, i, y, argmax, at);
      }
    }
  }

  private static void maxima(PoolGeometry g, float[] x, int xRow, float[] y, int at) {
    for (int b = 0; b < g.kw(); b++) {
      int cell = xRow + b * g.dilationW() - g.padLeft();
      int end = g.endColumn(b);
      for (int j = g.firstColumn(b); j < end; j++) {
        y[at + j] = Math.max(y[at + j], x[cell + j * g.strideW()]);
      }
    }
  }

  /** Goes backwards through the cells, so that the first that equals the maximum stays. */
  private static void positions(
      PoolGeometry g, float[] x, int xPlane, int i, float[] y, int[] argmax, int at) {
    int top = i * g.strideH() - g.padTop();
    for (int a = g.kh() - 1; a >= 0; a--) {
      int row = top + a * g.dilationH();
      for (int b = g.kw() - 1; b >= 0 && row >= 0 && row < g.h(); b--) {
        int cell = row * g.w() + b * g.dilationW() - g.padLeft();
        int end = g.endColumn(b);
        for (int j = g.firstColumn(b); j < end; j++) {
          int position = cell + j * g.strideW();
          int differs = differs(x[xPlane + position], y[at + j]);
          argmax[at + j] = argmax[at + j] & differs | position & ~differs;
        }
      }
    }
    for (int j = 0; j < g.outW(); j++) {
      if (y[at + j] != y[at + j]) {
        argmax[at + j] = lastNan(g, x, xPlane, top, j * g.strideW() - g.padLeft());
      }
    }
  }

  /** 0 if two numbers are equal, else −1; adding 0 makes both zeros one. */
  static int differs(float x, float most) {
    int difference = Float.floatToRawIntBits(x + 0f) ^ Float.floatToRawIntBits(most + 0f);
    return (difference | -difference) >> 31;
  }

  private static int lastNan(PoolGeometry g, float[] x, int xPlane, int top, int left) {
    int last = 0;
    for (int a = 0; a < g.kh(); a++) {
      for (int b = 0; b < g.kw(); b++) {
        int row = top + a * g.dilationH();
        int column = left + b * g.dilationW();
        boolean inside = row >= 0 && row < g.h() && column >= 0 && column < g.w();
        int position = row * g.w() + column;
        last = inside && Float.isNaN(x[xPlane + position]) ? position : last;
      }
    }
    return last;
  }
}
