package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;

import dev.stria.internal.kernel.PanelMultiply.Tail;

/**
 * Products in {@link VectorDirectTiles}, whose right factor is read where it lies: one with a short inner dimension, such as of
 * filters of one to three channels, or one whose rows lie so near to each other that packing would only move what is in the
 * cache already, such as images that are laid out for a convolution. Each element of the result is stored just once, with
 * its bias and relu.
 *
 * <p>A block runs along its rows before the next rows begin: rows of a result often lie a multiple of 4 kB apart, and a cache
 * holds but few lines of such rows. The last block of a row or column overlaps the one before, or, where the result is
 * added to, the last columns are left to {@link VectorPanelProduct}.
 */
final class VectorDirectMultiply implements PanelMultiply.Product {
  /** Columns of a block. */
  static final int WIDTH = 4 * LANES;

  /** The longest inner dimension for which rows of the right factor are still in the cache when the next block needs them. */
  private static final int DEPTH = 160;

  /** Elements of the left factor up to which reading the right factor again for every few rows costs less than packing it. */
  private static final int LEFT = 10_000;

  /** Floats from one row of the right factor to the next below which they are read in place whatever the inner dimension. */
  private static final int NEAR = 256;

  /** Rows of the smaller block, and so the fewest that a product has to have. */
  private static final int ROWS = 4;

  private static final int MORE_ROWS = 6;

  /** JDK 17 makes objects of the vectors of blocks this large in programs that train. */
  static final boolean FITS = LANES > 8 && Runtime.version().feature() >= 25;

  private final Extent size;
  private final Rows b;
  private final Block c;
  private final boolean accumulate;

  /** The columns that are computed here. */
  private final int columns;

  /** Computes the others, or {@code null}. */
  private final VectorPanelProduct fringe;

  private final Rows a;
  private final Tail tail;
  private VectorDirectTiles.Task task;

  /** Takes what {@link PanelMultiply#product} is given. */
  VectorDirectMultiply(Extent size, Rows a, Rows b, Block c, boolean accumulate, Tail tail) {
    this.size = size;
    this.a = a;
    this.b = b;
    this.c = c;
    this.accumulate = accumulate;
    int rest = size.n() % WIDTH;
    boolean overlaps = !accumulate && (size.k() <= DEPTH || 2 * rest > WIDTH);
    this.columns = overlaps ? size.n() : size.n() - rest;
    this.fringe =
        columns == size.n() ? null : new VectorPanelProduct(size, a, b, c, accumulate, tail);
    this.tail = tail;
    this.task = taskAt(a.at());
  }

  /** Returns what all blocks share where the left factor starts at a place. */
  private VectorDirectTiles.Task taskAt(int place) {
    Rows left = new Rows(a.data(), place, a.offsets(), a.step());
    return new VectorDirectTiles.Task(size.k(), left, b.data(), b.offsets(), tail, c, !accumulate);
  }

  /** Whether products of so many rows and this inner dimension are done here wherever the right factor lies. */
  static boolean suit(int m, int k) {
    return FITS && m >= ROWS && k <= DEPTH && (long) m * k <= LEFT;
  }

  /** Whether products of so many rows are done here if rows of the right factor lie near to each other. */
  static boolean suitsNear(int m) {
    return FITS && m >= ROWS;
  }

  /** Whether a product is done here. */
  static boolean suit(Extent size, Rows b, boolean accumulate) {
    if (size.n() < WIDTH || b.width() % LANES != 0) {
      return false;
    }
    if (accumulate && size.m() % 2 != 0) {
      return false; // blocks of 6 and 4 rows would overlap
    }
    return suit(size.m(), size.k()) && !accumulate
        || suitsNear(size.m()) && size.k() > 1 && isNear(b.offsets());
  }

  private static boolean isNear(int[] offsets) {
    return offsets[1] - offsets[0] < NEAR;
  }

  @Override
  public void run(int aAt, int bAt, int cAt) {
    if (aAt != task.aAt()) {
      task = taskAt(aAt);
    }
    if (fringe != null) {
      fringe.startLeftAt(aAt);
    }
    for (int segment = 0; segment < size.segments(); segment++) {
      put(bAt + segment * b.step(), cAt + segment * c.step());
      if (fringe != null) {
        fringe.add(columns, bAt + segment * b.step(), cAt + segment * c.step());
      }
    }
  }

  /** Whether blocks of 6 and 4 rows fill so many rows. */
  static boolean suitsRows(int left) {
    return left >= ROWS && left % 2 == 0;
  }

  /** Returns the rows of the next block when so many are left. */
  static int nextTile(int left) {
    return left <= ROWS || left == 2 * ROWS ? ROWS : MORE_ROWS;
  }

  /** Computes the first columns of a segment. */
  private void put(int bAt, int cAt) {
    int tile;
    for (int i = 0; i < size.m(); i += tile) {
      int left = size.m() - i;
      tile = size.m() < MORE_ROWS ? ROWS : nextTile(left);
      int row = accumulate ? i : Math.min(i, size.m() - tile);
      for (int j = 0; j < columns; j += WIDTH) {
        int column = Math.min(j, columns - WIDTH);
        put(tile, row, bAt, column, cAt + row * task.stride() + column);
      }
    }
  }

  private void put(int tile, int row, int bAt, int column, int at) {
    int start = b.column(column);
    int gap1 = b.column(column + LANES) - start;
    int gap2 = b.column(column + 2 * LANES) - start;
    int gap3 = b.column(column + 3 * LANES) - start;
    put(task, tile, row, bAt + start, gap1, gap2, gap3, at);
  }

  /** Puts a block of 6 or 4 rows. */
  static void put(
      VectorDirectTiles.Task task,
      int tile,
      int row,
      int bAt,
      int gap1,
      int gap2,
      int gap3,
      int at) {
    if (tile == ROWS) {
      VectorDirectTiles.put4(task, row, bAt, gap1, gap2, gap3, at);
    } else {
      VectorDirectTiles.put6(task, row, bAt, gap1, gap2, gap3, at);
    }
  }
}
