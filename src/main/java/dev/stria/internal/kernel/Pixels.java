package dev.stria.internal.kernel;

/**
 * Padded images whose channels lie side by side, filled up to a multiple that suits every vector: what a row of a filter
 * meets is one run.
 */
final class Pixels {
  /** Channels are filled up with zeros to a multiple of this. */
  static final int MULTIPLE = 16;

  private final ConvGeometry g;

  /** Floats from one pixel to the next. */
  final int step;

  /** Pixels from one row to the next. */
  final int columns;

  Pixels(ConvGeometry g) {
    this.g = g;
    this.step = (g.c() + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    this.columns = g.w() + g.padLeft() + g.padRight();
  }

  /** Returns the floats of one image. */
  int size() {
    return (g.h() + g.padTop() + g.padBottom()) * columns * step;
  }

  /** Returns the floats from one row to the next. */
  int rowStep() {
    return columns * step;
  }

  /** Returns the floats that a row of a filter meets. */
  int run() {
    return g.kw() * step;
  }

  /** Lays an image out, into zeros or over another image. */
  void pack(PanelMultiply kernel, float[] x, int xAt, float[] pixels) {
    int plane = g.h() * g.w();
    for (int row = 0; row < rows(); row++) {
      Block from = new Block(x, xAt + row * g.w(), plane, 0);
      kernel.transpose(g.c(), width(), from, new Block(pixels, at(row), step, 0));
    }
  }

  /** Writes an image back. */
  void unpack(PanelMultiply kernel, float[] pixels, float[] x, int xAt) {
    int plane = g.h() * g.w();
    for (int row = 0; row < rows(); row++) {
      Block to = new Block(x, xAt + row * g.w(), plane, 0);
      kernel.transpose(width(), g.c(), new Block(pixels, at(row), step, 0), to);
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
    return ((row + g.padTop()) * columns + g.padLeft()) * step;
  }

  /** Lays some filters out as {@code [K, kh, kw, C]} into zeros. */
  void packFilters(int first, int end, float[] w, float[] filters) {
    for (int k = first; k < end; k++) {
      for (int c = 0; c < g.c(); c++) {
        int from = (k * g.c() + c) * g.kh() * g.kw();
        int to = k * g.kh() * run() + c;
        for (int tap = 0; tap < g.kh() * g.kw(); tap++) {
          filters[to + tap * step] = w[from + tap];
        }
      }
    }
  }

  /** Adds some filters laid out like that to others. */
  void addFilters(int first, int end, float[] filters, float[] w) {
    for (int k = first; k < end; k++) {
      for (int c = 0; c < g.c(); c++) {
        int to = (k * g.c() + c) * g.kh() * g.kw();
        int from = k * g.kh() * run() + c;
        for (int tap = 0; tap < g.kh() * g.kw(); tap++) {
          w[to + tap] += filters[from + tap * step];
        }
      }
    }
  }
}
