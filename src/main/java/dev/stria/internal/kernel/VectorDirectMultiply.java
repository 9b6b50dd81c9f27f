package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;

import dev.stria.internal.kernel.PanelMultiply.Tail;

/**
 * Products with a short inner dimension, such as filters of one to three channels, in {@link VectorDirectTiles}: the right factor is
 * read where it lies, as packing would cost more than it saves, and each element of the result is stored just once, with its
 * bias and relu.
 *
 * <p>A block runs along its rows before the next rows begin: rows of a result often lie a multiple of 4 kB apart, and a cache
 * holds but few lines of such rows. The last block of a row or column overlaps the one before.
 */
final class VectorDirectMultiply {
  /** Columns of a block. */
  private static final int WIDTH = 4 * LANES;

  /** The longest inner dimension for which rows of the right factor are still in the cache when the next block needs them. */
  private static final int DEPTH = 160;

  /** Elements of the left factor up to which reading the right factor again for every few rows costs less than packing it. */
  private static final int LEFT = 10_000;

  /** Rows of the smaller block, and so the fewest that a product has to have. */
  private static final int ROWS = 4;

  private static final int MORE_ROWS = 6;

  /** JDK 17 makes objects of the vectors of blocks this large in programs that train. */
  private static final boolean FITS = LANES > 8 && Runtime.version().feature() >= 25;

  private VectorDirectMultiply() {}

  /** Whether products of so many rows and this inner dimension are done here, if they are wide enough. */
  static boolean suit(int m, int k) {
    return FITS && m >= ROWS && k <= DEPTH && (long) m * k <= LEFT;
  }

  /** Whether a product that overwrites its result is done here. */
  static boolean suit(Extent size) {
    return suit(size.m(), size.k()) && size.n() >= WIDTH;
  }

  /** Computes a product, which starts from zeros, and finishes it. */
  static void multiply(Extent size, Rows a, Rows b, Block c, Tail tail) {
    VectorDirectTiles.Task task =
        new VectorDirectTiles.Task(size.k(), a, b.data(), b.offsets(), tail, c.data(), c.stride());
    for (int segment = 0; segment < size.segments(); segment++) {
      multiply(size, task, b.at() + segment * b.step(), c.at() + segment * c.step());
    }
  }

  private static void multiply(Extent size, VectorDirectTiles.Task task, int bAt, int cAt) {
    int tile;
    for (int i = 0; i < size.m(); i += tile) {
      int left = size.m() - i;
      tile = size.m() < MORE_ROWS || left <= ROWS || left == 2 * ROWS ? ROWS : MORE_ROWS;
      int row = Math.min(i, size.m() - tile);
      for (int j = 0; j < size.n(); j += WIDTH) {
        int column = Math.min(j, size.n() - WIDTH);
        int at = cAt + row * task.stride() + column;
        if (tile == ROWS) {
          VectorDirectTiles.put4(task, row, bAt + column, at);
        } else {
          VectorDirectTiles.put6(task, row, bAt + column, at);
        }
      }
    }
  }
}
