package dev.stria.internal.kernel;

/**
 * How rows are cut into blocks of 8, 5, 4, 2 or 1, so that the least time is lost.
 *
 * <p>A block of fewer than four rows takes as long as one of four: it waits for its own sums.
 */
final class RowTiles {
  private static final int[] SIZES = {8, 5, 4, 2, 1};
  private static final int TABLE = 64;

  private final int largest;
  private final int[] first = new int[TABLE];

  private RowTiles(int largest) {
    this.largest = largest;
    int[] cost = new int[TABLE];
    for (int rows = 1; rows < TABLE; rows++) {
      cost[rows] = Integer.MAX_VALUE;
      for (int size : SIZES) {
        if (size <= Math.min(rows, largest) && cost[rows - size] + Math.max(4, size) < cost[rows]) {
          cost[rows] = cost[rows - size] + Math.max(4, size);
          first[rows] = size;
        }
      }
    }
  }

  /** Returns the cut into blocks of at most so many rows. */
  static RowTiles upTo(int largest) {
    return new RowTiles(largest);
  }

  /** Returns the size of the next block when so many rows are left. */
  int next(int rows) {
    return rows < TABLE ? first[rows] : largest;
  }
}
