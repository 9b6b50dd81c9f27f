package dev.stria.internal.kernel;

/** Looks rows of a table up, and adds to the rows that were looked up. */
public final class RowGather {
  private RowGather() {}

  /**
   * {@code y[i, ·] = table[index[i], ·]}.
   *
   * @param index which row each row of {@code y} is
   * @param count how many rows are looked up
   * @param width the length of a row
   * @param table the rows
   * @param y receives the rows
   */
  public static void gather(int[] index, int count, int width, float[] table, float[] y) {
    for (int i = 0; i < count; i++) {
      System.arraycopy(table, index[i] * width, y, i * width, width);
    }
  }

  /**
   * {@code dtable[index[i], ·] += dy[i, ·]}, in ascending order of {@code i}, but for one row of the table.
   *
   * @param index which row each row of {@code dy} goes to
   * @param count how many rows there are in {@code dy}
   * @param width the length of a row
   * @param except the row of the table that nothing is added to, −1 for none
   * @param dy the rows
   * @param dtable added to
   */
  public static void addRows(
      int[] index, int count, int width, int except, float[] dy, float[] dtable) {
    for (int i = 0; i < count; i++) {
      if (index[i] == except) {
        continue;
      }
      int from = i * width;
      int to = index[i] * width;
      for (int j = 0; j < width; j++) {
        dtable[to + j] += dy[from + j];
      }
    }
  }
}
