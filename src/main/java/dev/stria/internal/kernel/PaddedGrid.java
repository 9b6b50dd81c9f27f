package dev.stria.internal.kernel;

import dev.stria.internal.kernel.PanelMultiply.Margin;
import dev.stria.internal.kernel.PatchGrid.Axis;
import java.util.Arrays;

/**
 * Lays images out with one plane per channel, padded, for positions that are neighbours: tap (i, j) of a channel is its plane from
 * some row and column on, and rows of positions lie a {@link #pitch} apart.
 *
 * <p>Where a product goes over all channels of a tap before the next tap, and reads them in place, a row of all channels comes
 * before the next row: so what it reads one after the other lies side by side.
 */
final class PaddedGrid implements ImageGrid {
  private final int channels;
  private final int height;
  private final int width;
  private final Axis rowAxis;
  private final Axis columnAxis;
  private final boolean byRow;
  private final int planeRows;

  /** Floats of a row of a plane. */
  private final int line;

  /**
   * Creates the layout for stretches of so many rows and columns of positions; both axes have to have a step of 1.
   *
   * @param byRow whether rows of all channels lie together, rather than all rows of a channel
   */
  PaddedGrid(
      int channels,
      int height,
      int width,
      int rows,
      int columns,
      Axis rowAxis,
      Axis columnAxis,
      boolean byRow) {
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.rowAxis = rowAxis;
    this.columnAxis = columnAxis;
    this.byRow = byRow;
    this.planeRows = rows + rowAxis.spread();
    this.line = columns + columnAxis.spread();
  }

  @Override
  public int pitch() {
    return byRow ? channels * line : line;
  }

  @Override
  public int size() {
    return channels * planeRows * line;
  }

  @Override
  public int offsets(int[] offsets, int from, int start) {
    int channelStep = byRow ? line : planeRows * line;
    int at = from;
    for (int c = 0; c < channels; c++) {
      for (int row : rowAxis.taps()) {
        for (int column : columnAxis.taps()) {
          int shift = (row - rowAxis.first()) * pitch() + column - columnAxis.first();
          offsets[at++] = start + c * channelStep + shift;
        }
      }
    }
    return at;
  }

  @Override
  public void pack(
      PanelMultiply kernel,
      float[] source,
      int sourceAt,
      int firstRow,
      float[] planes,
      int planesAt) {
    int first = firstRow + rowAxis.first();
    int above = Math.min(planeRows, Math.max(0, -first));
    int until = Math.max(above, Math.min(planeRows, height - first));
    int plane = height * width;
    Margin margin = Margin.of(line, columnAxis.first(), width);
    int column = Math.min(width, Math.max(0, columnAxis.first()));
    int from = sourceAt + (first + above) * width + column;
    int to = planesAt + above * pitch();
    if (byRow) {
      kernel.copyRows(
          until - above, channels, margin, source, from, plane, width, planes, to, pitch());
      clear(planes, planesAt, above, until);
      return;
    }
    kernel.copyRows(
        channels, until - above, margin, source, from, width, plane, planes, to, planeRows * line);
    for (int c = 0; c < channels; c++) {
      clear(planes, planesAt + c * planeRows * line, above, until);
    }
  }

  /** Writes zeros above a row and from another on. */
  private void clear(float[] planes, int at, int above, int until) {
    Arrays.fill(planes, at, at + above * pitch(), 0f);
    Arrays.fill(planes, at + until * pitch(), at + planeRows * pitch(), 0f);
  }
}
