package dev.stria.internal.kernel;

/**
 * The sizes of a product, {@code C[m, n] += A[m, k] · B[k, n]}, done once per segment of B and C with one A.
 *
 * @param m the rows of A and C
 * @param n the columns of B and C
 * @param k the inner dimension
 * @param segments how many pairs of B and C there are
 */
record Extent(int m, int n, int k, int segments) {
  /** Whether these are the sizes, with whatever inner dimension. */
  boolean is(int rows, int columns, int count) {
    return m == rows && n == columns && segments == count;
  }
}
