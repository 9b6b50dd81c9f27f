package dev.stria.internal.kernel;

import dev.stria.internal.kernel.PanelMultiply.Tail;
import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * Products of one to three rows with a right factor whose rows have gaps: the gaps are computed like all else, in a place of
 * their own, and only what lies between them is stored.
 */
final class VectorShallowMultiply implements PanelMultiply.Product {
  /** Columns beside which gaps are little. */
  private static final int COLUMNS = 4;

  private final Extent size;
  private final Rows left;
  private final Rows b;
  private final Block c;
  private final boolean accumulate;
  private final Tail tail;

  /** Takes what {@link PanelMultiply#product} is given. */
  VectorShallowMultiply(Extent size, Rows a, Rows b, Block c, boolean accumulate, Tail tail) {
    this.size = size;
    this.left = a;
    this.b = b;
    this.c = c;
    this.accumulate = accumulate;
    this.tail = tail;
  }

  @Override
  public void run(int aAt, int bAt, int cAt) {
    Rows a = left.startingAt(aAt);
    for (int segment = 0; segment < size.segments(); segment++) {
      multiply(a, bAt + segment * b.step(), cAt + segment * c.step());
    }
  }

  /** Whether rows with gaps are read here, for products of so many rows and as many columns side by side. */
  static boolean readsGaps(int m, int width) {
    return m <= VectorShallowTiles.ROWS && width >= COLUMNS;
  }

  /** Whether such a product is done here. */
  static boolean suit(Extent size, Rows b) {
    return b.width() != 0 && size.m() <= VectorShallowTiles.ROWS;
  }

  /** Computes a segment, starting from zeros unless it is added to the result, and finishes it. */
  private void multiply(Rows a, int bAt, int cAt) {
    int n = size.n();
    int stride = VectorShallowTiles.whole(size.m(), n == 0 ? 0 : b.column(n - 1) + 1);
    float[] flat = Scratch.floats(Use.FRINGE, size.m() * stride);
    Block sums = new Block(flat, 0, stride, 0);
    if (accumulate) {
      for (int i = 0; i < size.m(); i++) {
        int row = i * stride;
        Arrays.fill(flat, row, row + stride, 0f);
        for (int j = 0; j < n; j += b.width()) {
          int columns = Math.min(b.width(), n - j);
          System.arraycopy(c.data(), cAt + i * c.stride() + j, flat, row + b.column(j), columns);
        }
      }
    }
    Extent whole = new Extent(size.m(), stride, size.k(), 1);
    VectorShallowTiles.add(whole, a, b.data(), bAt, b.offsets(), sums, 0, !accumulate);
    for (int i = 0; i < size.m(); i++) {
      for (int j = 0; j < n; j += b.width()) {
        int columns = Math.min(b.width(), n - j);
        int from = i * stride + b.column(j);
        System.arraycopy(flat, from, c.data(), cAt + i * c.stride() + j, columns);
      }
    }
    if (tail != null) {
      tail.finish(cAt, n);
    }
  }
}
