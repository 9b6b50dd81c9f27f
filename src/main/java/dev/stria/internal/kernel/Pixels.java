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

  /** Lays an image out, into zeros or over another image, and returns whether all its values are finite. */
  boolean pack(float[] x, int xAt, float[] pixels) {
    int largest = 0;
    for (int row = 0; row < rows(); row++) {
      for (int c = 0; c < g.c(); c++) {
        int from = xAt + c * g.h() * g.w() + row * g.w();
        largest = Math.max(largest, packRow(width(), x, from, pixels, at(row) + c, step));
      }
    }
    return largest < Float.floatToRawIntBits(Float.POSITIVE_INFINITY);
  }

  /** Copies a row of a channel; returns the largest bits of its absolute values, which are ordered as these are. */
  private static int packRow(int width, float[] x, int from, float[] pixels, int to, int step) {
    int largest = 0;
    for (int q = 0; q < width; q++) {
      float value = x[from + q];
      largest = Math.max(largest, Float.floatToRawIntBits(value) & Integer.MAX_VALUE);
      pixels[to + q * step] = value;
    }
    return largest;
  }

  /** Writes an image back. */
  void unpack(float[] pixels, float[] x, int xAt) {
    for (int row = 0; row < rows(); row++) {
      for (int c = 0; c < g.c(); c++) {
        int to = xAt + c * g.h() * g.w() + row * g.w();
        unpackRow(width(), pixels, at(row) + c, step, x, to);
      }
    }
  }

  private static void unpackRow(int width, float[] pixels, int from, int step, float[] x, int to) {
    for (int q = 0; q < width; q++) {
      x[to + q] = pixels[from + q * step];
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

  /** Lays filters out as {@code [K, kh, kw, C]} into zeros, and returns whether all weights are finite. */
  boolean packFilters(float[] w, float[] filters) {
    float probe = 0;
    for (int k = 0; k < g.k(); k++) {
      for (int c = 0; c < g.c(); c++) {
        int from = (k * g.c() + c) * g.kh() * g.kw();
        int to = k * g.kh() * run() + c;
        for (int tap = 0; tap < g.kh() * g.kw(); tap++) {
          float value = w[from + tap];
          probe += value * 0f;
          filters[to + tap * step] = value;
        }
      }
    }
    return probe == 0;
  }

  /** Adds filters laid out like that to others. */
  void addFilters(float[] filters, float[] w) {
    for (int k = 0; k < g.k(); k++) {
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
