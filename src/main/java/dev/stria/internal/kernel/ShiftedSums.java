package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;

/**
 * Lanes over the taps: {@code dy · shifted imagesᵀ}, where there are fewer taps than filters: the gradient of the result, the
 * larger of the two, is read where it lies, and what the taps see is rearranged.
 */
final class ShiftedSums extends FilterSums {
  /** Positions that are rearranged at once: so many rows of sums stay in the second-level cache. */
  private static final int DEPTH = 512;

  /** Positions of an image below which sums are read and written too often. */
  private static final int SHALLOW = 128;

  private final PanelMultiply kernel;
  private final int lanes;
  private final int stripRows;
  private final PatchGrid grid;

  /** Whether a tap sees the image itself. */
  private final boolean inPlace;

  ShiftedSums(PanelMultiply kernel, ConvGeometry g, int channels) {
    super(g, channels);
    this.kernel = kernel;
    this.lanes = kernel.paddedColumns(taps());
    int most = Math.max(1, DEPTH / g.outW());
    int strips = Math.max(1, (g.outH() + most - 1) / most);
    this.stripRows = (g.outH() + strips - 1) / strips;
    this.grid = PatchGrid.of(g, channels, stripRows);
    this.inPlace = PatchGrid.isIdentity(g);
  }

  /**
   * Whether this is the faster layout: the lanes are about as full, less is rearranged, and no other part of the channels needs the
   * gradient rearranged, too.
   */
  static boolean suits(PanelMultiply kernel, ConvGeometry g, int channels) {
    int taps = channels * g.kh() * g.kw();
    int filters = g.groupFilters();
    long byFilters = (long) taps * kernel.paddedColumns(filters);
    long byTaps = (long) filters * kernel.paddedColumns(taps);
    return kernel.transposesFast()
        && taps < filters
        && channels == g.groupChannels()
        && g.outH() * g.outW() >= SHALLOW
        && 4 * taps >= 3 * kernel.goodColumns()
        && 4 * byTaps <= 5 * byFilters;
  }

  @Override
  int size() {
    return g.groupFilters() * lanes;
  }

  @Override
  void sum(float[] x, int xAt, float[] dy, int dyAt, int images, float[] sums, int sumsAt) {
    int filters = g.groupFilters();
    int plane = g.outH() * g.outW();
    Block c = new Block(sums, sumsAt, lanes, 0);
    if (images == 0) {
      c.clear(new Extent(filters, lanes, 0, 1));
    }
    int depth = stripRows * g.outW();
    float[] transposed = Scratch.floats(Use.RIGHT, depth * lanes + PanelMultiply.SLACK);
    Rows b = new Rows(transposed, 0, Scratch.multiples(Use.OFFSETS, depth, lanes), 0);
    Rows a = new Rows(dy, 0, Scratch.multiples(Use.LEFT_OFFSETS, filters, plane), 0);
    Extent size = null;
    boolean accumulates = false;
    PanelMultiply.Product product = null;
    for (int image = 0; image < images; image++) {
      for (int row = 0; row < g.outH(); row += stripRows) {
        int positions = Math.min(stripRows, g.outH() - row) * g.outW();
        transpose(x, xAt + image * g.c() * g.h() * g.w(), row, positions, transposed);
        int at = dyAt + image * g.k() * plane + row * g.outW();
        boolean more = image > 0 || row > 0;
        if (product == null || size.k() != positions || accumulates != more) {
          size = new Extent(filters, lanes, positions, 1);
          accumulates = more;
          product = kernel.product(size, a, b, c, more, null);
        }
        product.run(at, 0, sumsAt);
      }
    }
  }

  /** Writes what all taps see at a position side by side. */
  private void transpose(float[] x, int xAt, int row, int positions, float[] transposed) {
    if (inPlace) {
      int plane = g.h() * g.w();
      kernel.transpose(taps(), positions, x, xAt + row * g.w(), plane, transposed, 0, lanes);
      return;
    }
    int width = stripRows * g.outW();
    float[] planes = Scratch.floats(Use.PLANES, grid.size() + PanelMultiply.SLACK);
    grid.pack(kernel, x, xAt, row, planes, 0);
    int[] offsets = Scratch.ints(Use.PLANES, taps());
    grid.offsets(offsets, 0, 0);
    float[] seen = Scratch.floats(Use.LEFT, taps() * width);
    for (int tap = 0; tap < taps(); tap++) {
      System.arraycopy(planes, offsets[tap], seen, tap * width, positions);
    }
    kernel.transpose(taps(), positions, seen, 0, width, transposed, 0, lanes);
  }

  @Override
  void addTo(float[] sums, int sumsAt, float[] dw, int dwAt) {
    for (int k = 0; k < g.groupFilters(); k++) {
      int at = dwAt + k * g.groupChannels() * g.kh() * g.kw();
      int from = sumsAt + k * lanes;
      for (int tap = 0; tap < taps(); tap++) {
        dw[at + tap] += sums[from + tap];
      }
    }
  }
}
