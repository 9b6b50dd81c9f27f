package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * The maxima of any windows: those along each row of the image first, which all windows share that the row crosses, then
 * those across rows; in long runs and without branches, which no predictor could guess.
 */
final class WindowMaxima {
  /** Places in windows are counted in floats, whose integers end here. */
  private static final long EXACT = 1 << 24;

  private final ArrayMath math;
  private final PoolGeometry g;
  private final PaddedPlane padded;

  /** For each row of the image the maxima of the windows' parts in it. */
  private final float[] along;

  /** How many columns behind its window's first each of those lies; {@code null} if nobody asks where maxima are. */
  private final float[] columns;

  private final float[] across;

  /** How many cells of the image behind its window's first each maximum lies. */
  private final float[] cells;

  WindowMaxima(ArrayMath math, PoolGeometry g, boolean positions) {
    this.math = math;
    this.g = g;
    this.padded = new PaddedPlane(g);
    long last = (long) g.kh() * g.dilationH() * g.w() + (long) g.kw() * g.dilationW();
    boolean counted = positions && last < EXACT;
    this.along = Scratch.floats(Use.BLOCK_X, padded.size());
    this.columns = counted ? Scratch.floats(Use.BLOCK_Y, padded.size()) : null;
    this.across = Scratch.floats(Use.BLOCK_SLOPE, g.outH() * padded.pitch);
    this.cells = counted ? Scratch.floats(Use.BLOCK_ROOM, g.outH() * padded.pitch) : null;
  }

  /** Treats a plane. */
  void plane(float[] x, int xPlane, float[] y, int[] argmax, int yPlane) {
    goAlong(padded.load(x, xPlane, Float.NEGATIVE_INFINITY));
    if (g.strideH() == 1) {
      goAcross(0, 0, g.outH() * padded.pitch);
    } else {
      for (int i = 0; i < g.outH(); i++) {
        goAcross(i * g.strideH() * padded.pitch, i * padded.pitch, padded.pitch);
      }
    }
    for (int i = 0; i < g.outH(); i++) {
      System.arraycopy(across, i * padded.pitch, y, yPlane + i * g.outW(), g.outW());
      if (argmax != null) {
        positions(i, x, xPlane, argmax, yPlane + i * g.outW());
      }
    }
  }

  private void goAlong(float[] plane) {
    int size = padded.size();
    System.arraycopy(plane, 0, along, 0, size);
    for (int b = 1; b < g.kw(); b++) {
      math.maxima(plane, padded.run(b), along, 0, size);
    }
    if (columns != null) {
      Arrays.fill(columns, 0, size, (g.kw() - 1) * g.dilationW());
      // backwards, so that the first column that has the maximum stays
      for (int b = g.kw() - 2; b >= 0; b--) {
        math.markEqual(plane, padded.run(b), b * g.dilationW(), along, columns, 0, size);
      }
    }
  }

  /** Joins the rows of windows, of which the first lie in {@code along} at a place. */
  private void goAcross(int from, int to, int count) {
    int step = g.dilationH() * padded.pitch;
    System.arraycopy(along, from, across, to, count);
    for (int a = 1; a < g.kh(); a++) {
      math.maxima(along, from + a * step, across, to, count);
    }
    for (int a = g.kh() - 1; a >= 0 && cells != null; a--) {
      int before = a * g.dilationH() * g.w();
      math.takeEqual(along, columns, from + a * step, before, across, cells, to, count);
    }
  }

  private void positions(int i, float[] x, int xPlane, int[] argmax, int at) {
    int top = i * g.strideH() - g.padTop();
    int row = i * padded.pitch;
    for (int j = 0; j < g.outW(); j++) {
      int left = j * g.strideW() - g.padLeft();
      argmax[at + j] =
          cells != null && across[row + j] > Float.NEGATIVE_INFINITY
              ? top * g.w() + left + (int) cells[row + j]
              : search(x, xPlane, top, left);
    }
  }

  /** Looks where the maximum is: for windows that are large, have a NaN, or nothing but −∞, which margins are, too. */
  private int search(float[] x, int xPlane, int top, int left) {
    int bottom = Math.min(g.h(), top + g.kh() * g.dilationH());
    int right = Math.min(g.w(), left + g.kw() * g.dilationW());
    int firstColumn = PoolGeometry.firstInside(left, g.dilationW());
    int found = -1;
    for (int row = PoolGeometry.firstInside(top, g.dilationH());
        row < bottom;
        row += g.dilationH()) {
      for (int column = firstColumn; column < right; column += g.dilationW()) {
        int position = row * g.w() + column;
        float value = x[xPlane + position];
        found = found < 0 || Float.isNaN(value) || value > x[xPlane + found] ? position : found;
      }
    }
    return found;
  }
}
