package dev.stria.internal.kernel;

/**
 * A thread's own place for a block of a result: its rows have room for whole vectors, so that a product has no fringe.
 */
final class Staging {
  /** Rows are padded to a multiple of this many floats. */
  private static final int MULTIPLE = 16;

  /** Rows of this length lose little at their fringe. */
  private static final int LONG = 512;

  private Staging() {}

  /** Whether a product may as well write rows of this length where they belong. */
  static boolean isSuperfluous(int length) {
    return length % (2 * MULTIPLE) == 0 || length >= LONG;
  }

  /** Whether rows of this length are not padded, so that nothing behind them is read. */
  static boolean isExact(int length) {
    return length % MULTIPLE == 0;
  }

  /** Returns a place for segments of rows of this length; its stride is the padded length. */
  static Block block(int segments, int rows, int length) {
    int stride = (length + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    float[] data =
        Scratch.floats(Scratch.Use.STAGED, segments * rows * stride + PanelMultiply.SLACK);
    return new Block(data, 0, stride, rows * stride);
  }
}
