package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * Gradients of few taps with lanes over the filters. The gradient of the convolution's result is never stored: two rows of it at a
 * time, in which the filters lie side by side, are used while they are in the first-level cache.
 */
final class TapSums implements TapGradients {
  /** Filters below which whole vectors of them are mostly filling. */
  private static final int FILTERS = 8;

  /** Positions of an image that a float can tell apart. */
  private static final int MOST_POSITIONS = 1 << 24;

  private final PanelMultiply kernel;
  private final TapLoops loops;

  TapSums(PanelMultiply kernel, TapLoops loops) {
    this.kernel = kernel;
    this.loops = loops;
  }

  @Override
  public boolean suits(ConvGeometry g, FusedConvolution.Pooled pooled) {
    return TapGradients.areFew(g) && g.k() >= FILTERS && g.outH() * g.outW() <= MOST_POSITIONS;
  }

  @Override
  public void run(
      ConvGeometry g, FusedConvolution.Pooled pooled, float[] dy, FusedConvolution.Slopes to) {
    int filters = (g.k() + loops.panel() - 1) / loops.panel() * loops.panel();
    int[] taps = TapGradients.taps(g);
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
      this.images = new PaddedImages(g, pooled.x());
    }

    void run(int first, int end, double[] biasSums) {
      float[] slopes = Scratch.floats(Use.STAGED, 2 * g.outW() * filters);
      float[] sideBySide = Scratch.floats(Use.RIGHT, 2 * maxima * filters);
      Arrays.fill(slopes, 0, 2 * g.outW() * filters, 0f);
      Arrays.fill(sideBySide, 0, 2 * maxima * filters, 0f);
      PlaneSums planes = new PlaneSums(loops, filters);
      for (int n = first; n < end; n++) {
        images.select(n);
        layOut(n, sideBySide);
        for (int row = 0; row < g.outH(); row += 2) {
          int rows = Math.min(2, g.outH() - row);
          spread(row, sideBySide, slopes);
          planes.add(rows * g.outW(), slopes, 0);
          for (int i = 0; i < rows; i++) {
            addRow(row + i, slopes, i * g.outW() * filters);
          }
        }
        planes.end(g.k(), biasSums, n * g.k());
      }
    }

    /** Lays what the relu lets pass of an image and, behind it, where the maxima are, out with the filters side by side. */
    private void layOut(int n, float[] sideBySide) {
      int count = g.k() * maxima;
      float[] planes = Scratch.floats(Use.PASSED, 2 * count);
      MaximaList.pass(count, pooled.y(), dy, n * count, planes);
      int[] argmax = pooled.argmax();
      for (int i = 0; i < count; i++) {
        planes[count + i] = argmax[n * count + i];
      }
      for (int i = 0; i < 2; i++) {
        int to = i * maxima * filters;
        kernel.transpose(g.k(), maxima, planes, i * count, maxima, sideBySide, to, filters);
      }
    }

    /** Writes two rows of the gradient of the convolution's result; where there are no windows there are zeros. */
    private void spread(int row, float[] sideBySide, float[] slopes) {
      if (row + 2 > g.outH()) {
        Arrays.fill(slopes, 0, g.outW() * filters, 0f);
        return;
      }
      loops.spread(
          columns,
          sideBySide,
          row / 2 * columns * filters,
          maxima * filters,
          row * g.outW(),
          g.outW(),
          filters,
          slopes,
          0);
    }

    private void addRow(int row, float[] slopes, int slopesAt) {
      int xAt = images.at() + row * images.width();
      for (int tap = 0; tap < taps.length; tap += TAPS) {
        int at = sumsAt + tap * filters;
        loops.add(g.outW(), images.data(), xAt, taps, tap, slopes, slopesAt, filters, sums, at);
      }
    }
  }
}
