package dev.stria.internal.kernel;

/** Multiplies a sparse matrix in compressed rows with dense matrices. */
public final class SparseMultiply {
  private static final int ROWS = 64;

  private SparseMultiply() {}

  /**
   * {@code y[b, r, ·] += Σ value[e] · x[b, column[e], ·]} over the entries {@code e} of row {@code r}, in
   * ascending order.
   *
   * @param batch how many dense matrices there are
   * @param rows rows of the sparse matrix and of each {@code y}
   * @param columns columns of the sparse matrix, rows of each {@code x}
   * @param width columns of the dense matrices
   * @param start where the entries of each row start, and where the last ends
   * @param column the column of each entry
   * @param value the value of each entry
   * @param x the dense matrices
   * @param y added to
   */
  public static void multiplyAdd(
      int batch,
      int rows,
      int columns,
      int width,
      int[] start,
      int[] column,
      float[] value,
      float[] x,
      float[] y) {
    int blocks = (rows + ROWS - 1) / ROWS;
    long work = (long) batch * column.length * width;
    Parallel.run(
        batch * blocks,
        work,
        block -> {
          int b = block / blocks;
          int first = block % blocks * ROWS;
          for (int row = first; row < Math.min(rows, first + ROWS); row++) {
            int to = (b * rows + row) * width;
            for (int e = start[row]; e < start[row + 1]; e++) {
              axpy(value[e], x, (b * columns + column[e]) * width, y, to, width);
            }
          }
        });
  }

  private static void axpy(float factor, float[] x, int from, float[] y, int to, int n) {
    for (int i = 0; i < n; i++) {
      y[to + i] = Math.fma(factor, x[from + i], y[to + i]);
    }
  }
}
