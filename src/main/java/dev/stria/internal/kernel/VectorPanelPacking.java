package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.PANEL;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;

import dev.stria.internal.kernel.Scratch.Use;
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

  /** Panels that are packed together at best. */
  static final int TOGETHER = 4;

  /** Floats from one row to the next from which on panels are packed together. */
  private static final int FAR = 512;

  private final int[] from = Scratch.ints(Use.PANEL, PIECES);
  private final int[] to = Scratch.ints(Use.FRINGE, PIECES);
  private final Rows b;
  private int pieces;
  private int at;
  private int row;
  private int depth;

  /** Packs by way of arrays of the thread, which packs one factor at a time. */
  VectorPanelPacking(Rows b) {
    this.b = b;
  }

  /** Whether rows of panels whose elements lie side by side in runs of this width take no more pieces than there may be. */
  static boolean suits(int width) {
    return 3 * width >= PANEL - 1 || 2 * width == LANES;
  }

  /** Whether a row of a panel is always just two vectors. */
  static boolean isEasy(int width) {
    return width % LANES == 0;
  }

  /** Whether rows of a right factor lie as packing would put those of one panel. */
  static boolean isPanel(Rows b, int depth) {
    int[] offsets = b.offsets();
    boolean follow = b.width() == 0;
    for (int l = 1; l < depth && follow; l++) {
      follow = offsets[l] - offsets[l - 1] == PANEL;
    }
    return follow;
  }

  /**
   * Chooses a stretch of the inner dimension.
   *
   * @param start where rows of the right factor start, but for their offsets
   * @param first the first row
   * @param count how many rows
   */
  void stretch(int start, int first, int count) {
    at = start;
    row = first;
    depth = count;
  }

  /** Packs some panels at once, if there are enough and their rows lie far apart; returns whether. */
  boolean packTogether(int column, int columns, float[] panels) {
    boolean far = depth > 1 && b.offsets()[row + 1] - b.offsets()[row] >= FAR;
    if (b.width() > 0 || columns < TOGETHER * PANEL || !far) {
      return false;
    }
    packFour(depth, b.data(), at + column, b.offsets(), row, panels);
    return true;
  }

  /** Packs the panel that was found; columns that it lacks are undefined, and what follows its last row. */
  void pack(int column, int width, float[] panels, int panelAt) {
    if (width < PANEL && b.width() == 0 && at + column + reach() + PANEL > b.data().length) {
      packFringe(column, width, panels, panelAt);
    } else if (pieces == 2) {
      pack2(depth, b.data(), at, b.offsets(), row, panels, panelAt);
    } else if (pieces == 3) {
      pack3(depth, b.data(), at, b.offsets(), row, panels, panelAt);
    } else {
      pack4(depth, b.data(), at, b.offsets(), row, panels, panelAt);
    }
  }

  private int reach() {
    int reach = 0;
    for (int l = row; l < row + depth; l++) {
      reach = Math.max(reach, b.offsets()[l]);
    }
    return reach;
  }

  /** Finds the pieces of a panel that starts at a column. */
  void find(int column) {
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

  /** Returns where the first piece of a row starts, but for its offset. */
  int first() {
    return at + from[0];
  }

  /** Returns from the first piece to the second. */
  int gap() {
    return from[1] - from[0];
  }

  /** Returns the first row of the stretch. */
  int row() {
    return row;
  }

  private void packFringe(int column, int width, float[] panels, int panelAt) {
    for (int l = 0; l < depth; l++) {
      int start = at + column + b.offsets()[row + l];
      System.arraycopy(b.data(), start, panels, panelAt + l * PANEL, width);
    }
  }

  /** Packs four panels at once: rows that lie far apart are read in longer runs. */
  private static void packFour(
      int depth, float[] b, int at, int[] offsets, int row, float[] panel) {
    int step = depth * PANEL;
    for (int l = 0; l < depth; l++) {
      int start = at + offsets[row + l];
      int to = l * PANEL;
      FloatVector.fromArray(SPECIES, b, start).intoArray(panel, to);
      FloatVector.fromArray(SPECIES, b, start + LANES).intoArray(panel, to + LANES);
      FloatVector.fromArray(SPECIES, b, start + 2 * LANES).intoArray(panel, to + step);
      FloatVector.fromArray(SPECIES, b, start + 3 * LANES).intoArray(panel, to + step + LANES);
      FloatVector.fromArray(SPECIES, b, start + 4 * LANES).intoArray(panel, to + 2 * step);
      FloatVector.fromArray(SPECIES, b, start + 5 * LANES).intoArray(panel, to + 2 * step + LANES);
      FloatVector.fromArray(SPECIES, b, start + 6 * LANES).intoArray(panel, to + 3 * step);
      FloatVector.fromArray(SPECIES, b, start + 7 * LANES).intoArray(panel, to + 3 * step + LANES);
    }
  }

  private void pack2(
      int depth, float[] b, int at, int[] offsets, int row, float[] panel, int panelAt) {
    int from0 = at + from[0];
    int from1 = at + from[1];
    for (int l = 0; l < depth; l++) {
      int start = offsets[row + l];
      FloatVector.fromArray(SPECIES, b, from0 + start).intoArray(panel, panelAt + l * PANEL);
      FloatVector.fromArray(SPECIES, b, from1 + start)
          .intoArray(panel, panelAt + l * PANEL + LANES);
    }
  }

  private void pack3(
      int depth, float[] b, int at, int[] offsets, int row, float[] panel, int panelAt) {
    int from0 = at + from[0];
    int from1 = at + from[1];
    int from2 = at + from[2];
    int to1 = to[1];
    int to2 = to[2];
    for (int l = 0; l < depth; l++) {
      int start = offsets[row + l];
      FloatVector.fromArray(SPECIES, b, from0 + start).intoArray(panel, panelAt + l * PANEL);
      FloatVector.fromArray(SPECIES, b, from1 + start).intoArray(panel, panelAt + l * PANEL + to1);
      FloatVector.fromArray(SPECIES, b, from2 + start).intoArray(panel, panelAt + l * PANEL + to2);
    }
  }

  private void pack4(
      int depth, float[] b, int at, int[] offsets, int row, float[] panel, int panelAt) {
    int from0 = at + from[0];
    int from1 = at + from[1];
    int from2 = at + from[2];
    int from3 = at + from[3];
    int to1 = to[1];
    int to2 = to[2];
    int to3 = to[3];
    for (int l = 0; l < depth; l++) {
      int start = offsets[row + l];
      FloatVector.fromArray(SPECIES, b, from0 + start).intoArray(panel, panelAt + l * PANEL);
      FloatVector.fromArray(SPECIES, b, from1 + start).intoArray(panel, panelAt + l * PANEL + to1);
      FloatVector.fromArray(SPECIES, b, from2 + start).intoArray(panel, panelAt + l * PANEL + to2);
      FloatVector.fromArray(SPECIES, b, from3 + start).intoArray(panel, panelAt + l * PANEL + to3);
    }
  }
}
