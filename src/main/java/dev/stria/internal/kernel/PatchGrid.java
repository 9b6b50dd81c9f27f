package dev.stria.internal.kernel;

import dev.stria.internal.kernel.PanelMultiply.Margin;

/**
 * Lays images out so that every tap of a filter sees the positions of the output as one contiguous run.
 *
 * <p>Position (p, q) reads, for tap (i, j), the source at row {@code p·rowStep + rowTaps[i]} and column
 * {@code q·columnStep + columnTaps[j]}, or a zero outside of it. There is one plane per channel and column tap, already
 * shifted and strided, as wide as the output; its rows are sorted by their remainder modulo the row step. So tap (i, j) of a
 * channel is the plane of j from some row on, and only the columns are stored several times, not the whole patch.
 */
final class PatchGrid {
  private final int channels;
  private final int height;
  private final int width;
  private final int columns;
  private final Axis rowAxis;
  private final Axis columnAxis;
  private final int[] phaseFirst;
  private final int[] phaseRows;
  private int planeRows;

  /**
   * How positions along one axis read the source.
   *
   * @param step from one position to the next
   * @param taps what each tap adds, of any sign
   */
  record Axis(int step, int[] taps) {}

  /** Creates the layout for stretches of so many rows and columns of positions. */
  PatchGrid(
      int channels, int height, int width, int rows, int columns, Axis rowAxis, Axis columnAxis) {
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.columns = columns;
    this.rowAxis = rowAxis;
    this.columnAxis = columnAxis;
    this.phaseFirst = new int[rowAxis.step()];
    this.phaseRows = new int[rowAxis.step()];
    findPhases(rows);
  }

  private void findPhases(int rows) {
    int step = rowAxis.step();
    for (int phase = 0; phase < step; phase++) {
      int first = Integer.MAX_VALUE;
      int last = Integer.MIN_VALUE;
      for (int tap : rowAxis.taps()) {
        if (Math.floorMod(tap, step) == phase) {
          first = Math.min(first, Math.floorDiv(tap, step));
          last = Math.max(last, Math.floorDiv(tap, step));
        }
      }
      if (last >= first) {
        phaseFirst[phase] = first;
        phaseRows[phase] = last - first + rows;
        planeRows += phaseRows[phase];
      }
    }
  }

  /** Returns the number of floats that one image takes. */
  int size() {
    return columnAxis.taps().length * channels * planeRows * columns;
  }

  /** Writes where the run of each (channel, row tap, column tap) starts, in this order. */
  void offsets(int[] offsets) {
    int at = 0;
    for (int c = 0; c < channels; c++) {
      for (int tap : rowAxis.taps()) {
        int row = planeRow(tap);
        for (int j = 0; j < columnAxis.taps().length; j++) {
          offsets[at++] = ((j * channels + c) * planeRows + row) * columns;
        }
      }
    }
  }

  private int planeRow(int tap) {
    int phase = Math.floorMod(tap, rowAxis.step());
    int row = Math.floorDiv(tap, rowAxis.step()) - phaseFirst[phase];
    for (int before = 0; before < phase; before++) {
      row += phaseRows[before];
    }
    return row;
  }

  /** Lays out one image, for positions from a row on; may overwrite {@link PanelMultiply#SLACK} floats behind. */
  void pack(
      PanelMultiply kernel,
      float[] source,
      int sourceAt,
      int firstRow,
      float[] planes,
      int planesAt) {
    int at = planesAt;
    for (int tap : columnAxis.taps()) {
      for (int c = 0; c < channels; c++) {
        int plane = sourceAt + c * height * width;
        for (int phase = 0; phase < rowAxis.step(); phase++) {
          int row = (firstRow + phaseFirst[phase]) * rowAxis.step() + phase;
          at = packPhase(kernel, source, plane, row, phaseRows[phase], tap, planes, at);
        }
      }
    }
  }

  /** Lays out every {@code step}-th row of a plane from {@code first} on, with rows of zeros outside of it. */
  private int packPhase(
      PanelMultiply kernel,
      float[] source,
      int plane,
      int first,
      int rows,
      int tap,
      float[] planes,
      int at) {
    int step = rowAxis.step();
    int above = Math.min(rows, first >= 0 ? 0 : (step - 1 - first) / step);
    int until =
        Math.max(above, Math.min(rows, first >= height ? 0 : (height - 1 - first) / step + 1));
    fillZero(planes, at, above * columns);
    int inside = at + above * columns;
    int from = plane + (first + above * step) * width;
    if (columnAxis.step() == 1) {
      int left = Math.min(columns, Math.max(0, -tap));
      int right = Math.min(columns - left, Math.max(0, columns + tap - width));
      Margin margin = new Margin(left, columns - left - right, right);
      kernel.copyRows(
          until - above,
          margin,
          source,
          from + Math.min(width, Math.max(0, tap)),
          step * width,
          planes,
          inside);
    } else {
      copyStrided(until - above, source, from, tap, planes, inside);
    }
    int below = at + until * columns;
    fillZero(planes, below, (rows - until) * columns);
    return at + rows * columns;
  }

  private void copyStrided(int rows, float[] source, int from, int tap, float[] planes, int at) {
    int step = columnAxis.step();
    int left = Math.min(columns, tap >= 0 ? 0 : (step - 1 - tap) / step);
    int until = Math.max(left, Math.min(columns, tap >= width ? 0 : (width - 1 - tap) / step + 1));
    for (int row = 0; row < rows; row++) {
      int to = at + row * columns;
      int line = from + row * rowAxis.step() * width + tap;
      fillZero(planes, to, left);
      for (int q = left; q < until; q++) {
        planes[to + q] = source[line + q * step];
      }
      fillZero(planes, to + until, columns - until);
    }
  }

  private static void fillZero(float[] x, int at, int count) {
    for (int i = at; i < at + count; i++) {
      x[i] = 0f;
    }
  }
}
