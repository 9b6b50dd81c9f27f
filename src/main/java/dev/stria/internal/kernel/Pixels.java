package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;

/**
 * Padded images whose channels lie side by side: what a row of a filter meets is one run. Runs are filled up to whole vectors,
 * by zeros where they are weights and by what follows where they are pixels.
 */
final class Pixels {
  private final ConvGeometry g;

  /** Where the taps of a filter lie. */
  private final int[] tapAt;

  /** Floats from one pixel to the next. */
  final int step;

  /** Pixels from one row to the next. */
  final int columns;

  Pixels(ConvGeometry g) {
    this.g = g;
    this.step = g.c();
    this.columns = g.w() + g.padLeft() + g.padRight();
    this.tapAt = new int[g.kh() * g.kw()];
    for (int tap = 0; tap < tapAt.length; tap++) {
      tapAt[tap] = tap / g.kw() * run() + tap % g.kw() * step;
    }
  }

  /** Returns the floats of one image, and of what a run may read or write behind it. */
  int size() {
    return (g.h() + g.padTop() + g.padBottom()) * columns * step + PixelLoops.MULTIPLE;
  }

  /** Returns the floats from one row to the next. */
  int rowStep() {
    return columns * step;
  }

  /** Returns the floats of a row of a filter, filled up. */
  int run() {
    int length = g.kw() * step;
    return (length + PixelLoops.MULTIPLE - 1) / PixelLoops.MULTIPLE * PixelLoops.MULTIPLE;
  }

  /** Returns the floats of a filter. */
  int filterSize() {
    return g.kh() * run();
  }

  /** Returns where the filters lie. */
  PixelLoops.Layout filterLayout() {
    return new PixelLoops.Layout(g.k(), filterSize(), g.k(), g.kh(), run(), run(), Use.FILTER_ROWS);
  }

  /** Returns where what a filter meets lies, of which so many places are used at a time. */
  PixelLoops.Layout layout(int most) {
    int starts = (g.h() + g.padTop() + g.padBottom()) * columns;
    return new PixelLoops.Layout(starts, step, most, g.kh(), run(), rowStep(), Use.PIXEL_ROWS);
  }

  /** Returns the number of a pixel of the padded image. */
  int index(int row, int column) {
    return row * columns + column;
  }

  /** Lays an image out, into zeros or over another image. */
  void pack(PanelMultiply kernel, float[] x, int xAt, float[] pixels) {
    int plane = g.h() * g.w();
    for (int row = 0; row < rows(); row++) {
      kernel.transpose(g.c(), width(), x, xAt + row * g.w(), plane, pixels, at(row), step);
    }
  }

  /** Writes an image back. */
  void unpack(PanelMultiply kernel, float[] pixels, float[] x, int xAt) {
    int plane = g.h() * g.w();
    for (int row = 0; row < rows(); row++) {
      kernel.transpose(width(), g.c(), pixels, at(row), step, x, xAt + row * g.w(), plane);
    }
  }

  /** Returns the rows that are copied one by one: an image without padding is one long row. */
  private int rows() {
    return columns == g.w() ? Math.min(1, g.h()) : g.h();
  }

  private int width() {
    return columns == g.w() ? g.h() * g.w() : g.w();
  }

  private int at(int row) {
    return index(row + g.padTop(), g.padLeft()) * step;
  }

  /** Lays some filters out as {@code [K, kh, kw, C]}, its rows filled up, into zeros. */
  void packFilters(int first, int end, float[] w, float[] filters) {
    for (int k = first; k < end; k++) {
      for (int c = 0; c < g.c(); c++) {
        int from = (k * g.c() + c) * tapAt.length;
        int to = k * filterSize() + c;
        for (int tap = 0; tap < tapAt.length; tap++) {
          filters[to + tapAt[tap]] = w[from + tap];
        }
      }
    }
  }

  /** Adds some filters laid out like that to others. */
  void addFilters(int first, int end, float[] filters, float[] w) {
    for (int k = first; k < end; k++) {
      for (int c = 0; c < g.c(); c++) {
        int to = (k * g.c() + c) * tapAt.length;
        int from = k * filterSize() + c;
        for (int tap = 0; tap < tapAt.length; tap++) {
          w[to + tap] += filters[from + tapAt[tap]];
        }
      }
    }
  }
}
