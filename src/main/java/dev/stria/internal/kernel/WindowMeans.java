package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * The means of windows and their backward pass: sums along each row of the image first, which all windows share that the row
 * crosses, then across rows, in long runs; backward across and along.
 */
final class WindowMeans {
  private final ArrayMath math;
  private final PoolGeometry g;
  private final boolean countIncludePad;
  private final int divisorOverride;
  private final PaddedPlane padded;

  /** How many columns of each window of a row count. */
  private final int[] columns;

  WindowMeans(ArrayMath math, PoolGeometry g, boolean countIncludePad, int divisorOverride) {
    this.math = math;
    this.g = g;
    this.countIncludePad = countIncludePad;
    this.divisorOverride = divisorOverride;
    this.padded = new PaddedPlane(g);
    this.columns = new int[g.outW()];
    for (int j = 0; j < columns.length; j++) {
      columns[j] = counted(j * g.strideW(), g.padLeft(), g.kw(), g.w(), g.padRight());
    }
  }

  /** How many cells of a window along one axis count, of those that begin so far behind the margin's start. */
  private int counted(int start, int before, int cells, int size, int after) {
    int first = countIncludePad ? start : Math.max(start, before);
    return Math.min(start + cells, before + size + (countIncludePad ? after : 0)) - first;
  }

  void forward(float[] x, float[] y) {
    eachPlane((xPlane, yPlane) -> forward(x, xPlane, y, yPlane));
  }

  private void forward(float[] x, int xPlane, float[] y, int yPlane) {
    int size = padded.size();
    int pitch = padded.pitch;
    float[] along = Scratch.floats(Use.BLOCK_X, size);
    float[] sums = Scratch.floats(Use.BLOCK_Y, pitch);
    float[] plane = padded.load(x, xPlane, 0);
    System.arraycopy(plane, 0, along, 0, size);
    for (int b = 1; b < g.kw(); b++) {
      math.add(plane, padded.run(b), along, 0, size);
    }
    for (int i = 0; i < g.outH(); i++) {
      int top = i * g.strideH();
      System.arraycopy(along, top * pitch, sums, 0, pitch);
      for (int a = 1; a < g.kh(); a++) {
        math.add(along, (top + a) * pitch, sums, 0, pitch);
      }
      divide(i, sums);
      System.arraycopy(sums, 0, y, yPlane + i * g.outW(), g.outW());
    }
  }

  void backward(float[] dy, float[] dx) {
    eachPlane((xPlane, yPlane) -> backward(dy, yPlane, dx, xPlane));
  }

  private void backward(float[] dy, int yPlane, float[] dx, int xPlane) {
    int pitch = (g.outW() - 1) * g.strideW() + g.kw();
    float[] across = Scratch.floats(Use.BLOCK_X, padded.rows * pitch);
    Arrays.fill(across, 0, padded.rows * pitch, 0);
    float[] shares = Scratch.floats(Use.BLOCK_Y, g.outW());
    float[] spread = Scratch.floats(Use.BLOCK_SLOPE, pitch);
    Arrays.fill(spread, 0, pitch, 0);
    for (int i = 0; i < g.outH(); i++) {
      System.arraycopy(dy, yPlane + i * g.outW(), shares, 0, g.outW());
      divide(i, shares);
      for (int j = 0; j < g.outW(); j++) {
        spread[j * g.strideW()] = shares[j];
      }
      for (int a = 0; a < g.kh(); a++) {
        math.add(spread, 0, across, (i * g.strideH() + a) * pitch, pitch);
      }
    }
    int rows = Math.min(g.h(), padded.rows - g.padTop());
    for (int row = 0; row < rows; row++) {
      addAlong(across, (row + g.padTop()) * pitch, pitch, dx, xPlane + row * g.w());
    }
  }

  /** Adds a row of shares to a row of gradients, once for each column of a window. */
  private void addAlong(float[] shares, int at, int count, float[] dx, int row) {
    for (int b = 0; b < g.kw(); b++) {
      int first = Math.max(0, g.padLeft() - b);
      int end = Math.min(count - g.kw() + 1, g.w() + g.padLeft() - b);
      math.add(shares, at + first, dx, row + first + b - g.padLeft(), Math.max(0, end - first));
    }
  }

  /** Divides the sums of a row of windows by how many cells count, or by what the caller says. */
  private void divide(int i, float[] sums) {
    int rows = counted(i * g.strideH(), g.padTop(), g.kh(), g.h(), g.padBottom());
    for (int j = 0; j < columns.length; j++) {
      sums[j] /= divisorOverride != 0 ? divisorOverride : rows * columns[j];
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
}
