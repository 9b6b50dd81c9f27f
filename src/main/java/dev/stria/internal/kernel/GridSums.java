package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * Lanes over the filters: {@code shifted images · dyᵀ}, so that only the gradient of the result is rearranged, and many taps
 * share that.
 */
final class GridSums extends FilterSums {
  /** Floats of rearranged images: what stays in the second-level cache. */
  private static final int CACHED = 1 << 17;

  /** Positions that are summed up at once, if need be of several images. */
  private static final int DEPTH = 256;

  private final PanelMultiply kernel;
  private final int filters;
  private final int stripRows;
  private final int together;
  private final PatchGrid grid;

  /** Whether a tap sees the image itself. */
  private final boolean inPlace;

  GridSums(PanelMultiply kernel, ConvGeometry g, int channels) {
    super(g, channels);
    this.kernel = kernel;
    this.filters = kernel.paddedColumns(g.groupFilters());
    int lines = channels * g.outW() * g.kw();
    int fitting = CACHED / lines - g.kh() + 1;
    int most = Math.max(1, Math.max((DEPTH + g.outW() - 1) / g.outW(), fitting));
    int strips = Math.max(1, (g.outH() + most - 1) / most);
    this.stripRows = (g.outH() + strips - 1) / strips;
    this.together = Math.max(1, DEPTH / (g.outH() * g.outW()));
    this.grid = PatchGrid.of(g, channels, stripRows);
    this.inPlace = PatchGrid.isIdentity(g);
  }

  @Override
  int size() {
    return taps() * filters;
  }

  @Override
  void sum(float[] x, int xAt, float[] dy, int dyAt, int images, float[] sums, int sumsAt) {
    Block c = new Block(sums, sumsAt, filters, 0);
    if (images == 0) {
      c.clear(new Extent(taps(), filters, 0, 1));
    }
    int depth = together * stripRows * g.outW();
    float[] transposed = Scratch.floats(Use.RIGHT, depth * filters + PanelMultiply.SLACK);
    if (filters > g.groupFilters()) {
      Arrays.fill(transposed, 0, depth * filters, 0f);
    }
    Rows b = new Rows(transposed, 0, Scratch.multiples(Use.OFFSETS, depth, filters), 0);
    for (int image = 0; image < images; image += together) {
      int count = Math.min(together, images - image);
      for (int row = 0; row < g.outH(); row += stripRows) {
        int positions = Math.min(stripRows, g.outH() - row) * g.outW();
        int from = dyAt + image * g.k() * g.outH() * g.outW() + row * g.outW();
        transpose(dy, from, count, positions, transposed);
        Rows a = rows(x, xAt + image * g.c() * g.h() * g.w(), row, count, positions);
        Extent size = new Extent(taps(), filters, count * positions, 1);
        kernel.multiply(size, a, b, c, image > 0 || row > 0);
      }
    }
  }

  private void transpose(float[] dy, int dyAt, int images, int positions, float[] transposed) {
    int plane = g.outH() * g.outW();
    for (int i = 0; i < images; i++) {
      Block from = new Block(dy, dyAt + i * g.k() * plane, plane, 0);
      Block to = new Block(transposed, i * positions * filters, filters, 0);
      kernel.transpose(g.groupFilters(), positions, from, to);
    }
  }

  /** Lays out images, unless they lie so already; what each tap sees of all of them is one row. */
  private Rows rows(float[] x, int xAt, int row, int images, int positions) {
    if (inPlace && images == 1) {
      int[] planes = Scratch.multiples(Use.LEFT_OFFSETS, taps(), g.h() * g.w());
      return new Rows(x, xAt + row * g.w(), planes, 0);
    }
    int size = grid.size();
    float[] planes = Scratch.floats(Use.PLANES, images * size + PanelMultiply.SLACK);
    for (int i = 0; i < images; i++) {
      grid.pack(kernel, x, xAt + i * g.c() * g.h() * g.w(), row, planes, i * size);
    }
    int[] offsets = Scratch.ints(Use.LEFT_OFFSETS, taps());
    grid.offsets(offsets);
    if (images == 1) {
      return new Rows(planes, 0, offsets, 0);
    }
    float[] joined = Scratch.floats(Use.LEFT, taps() * images * positions);
    for (int tap = 0; tap < taps(); tap++) {
      for (int i = 0; i < images; i++) {
        int to = (tap * images + i) * positions;
        System.arraycopy(planes, i * size + offsets[tap], joined, to, positions);
      }
    }
    return new Rows(joined, 0, Scratch.multiples(Use.LEFT_OFFSETS, taps(), images * positions), 0);
  }

  @Override
  void addTo(float[] sums, int sumsAt, float[] dw, int dwAt) {
    float[] transposed = Scratch.floats(Use.PLANES, size());
    Block to = new Block(transposed, 0, taps(), 0);
    kernel.transpose(taps(), g.groupFilters(), new Block(sums, sumsAt, filters, 0), to);
    for (int k = 0; k < g.groupFilters(); k++) {
      int at = dwAt + k * g.groupChannels() * g.kh() * g.kw();
      int from = k * taps();
      for (int tap = 0; tap < taps(); tap++) {
        dw[at + tap] += transposed[from + tap];
      }
    }
  }
}
