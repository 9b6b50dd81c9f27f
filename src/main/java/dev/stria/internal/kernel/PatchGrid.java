package dev.stria.internal.kernel;

import dev.stria.internal.kernel.PanelMultiply.Margin;
import java.util.Arrays;

/**
 * Lays images out so that every tap of a filter sees the positions of the output as one contiguous run.
 *
 * <p>Position (p, q) reads, for tap (i, j), the source at row {@code p·rowStep + rowTaps[i]} and column
 * {@code q·columnStep + columnTaps[j]}, or a zero outside of it. There is one plane per channel and column tap, already
 * shifted and strided, as wide as the output; its rows are sorted by their remainder modulo the row step. So tap (i, j) of a
 * channel is the plane of j from some row on, and only the columns are stored several times, not the whole patch.
 */
final class PatchGrid implements ImageGrid {
  /** Floats between channels whose planes lie together: a vector that is copied reaches no farther. */
  private static final int GAP = 16;

  private final int channels;
  private final int height;
  private final int width;
  private final int columns;
  private final Axis rowAxis;
  private final Axis columnAxis;
  private final int[] phaseFirst;
  private final int[] phaseRows;
  private final Margin[] margins;
  private final boolean near;
  private int planeRows;

  /**
   * How positions along one axis read the source.
   *
   * @param step from one position to the next
   * @param taps what each tap adds, of any sign
   */
  record Axis(int step, int[] taps) {
    boolean isIdentity() {
      return step == 1 && taps.length == 1 && taps[0] == 0;
    }

    /** Returns how far the taps lie apart. */
    int spread() {
      if (taps.length == 0) {
        return 0;
      }
      int last = taps[0];
      for (int tap : taps) {
        last = Math.max(last, tap);
      }
      return last - first();
    }

    /** Returns the least that a tap adds. */
    int first() {
      int first = taps.length == 0 ? 0 : taps[0];
      for (int tap : taps) {
        first = Math.min(first, tap);
      }
      return first;
    }

    /** Returns how rows of the output of a convolution read rows of its input. */
    static Axis ofRows(ConvGeometry g) {
      return of(g.strideH(), g.kh(), g.dilationH(), g.padTop());
    }

    /** Returns how columns of the output of a convolution read columns of its input. */
    static Axis ofColumns(ConvGeometry g) {
      return of(g.strideW(), g.kw(), g.dilationW(), g.padLeft());
    }

    private static Axis of(int stride, int kernel, int dilation, int padding) {
      int[] taps = new int[kernel];
      for (int i = 0; i < kernel; i++) {
        taps[i] = i * dilation - padding;
      }
      return new Axis(stride, taps);
    }
  }

  /** Creates the layout for stretches of so many rows and columns of positions. */
  PatchGrid(
      int channels, int height, int width, int rows, int columns, Axis rowAxis, Axis columnAxis) {
    this(channels, height, width, rows, columns, rowAxis, columnAxis, false);
  }

  private PatchGrid(
      int channels,
      int height,
      int width,
      int rows,
      int columns,
      Axis rowAxis,
      Axis columnAxis,
      boolean near) {
    this.near = near;
    this.channels = channels;
    this.height = height;
    this.width = width;
    this.columns = columns;
    this.rowAxis = rowAxis;
    this.columnAxis = columnAxis;
    this.phaseFirst = new int[rowAxis.step()];
    this.phaseRows = new int[rowAxis.step()];
    this.margins = new Margin[columnAxis.taps().length];
    for (int i = 0; i < margins.length; i++) {
      margins[i] = Margin.of(columns, columnAxis.taps()[i], width);
    }
    findPhases(rows);
  }

  /**
   * Returns the layout with one plane per channel and column tap.
   *
   * @param near whether the planes of a channel should lie together, rather than those of a tap
   */
  static PatchGrid dense(
      int channels,
      int height,
      int width,
      int rows,
      int columns,
      Axis rowAxis,
      Axis columnAxis,
      boolean near) {
    boolean together = near && rowAxis.step() == 1;
    return new PatchGrid(channels, height, width, rows, columns, rowAxis, columnAxis, together);
  }

  /** Returns the layout for a convolution of so many channels, for stretches of so many rows of positions. */
  static PatchGrid of(ConvGeometry g, int channels, int rows) {
    return new PatchGrid(channels, g.h(), g.w(), rows, g.outW(), Axis.ofRows(g), Axis.ofColumns(g));
  }

  /** Whether a convolution's positions are the pixels of its images themselves. */
  static boolean isIdentity(ConvGeometry g) {
    boolean single = g.kh() == 1 && g.kw() == 1 && g.strideH() == 1 && g.strideW() == 1;
    int padding =
        Math.max(Math.max(g.padTop(), g.padBottom()), Math.max(g.padLeft(), g.padRight()));
    return single && padding == 0;
  }

  /** Whether positions are the pixels of the source themselves, so that it is laid out as it is. */
  static boolean isIdentity(
      int height, int width, int rows, int columns, Axis rowAxis, Axis columnAxis) {
    return height == rows && width == columns && rowAxis.isIdentity() && columnAxis.isIdentity();
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

  @Override
  public int pitch() {
    return columns;
  }

  @Override
  public int size() {
    return near
        ? channels * channelSize()
        : columnAxis.taps().length * channels * planeRows * columns;
  }

  /** Returns from one channel to the next if the planes of a channel lie together, with room for what copies write too much. */
  private int channelSize() {
    return columnAxis.taps().length * planeRows * columns + GAP;
  }

  @Override
  public int offsets(int[] offsets, int from, int start) {
    int at = from;
    for (int c = 0; c < channels; c++) {
      for (int tap : rowAxis.taps()) {
        int phase = Math.floorMod(tap, rowAxis.step());
        int before = 0;
        for (int earlier = 0; earlier < phase; earlier++) {
          before += phaseRows[earlier] * channels;
        }
        int row = Math.floorDiv(tap, rowAxis.step()) - phaseFirst[phase];
        int line = before + c * phaseRows[phase] + row;
        for (int j = 0; j < columnAxis.taps().length; j++) {
          offsets[at++] =
              near
                  ? start + c * channelSize() + (j * planeRows + row) * columns
                  : start + (j * channels * planeRows + line) * columns;
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
    int at = planesAt;
    for (int j = 0; j < margins.length; j++) {
      for (int phase = 0; phase < rowAxis.step(); phase++) {
        int row = (firstRow + phaseFirst[phase]) * rowAxis.step() + phase;
        packPhase(kernel, source, sourceAt, row, phaseRows[phase], j, planes, at);
        at += (near ? 1 : channels) * phaseRows[phase] * columns;
      }
    }
  }

  /** Lays out every {@code step}-th row of each channel from {@code first} on, with rows of zeros outside of it. */
  private void packPhase(
      PanelMultiply kernel,
      float[] from,
      int fromAt,
      int first,
      int rows,
      int j,
      float[] planes,
      int at) {
    int step = rowAxis.step();
    int above = Math.min(rows, first >= 0 ? 0 : (step - 1 - first) / step);
    int until =
        Math.max(above, Math.min(rows, first >= height ? 0 : (height - 1 - first) / step + 1));
    int line = fromAt + (first + above * step) * width;
    int tap = columnAxis.taps()[j];
    int to = at + above * columns;
    int toStep = near ? channelSize() : rows * columns;
    if (columnAxis.step() == 1) {
      int start = line + Math.min(width, Math.max(0, tap));
      kernel.copyRows(
          channels,
          until - above,
          margins[j],
          from,
          start,
          step * width,
          height * width,
          planes,
          to,
          toStep);
    } else {
      copyStrided(kernel, until - above, from, line + tap, tap, planes, to, toStep);
    }
    if (until - above < rows) {
      for (int c = 0; c < channels; c++) {
        int plane = at + c * toStep;
        Arrays.fill(planes, plane, plane + above * columns, 0f);
        Arrays.fill(planes, plane + until * columns, plane + rows * columns, 0f);
      }
    }
  }

  private void copyStrided(
      PanelMultiply kernel,
      int rows,
      float[] from,
      int fromAt,
      int tap,
      float[] to,
      int toAt,
      int toStep) {
    int step = columnAxis.step();
    int left = Math.min(columns, tap >= 0 ? 0 : (step - 1 - tap) / step);
    int until = Math.max(left, Math.min(columns, tap >= width ? 0 : (width - 1 - tap) / step + 1));
    for (int c = 0; c < channels; c++) {
      for (int row = 0; row < rows; row++) {
        int at = toAt + c * toStep + row * columns;
        int line = fromAt + c * height * width + row * rowAxis.step() * width;
        Arrays.fill(to, at, at + left, 0f);
        kernel.copyEvery(until - left, step, from, line + left * step, to, at + left);
        Arrays.fill(to, at + until, at + columns, 0f);
      }
    }
  }
}
