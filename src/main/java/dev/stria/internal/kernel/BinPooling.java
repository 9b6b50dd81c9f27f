package dev.stria.internal.kernel;

/** Means and maxima of bins that cover a plane; a bin that is as wide as its plane is one run. */
final class BinPooling {
  /** Shorter runs are not worth a call. */
  private static final int SHORT = 16;

  private final ArrayMath math;
  private final AdaptiveGeometry g;

  BinPooling(ArrayMath math, AdaptiveGeometry g) {
    this.math = math;
    this.g = g;
  }

  /** What to do with one bin: some rows and columns of a plane. */
  private interface Bin {
    /**
     * Treats a bin.
     *
     * @param cell its cell of the output
     * @param at where it starts
     * @param runs of how many runs it consists, which are {@code g.w()} apart
     * @param count the length of each
     */
    void accept(int cell, int at, int runs, int count);
  }

  private void eachBin(Bin bin) {
    Ranges.ofItems(
        g.planes(),
        g.h() * g.w(),
        Ranges.LIGHT,
        (from, n) -> {
          for (int row = from * g.outH(); row < (from + n) * g.outH(); row++) {
            eachBin(row / g.outH(), row % g.outH(), bin);
          }
        });
  }

  private void eachBin(int plane, int i, Bin bin) {
    int rows = g.bottom(i) - g.top(i);
    for (int j = 0; j < g.outW(); j++) {
      int cell = (plane * g.outH() + i) * g.outW() + j;
      int at = (plane * g.h() + g.top(i)) * g.w() + g.left(j);
      int columns = g.right(j) - g.left(j);
      if (columns == g.w()) {
        bin.accept(cell, at, 1, rows * columns);
      } else {
        bin.accept(cell, at, rows, columns);
      }
    }
  }

  void average(float[] x, float[] y) {
    eachBin(
        (cell, at, runs, count) -> {
          double sum = 0;
          for (int run = 0; run < runs; run++) {
            sum += sum(x, at + run * g.w(), count);
          }
          y[cell] = (float) (sum / (runs * count));
        });
  }

  private double sum(float[] x, int at, int count) {
    if (count >= SHORT) {
      return math.sum(x, at, count);
    }
    double sum = 0;
    for (int i = at; i < at + count; i++) {
      sum += x[i];
    }
    return sum;
  }

  void averageBackward(float[] dy, float[] dx) {
    eachBin(
        (cell, at, runs, count) -> {
          float share = dy[cell] / (runs * count);
          for (int run = 0; run < runs; run++) {
            int from = at + run * g.w();
            for (int i = from; i < from + count; i++) {
              dx[i] += share;
            }
          }
        });
  }

  void max(float[] x, float[] y, int[] argmax) {
    eachBin(
        (cell, at, runs, count) -> {
          float most = Float.NEGATIVE_INFINITY;
          for (int run = 0; run < runs; run++) {
            most = Math.max(most, max(x, at + run * g.w(), count));
          }
          y[cell] = most;
          if (argmax != null) {
            argmax[cell] = find(x, most, at, runs, count) % (g.h() * g.w());
          }
        });
  }

  private float max(float[] x, int at, int count) {
    if (count >= SHORT) {
      return math.max(x, at, count);
    }
    float most = x[at];
    for (int i = at + 1; i < at + count; i++) {
      most = Math.max(most, x[i]);
    }
    return most;
  }

  /** Returns where the maximum is: the first of several, but the last NaN. */
  private int find(float[] x, float most, int at, int runs, int count) {
    int found = at;
    for (int run = 0; run < runs; run++) {
      int from = at + run * g.w();
      for (int i = from; i < from + count; i++) {
        if (x[i] == most) {
          return i;
        }
        found = x[i] != x[i] ? i : found;
      }
    }
    return found;
  }
}
