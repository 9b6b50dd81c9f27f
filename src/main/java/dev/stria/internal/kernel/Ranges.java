package dev.stria.internal.kernel;

/**
 * Splits an array, or a list of items, into pieces that depend on its length alone, for the threads of {@link Parallel}.
 */
final class Ranges {
  /** What a light loop costs per element, in multiply-adds of the heavy kernels: it waits for memory. */
  static final int LIGHT = 8;

  /** What a loop with an exponential costs per element. */
  static final int EXPONENTIAL = 64;

  /** Elements of a piece: its arrays together fit into the second-level cache. */
  private static final int PIECE = 1 << 14;

  /** What to do with one piece. */
  @FunctionalInterface
  interface Range {
    /** Treats {@code n} items, the first of which is {@code from}. */
    void accept(int from, int n);
  }

  private Ranges() {}

  /** Runs over all elements of an array. */
  static void each(int length, int cost, Range range) {
    ofItems(length, 1, cost, range);
  }

  /** Runs over all items, each of {@code size} elements; a piece has whole items. */
  static void ofItems(int items, int size, int cost, Range range) {
    int perPiece = Math.max(1, PIECE / Math.max(1, size));
    if (items <= perPiece) {
      if (items > 0) {
        range.accept(0, items);
      }
      return;
    }
    int pieces = (items + perPiece - 1) / perPiece;
    long work = (long) items * size * cost;
    Parallel.run(
        pieces,
        work,
        piece -> {
          int from = piece * perPiece;
          range.accept(from, Math.min(perPiece, items - from));
        });
  }
}
