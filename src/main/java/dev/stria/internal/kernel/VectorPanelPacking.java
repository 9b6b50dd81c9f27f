package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.PANEL;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Packs panels of a right factor whose rows may have gaps.
 *
 * <p>A row of a panel is put together from up to four vectors, from left to right: what one writes too much is overwritten by
 * the next, or by the next row.
 */
final class VectorPanelPacking {
  /** Vectors of which a row of a panel is put together at most. */
  private static final int PIECES = 4;

  private final int[] from = new int[PIECES];
  private final int[] to = new int[PIECES];
  private int pieces;

  /** Whether rows of panels whose elements lie side by side in runs of this width take no more pieces than there may be. */
  static boolean suits(int width) {
    return 3 * width >= PANEL - 1 || 2 * width == LANES;
  }

  /** Whether a row of a panel is always just two vectors. */
  static boolean isEasy(int width) {
    return width % LANES == 0;
  }

  /** Finds the pieces of a panel that starts at a column. */
  void find(Rows b, int column) {
    pieces = 0;
    for (int j = 0; j < PANEL; ) {
      int run = b.width() == 0 ? PANEL : b.width() - (column + j) % b.width();
      int length = Math.min(run, PANEL - j);
      int start = b.column(column + j);
      for (int i = 0; i < length; i += LANES) {
        from[pieces] = start + i;
        to[pieces++] = j + i;
      }
      j += length;
    }
  }

  /** Whether each row of the panel is two whole vectors. */
  boolean isWhole() {
    return pieces == 2;
  }

  /** Returns where the first piece starts in a row. */
  int first() {
    return from[0];
  }

  /** Returns from the first piece to the second. */
  int gap() {
    return from[1] - from[0];
  }

  /** Packs rows of the panel; {@code at} is where rows start, but for their offsets. */
  void pack(int depth, float[] b, int at, int[] offsets, int row, float[] panel) {
    if (pieces == 2) {
      pack2(depth, b, at, offsets, row, panel);
    } else if (pieces == 3) {
      pack3(depth, b, at, offsets, row, panel);
    } else {
      pack4(depth, b, at, offsets, row, panel);
    }
  }

  private void pack2(int depth, float[] b, int at, int[] offsets, int row, float[] panel) {
    int from0 = at + from[0];
    int from1 = at + from[1];
    for (int l = 0; l < depth; l++) {
      int start = offsets[row + l];
      FloatVector left = FloatVector.fromArray(SPECIES, b, from0 + start);
      FloatVector right = FloatVector.fromArray(SPECIES, b, from1 + start);
      left.intoArray(panel, l * PANEL);
      right.intoArray(panel, l * PANEL + LANES);
    }
  }

  private void pack3(int depth, float[] b, int at, int[] offsets, int row, float[] panel) {
    int from0 = at + from[0];
    int from1 = at + from[1];
    int from2 = at + from[2];
    int to1 = to[1];
    int to2 = to[2];
    for (int l = 0; l < depth; l++) {
      int start = offsets[row + l];
      FloatVector.fromArray(SPECIES, b, from0 + start).intoArray(panel, l * PANEL);
      FloatVector.fromArray(SPECIES, b, from1 + start).intoArray(panel, l * PANEL + to1);
      FloatVector.fromArray(SPECIES, b, from2 + start).intoArray(panel, l * PANEL + to2);
    }
  }

  private void pack4(int depth, float[] b, int at, int[] offsets, int row, float[] panel) {
    int from0 = at + from[0];
    int from1 = at + from[1];
    int from2 = at + from[2];
    int from3 = at + from[3];
    int to1 = to[1];
    int to2 = to[2];
    int to3 = to[3];
    for (int l = 0; l < depth; l++) {
      int start = offsets[row + l];
      FloatVector.fromArray(SPECIES, b, from0 + start).intoArray(panel, l * PANEL);
      FloatVector.fromArray(SPECIES, b, from1 + start).intoArray(panel, l * PANEL + to1);
      FloatVector.fromArray(SPECIES, b, from2 + start).intoArray(panel, l * PANEL + to2);
      FloatVector.fromArray(SPECIES, b, from3 + start).intoArray(panel, l * PANEL + to3);
    }
  }
}
