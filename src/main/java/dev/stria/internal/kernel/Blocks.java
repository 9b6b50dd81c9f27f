package dev.stria.internal.kernel;

/** Blocks of equal length that are picked from an array by their numbers. */
public final class Blocks {
  private Blocks() {}

  /**
   * Copies blocks: {@code y[b, i] = x[blocks[b], i]}.
   *
   * @param blocks the number of each block to copy
   * @param length the elements of a block
   * @param x the array they lie in
   * @param y receives them, one after the other
   */
  public static void read(int[] blocks, int length, float[] x, float[] y) {
    if (length == 1) {
      for (int b = 0; b < blocks.length; b++) {
        y[b] = x[blocks[b]];
      }
      return;
    }
    for (int b = 0; b < blocks.length; b++) {
      System.arraycopy(x, blocks[b] * length, y, b * length, length);
    }
  }

  /**
   * Adds to blocks, in the order in which they were picked: {@code dx[blocks[b], i] += dy[b, i]}.
   *
   * @param blocks the number of each block to add to
   * @param length the elements of a block
   * @param dy what is added
   * @param dx the array they lie in
   */
  public static void addInto(int[] blocks, int length, float[] dy, float[] dx) {
    for (int b = 0; b < blocks.length; b++) {
      int to = blocks[b] * length;
      int from = b * length;
      for (int i = 0; i < length; i++) {
        dx[to + i] += dy[from + i];
      }
    }
  }
}
