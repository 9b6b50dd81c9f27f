package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/** The means of windows and their backward pass, a row of outputs at a time: one cell of all windows after another. */
final class WindowMeans {
  private final PoolGeometry g;
  private final boolean countIncludePad;
  private final int divisorOverride;

  WindowMeans(PoolGeometry g, boolean countIncludePad, int divisorOverride) {
    this.g = g;
    this.countIncludePad = countIncludePad;
    this.divisorOverride = divisorOverride;
  }

  void forward(float[] x, float[] y) {
    int outW = g.outW();
    eachPlane(
        (xPlane, yPlane) -> {
          float[] sums = Scratch.floats(Use.BLOCK_X, outW);
          for (int i = 0; i < g.outH(); i++) {
            Arrays.fill(sums, 0, outW, 0);
            int top = i * g.strideH() - g.padTop();
            for (int row = Math.max(top, 0); row < Math.min(top + g.kh(), g.h()); row++) {
              addCells(x, xPlane + row * g.w(), sums);
            }
            for (int j = 0; j < outW; j++) {
              y[yPlane + i * outW + j] = sums[j] / divisor(top, j);
            }
          }
        });
  }

  private void addCells(float[] x, int xRow, float[] sums) {
    for (int b = 0; b < g.kw(); b++) {
      int cell = xRow + b - g.padLeft();
      int end = g.endColumn(b);
      for (int j = g.firstColumn(b); j < end; j++) {
        sums[j] += x[cell + j * g.strideW()];
      }
    }
  }

  void backward(float[] dy, float[] dx) {
    int outW = g.outW();
    eachPlane(
        (xPlane, yPlane) -> {
          float[] shares = Scratch.floats(Use.BLOCK_X, outW);
          for (int i = 0; i < g.outH(); i++) {
            int top = i * g.strideH() - g.padTop();
            for (int j = 0; j < outW; j++) {
              shares[j] = dy[yPlane + i * outW + j] / divisor(top, j);
            }
            for (int row = Math.max(top, 0); row < Math.min(top + g.kh(), g.h()); row++) {
              addShares(shares, dx, xPlane + row * g.w());
            }
          }
        });
  }

  private void addShares(float[] shares, float[] dx, int xRow) {
    for (int b = 0; b < g.kw(); b++) {
      int cell = xRow + b - g.padLeft();
      int end = g.endColumn(b);
      for (int j = g.firstColumn(b); j < end; j++) {
        dx[cell + j * g.strideW()] += shares[j];
      }
    }
  }

  /** What to do with one plane of the input and of the output. */
  private interface Plane {
    void accept(int xPlane, int yPlane);
  }

  private void eachPlane(Plane plane) {
    Ranges.ofItems(
        g.n() * g.c(),
        g.h() * g.w(),
        Ranges.LIGHT,
        (from, n) -> {
          for (int i = from; i < from + n; i++) {
            plane.accept(i * g.h() * g.w(), i * g.outH() * g.outW());
          }
        });
  }

  /** What a window's sum is divided by: its cells, with or without padding, or what the caller says. */
  private int divisor(int top, int j) {
    if (divisorOverride != 0) {
      return divisorOverride;
    }
    int left = j * g.strideW() - g.padLeft();
    int bottom = Math.min(top + g.kh(), g.h() + (countIncludePad ? g.padBottom() : 0));
    int right = Math.min(left + g.kw(), g.w() + (countIncludePad ? g.padRight() : 0));
    int first = countIncludePad ? top : Math.max(top, 0);
    int firstColumn = countIncludePad ? left : Math.max(left, 0);
    return (bottom - first) * (right - firstColumn);
  }
}
