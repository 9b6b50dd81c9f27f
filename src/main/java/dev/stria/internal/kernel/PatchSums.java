package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/** Lanes over the taps: {@code dy · patches}, in long rows even if there are few filters. */
final class PatchSums extends FilterSums {
  private final PanelMultiply kernel;
  private final PatchRows patches;

  PatchSums(PanelMultiply kernel, ConvGeometry g, int channels) {
    super(g, channels);
    this.kernel = kernel;
    this.patches = PatchRows.of(g, channels);
  }

  @Override
  int size() {
    return g.groupFilters() * taps();
  }

  @Override
  void sum(float[] x, int xAt, float[] dy, int dyAt, int images, float[] sums, int sumsAt) {
    int positions = g.outH() * g.outW();
    int filters = g.groupFilters();
    int[] offsets = Scratch.ints(Use.OFFSETS, positions);
    patches.offsets(offsets);
    int[] filterRows = Scratch.multiples(Use.LEFT_OFFSETS, filters, positions);
    float[] laidOut = Scratch.floats(Use.PLANES, patches.size() + PanelMultiply.SLACK);
    Extent size = new Extent(filters, patches.runWidth(), positions, patches.segments());
    Arrays.fill(sums, sumsAt, sumsAt + size(), 0f);
    PanelMultiply.Product product =
        kernel.product(
            size,
            new Rows(dy, 0, filterRows, 0),
            new Rows(laidOut, 0, offsets, patches.segmentStep()),
            new Block(sums, 0, patches.width(), filters * patches.width()),
            true,
            null);
    for (int image = 0; image < images; image++) {
      patches.pack(x, xAt + image * g.c() * g.h() * g.w(), laidOut);
      int dyImage = dyAt + image * g.k() * positions;
      for (int run = 0; run < patches.runs(); run++) {
        product.run(dyImage, run * patches.runStep(), sumsAt + run * patches.runWidth());
      }
    }
  }

  @Override
  void addTo(float[] sums, int sumsAt, float[] dw, int dwAt) {
    int filters = g.groupFilters();
    for (int k = 0; k < filters; k++) {
      int at = dwAt + k * g.groupChannels() * g.kh() * g.kw();
      for (int tap = 0; tap < taps(); tap++) {
        dw[at + tap] += sums[sumsAt + patches.sumOf(tap, k, filters)];
      }
    }
  }
}
