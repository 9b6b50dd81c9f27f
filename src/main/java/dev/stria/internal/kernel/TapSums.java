package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * The gradients of few taps and of the biases behind a relu and 2 × 2 maxima, as of a network's first convolution, the
 * gradient of whose images nobody wants. The gradient of the convolution's result is never stored: two rows of it at a time, in
 * which the filters lie side by side, are used while they are in the first-level cache.
 *
 * <p>The order of all sums is that of {@link WeightsPass} and {@link Reduction#addChannelSums}, and so are the bits.
 */
final class TapSums {
  /** Taps above which two rows are read more often than they are worth. */
  private static final int MOST_TAPS = 3 * TapLoops.TAPS;

  /** Filters below which whole vectors of them are mostly filling. */
  private static final int FILTERS = 8;

  private final TapLoops loops;

  TapSums(TapLoops loops) {
    this.loops = loops;
  }

  /** Whether a geometry is computed here. */
  static boolean suits(ConvGeometry g) {
    return g.groups() == 1
        && g.strideH() == 1
        && g.strideW() == 1
        && g.dilationH() == 1
        && g.dilationW() == 1
        && g.c() * g.kh() * g.kw() <= MOST_TAPS
        && g.k() >= FILTERS;
  }

  /** Adds the gradients of the filters and, if it is wanted, of the biases. */
  void run(ConvGeometry g, FusedConvolution.Pooled pooled, float[] dy, FusedConvolution.Slopes to) {
    int filters = (g.k() + loops.panel() - 1) / loops.panel() * loops.panel();
    int[] taps = taps(g);
    int count = taps.length * filters;
    int chunks = WeightsPass.chunks(g);
    float[] sums = Scratch.floats(Use.RESULT, chunks * count);
    double[] biasSums = Scratch.doubles(Use.SUMS, g.n() * g.k());
    Parallel.run(
        chunks,
        g.multiplyAdds(),
        chunk -> {
          int first = (int) ((long) g.n() * chunk / chunks);
          int end = (int) ((long) g.n() * (chunk + 1) / chunks);
          Arrays.fill(sums, chunk * count, (chunk + 1) * count, 0f);
          new Chunk(g, pooled, dy, filters, taps, sums, chunk * count).run(first, end, biasSums);
        });
    for (int chunk = 1; chunk < chunks; chunk++) {
      addTo(sums, count, chunk * count);
    }
    int used = g.c() * g.kh() * g.kw();
    for (int k = 0; k < g.k(); k++) {
      for (int tap = 0; tap < used; tap++) {
        to.w()[k * used + tap] += sums[tap * filters + k];
      }
    }
    if (to.bias() != null) {
      MaximaPass.addBiasSums(g, biasSums, to.bias());
    }
  }

  private static void addTo(float[] sums, int count, int from) {
    for (int i = 0; i < count; i++) {
      sums[i] += sums[from + i];
    }
  }

  /** Returns what each tap adds to a place in a padded image; the last one again until there are nines of them. */
  private static int[] taps(ConvGeometry g) {
    int used = g.c() * g.kh() * g.kw();
    int[] taps = new int[(used + TapLoops.TAPS - 1) / TapLoops.TAPS * TapLoops.TAPS];
    int width = g.w() + g.padLeft() + g.padRight();
    int plane = (g.h() + g.padTop() + g.padBottom()) * width;
    for (int i = 0; i < taps.length; i++) {
      int tap = Math.min(i, used - 1);
      int place = tap % (g.kh() * g.kw());
      taps[i] = tap / (g.kh() * g.kw()) * plane + place / g.kw() * width + place % g.kw();
    }
    return taps;
  }

  /** Some images, whose gradients are added up by themselves. */
  private final class Chunk {
    private final ConvGeometry g;
    private final FusedConvolution.Pooled pooled;
    private final float[] dy;
    private final int filters;
    private final int[] taps;
    private final float[] sums;
    private final int sumsAt;
    private final int columns;
    private final int maxima;
    private final int strip;
    private final PaddedImages images;

    Chunk(
        ConvGeometry g,
        FusedConvolution.Pooled pooled,
        float[] dy,
        int filters,
        int[] taps,
        float[] sums,
        int sumsAt) {
      this.g = g;
      this.pooled = pooled;
      this.dy = dy;
      this.filters = filters;
      this.taps = taps;
      this.sums = sums;
      this.sumsAt = sumsAt;
      this.columns = g.outW() / 2;
      this.maxima = g.outH() / 2 * columns;
      this.strip = 2 * g.outW() * filters;
      this.images = new PaddedImages(g, pooled.x());
    }

    void run(int first, int end, double[] biasSums) {
      float[] slopes = Scratch.floats(Use.STAGED, 2 * strip);
      float[] passed = Scratch.floats(Use.RIGHT, g.k() * maxima);
      PlaneSums planes = new PlaneSums(loops, filters);
      for (int n = first; n < end; n++) {
        images.select(n);
        MaximaList.pass(g.k() * maxima, pooled.y(), dy, n * g.k() * maxima, passed);
        scatter(n, 0, passed, slopes);
        for (int row = 0; row < g.outH(); row += 2) {
          // What was written by single floats is read as vectors later, when it has left the store
          // buffer.
          scatter(n, row + 2, passed, slopes);
          int at = stripAt(row);
          int rows = Math.min(2, g.outH() - row);
          planes.add(rows * g.outW(), slopes, at);
          for (int i = 0; i < rows; i++) {
            addRow(row + i, slopes, at + i * g.outW() * filters);
          }
        }
        planes.end(g.k(), biasSums, n * g.k());
      }
    }

    /** Returns where two rows lie: every other pair at the same place. */
    private int stripAt(int row) {
      return row / 2 % 2 * strip;
    }

    /** Writes what the relu lets pass where the maxima of two rows are. */
    private void scatter(int n, int row, float[] passed, float[] slopes) {
      int to = stripAt(row);
      Arrays.fill(slopes, to, to + strip, 0f);
      if (row + 2 > g.outH()) {
        return;
      }
      int[] argmax = pooled.argmax();
      int before = row * g.outW();
      for (int k = 0; k < g.k(); k++) {
        int from = k * maxima + row / 2 * columns;
        int places = n * g.k() * maxima + from;
        for (int q = 0; q < columns; q++) {
          slopes[to + (argmax[places + q] - before) * filters + k] = passed[from + q];
        }
      }
    }

    private void addRow(int row, float[] slopes, int slopesAt) {
      int xAt = images.at() + row * images.width();
      for (int tap = 0; tap < taps.length; tap += TapLoops.TAPS) {
        int at = sumsAt + tap * filters;
        loops.add(g.outW(), images.data(), xAt, taps, tap, slopes, slopesAt, filters, sums, at);
      }
    }
  }
}
