package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * An image plane with margins, in which what all windows read at one of their columns is one long run.
 *
 * <p>Where windows step over columns, every {@code step}-th column lies together, one part of the plane behind the other.
 * Rows are filled up to whole vectors; what lies between the last window of a row and the row's end is not to be looked at.
 */
final class PaddedPlane {
  /** Rows are filled up to a multiple of this, so that no loop over them has a remainder. */
  private static final int MULTIPLE = 16;

  private final PoolGeometry g;
  private final int step;

  /** From one row to the next. */
  final int pitch;

  /** The rows that windows reach, those of the margins included. */
  final int rows;

  PaddedPlane(PoolGeometry g) {
    this.g = g;
    this.step = g.strideW();
    int columns = g.outW() + (g.kw() - 1) * g.dilationW() / step;
    this.pitch = (columns + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    this.rows = (g.outH() - 1) * g.strideH() + (g.kh() - 1) * g.dilationH() + 1;
  }

  /** Returns the floats of one part, which all runs have as their length. */
  int size() {
    return rows * pitch;
  }

  /** Returns where the run of a window's column starts. */
  int run(int column) {
    int cell = column * g.dilationW();
    return cell % step * size() + cell / step;
  }

  /** Lays out a plane with margins of a value; the array has room for what the last run reads too much. */
  float[] load(float[] x, int at, float margin) {
    float[] padded = Scratch.floats(Use.PLANES, step * size() + pitch);
    for (int phase = 0; phase < step; phase++) {
      for (int row = 0; row < rows; row++) {
        int from = row - g.padTop();
        int to = phase * size() + row * pitch;
        if (from < 0 || from >= g.h()) {
          Arrays.fill(padded, to, to + pitch, margin);
        } else {
          loadRow(x, at + from * g.w(), phase - g.padLeft(), margin, padded, to);
        }
      }
    }
    return padded;
  }

  /** Lays out every {@code step}-th value of a row from a column on that may lie before the row. */
  private void loadRow(float[] x, int at, int column, float margin, float[] padded, int to) {
    int first = column >= 0 ? 0 : Math.min(pitch, (step - 1 - column) / step);
    int end = Math.max(first, Math.min(pitch, Math.floorDiv(g.w() - column + step - 1, step)));
    Arrays.fill(padded, to, to + first, margin);
    if (step == 1) {
      System.arraycopy(x, at + column + first, padded, to + first, end - first);
    } else {
      for (int q = first; q < end; q++) {
        padded[to + q] = x[at + column + q * step];
      }
    }
    Arrays.fill(padded, to + end, to + pitch, margin);
  }
}
