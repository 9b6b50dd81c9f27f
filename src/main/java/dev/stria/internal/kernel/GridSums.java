package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * Lanes over the filters: {@code shifted images · dyᵀ}, so that only the gradient of the result is rearranged, and many taps
 * share that.
 *
 * <p>It is transposed as {@code [image, panel, position, filter of the panel]}: a panel of filters is read in one run.
 */
final class GridSums extends FilterSums {
  /** Floats of rearranged images: what stays in the second-level cache. */
  private static final int CACHED = 1 << 17;

  /** Positions that are summed up at once, if need be of several images. */
  private static final int DEPTH = 256;

  /** The most floats of a rearranged gradient that a thread keeps for all. */
  private static final int SHARED = 1 << 22;

  private final PanelMultiply kernel;
  private final int filters;

  /** Filters of a panel: all where they do not fill panels. */
  private final int panel;

  private final int stripRows;
  private final int together;
  private final PatchGrid grid;

  /** Whether a tap sees the image itself. */
  private final boolean inPlace;

  /** Where what a tap sees lies in an image that is laid out. */
  private int[] tapAt;

  /** The product at work, its sizes, and whether it adds to the sums. */
  private PanelMultiply.Product product;

  private Extent size;
  private boolean accumulates;

  /** The whole gradient, transposed, or {@code null}. */
  private float[] shared;

  GridSums(PanelMultiply kernel, ConvGeometry g, int channels) {
    super(g, channels);
    this.kernel = kernel;
    this.filters = kernel.paddedColumns(g.groupFilters());
    this.panel = filters == g.groupFilters() ? kernel.panelColumns(filters) : filters;
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
  int sharedSize() {
    long size = (long) g.n() * g.outH() * g.outW() * filters;
    return size <= SHARED ? (int) size : 0;
  }

  @Override
  void rearrange(float[] dy, int image, float[] to) {
    int plane = g.outH() * g.outW();
    int at = image * plane * filters;
    if (filters > g.groupFilters()) {
      Arrays.fill(to, at, at + plane * filters, 0f);
    }
    transpose(dy, image * g.k() * plane, 1, plane, to, at);
  }

  @Override
  void read(float[] transposed) {
    this.shared = transposed;
  }

  @Override
  void sum(float[] x, int xAt, float[] dy, int dyAt, int images, float[] sums, int sumsAt) {
    Block c = new Block(sums, sumsAt, filters, panel);
    if (images == 0) {
      c.clear(new Extent(taps(), panel, 0, filters / panel));
    }
    int plane = g.outH() * g.outW();
    float[] own = shared == null ? transposed(together * stripRows * g.outW()) : shared;
    tapAt = Scratch.ints(Use.PLANES, taps());
    grid.offsets(tapAt, 0, 0);
    product = null;
    for (int image = 0; image < images; image += together) {
      int count = Math.min(together, images - image);
      for (int row = 0; row < g.outH(); row += stripRows) {
        int positions = Math.min(stripRows, g.outH() - row) * g.outW();
        int first = dyAt + image * g.k() * plane;
        if (shared == null) {
          transpose(dy, first + row * g.outW(), count, positions, own, 0);
        }
        int aAt = layOut(x, xAt + image * g.c() * g.h() * g.w(), row, count, positions);
        renewProduct(x, own, c, count, positions, image > 0 || row > 0);
        product.run(aAt, shared == null ? 0 : sharedAt(first, row), sumsAt);
      }
    }
  }

  /** Makes the product for so many positions of some images, unless the former is the same. */
  private void renewProduct(
      float[] x, float[] transposed, Block c, int images, int positions, boolean more) {
    if (product != null && size.k() == images * positions && accumulates == more) {
      return;
    }
    size = new Extent(taps(), panel, images * positions, filters / panel);
    accumulates = more;
    int stored = shared == null ? positions : g.outH() * g.outW();
    Rows b = right(transposed, images, positions, stored);
    product = kernel.product(size, left(x, images, positions), b, c, more, null);
  }

  /** Returns where a row of positions lies in what is shared. */
  private int sharedAt(int imageAt, int row) {
    return imageAt / g.k() * filters + row * g.outW() * panel;
  }

  /** Returns a place for so many positions of the gradient, with zeros beside them. */
  private float[] transposed(int depth) {
    float[] place = Scratch.floats(Use.RIGHT, depth * filters + PanelMultiply.SLACK);
    if (filters > g.groupFilters()) {
      Arrays.fill(place, 0, depth * filters, 0f);
    }
    return place;
  }

  private void transpose(float[] dy, int dyAt, int images, int positions, float[] to, int toAt) {
    int plane = g.outH() * g.outW();
    for (int i = 0; i < images; i++) {
      for (int filter = 0; filter < filters; filter += panel) {
        int from = dyAt + (i * g.k() + filter) * plane;
        int target = toAt + (i * filters + filter) * positions;
        int count = Math.min(panel, g.groupFilters());
        kernel.transpose(count, positions, dy, from, plane, to, target, panel);
      }
    }
  }

  /** Returns positions of some images that were transposed, {@code stored} of each. */
  private Rows right(float[] transposed, int images, int positions, int stored) {
    int[] offsets = Scratch.ints(Use.OFFSETS, images * positions);
    for (int i = 0; i < images; i++) {
      for (int j = 0; j < positions; j++) {
        offsets[i * positions + j] = i * stored * filters + j * panel;
      }
    }
    return new Rows(transposed, 0, offsets, stored * panel);
  }

  /** Lays out images, unless they lie so already; returns where what the first tap sees starts. */
  private int layOut(float[] x, int xAt, int row, int images, int positions) {
    if (inPlace && images == 1) {
      return xAt + row * g.w();
    }
    int size = grid.size();
    float[] planes = planes(images);
    for (int i = 0; i < images; i++) {
      grid.pack(kernel, x, xAt + i * g.c() * g.h() * g.w(), row, planes, i * size);
    }
    if (images > 1) {
      float[] joined = joined(images, positions);
      for (int tap = 0; tap < taps(); tap++) {
        for (int i = 0; i < images; i++) {
          int to = (tap * images + i) * positions;
          System.arraycopy(planes, i * size + tapAt[tap], joined, to, positions);
        }
      }
    }
    return 0;
  }

  /** Returns the rows of images that are laid out; what each tap sees of all of them is one. */
  private Rows left(float[] x, int images, int positions) {
    if (images > 1) {
      int depth = images * positions;
      int[] rows = Scratch.multiples(Use.LEFT_OFFSETS, taps(), depth);
      return new Rows(joined(images, positions), 0, rows, 0);
    }
    return inPlace
        ? new Rows(x, 0, Scratch.multiples(Use.LEFT_OFFSETS, taps(), g.h() * g.w()), 0)
        : new Rows(planes(1), 0, tapAt, 0);
  }

  private float[] planes(int images) {
    return Scratch.floats(Use.PLANES, images * grid.size() + PanelMultiply.SLACK);
  }

  private float[] joined(int images, int positions) {
    return Scratch.floats(Use.LEFT, taps() * images * positions);
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
