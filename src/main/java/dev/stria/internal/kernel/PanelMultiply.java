package dev.stria.internal.kernel;

/**
 * The inner loops on which matrix multiply and convolution stand, and all in which the providers differ there.
 *
 * <p>The right factor is given as rows that lie anywhere in an array. So a convolution is a product whose rows are the
 * image itself, shifted by each tap of the filter, and no patch matrix is ever built.
 */
interface PanelMultiply {
  /** Floats behind the last row that {@link #copyRows} may overwrite, and that make reading a fringe fast. */
  int SLACK = 64;

  /**
   * Adds products: for each segment {@code C[i, j] += Σ A[i, l] · B[l, j]}.
   *
   * <p>Each element is one chain of fused multiply-adds in ascending {@code l} that starts from what C holds.
   *
   * @param size the sizes
   * @param a the left factor, the same for every segment; its step is not used
   * @param b the right factors
   * @param c the results, added to
   */
  void addProduct(Extent size, Block a, Rows b, Block c);

  /**
   * Copies rows into a dense block, with zeros left and right.
   *
   * <p>May overwrite up to {@link #SLACK} floats behind the last row: write in ascending order.
   *
   * @param rows the number of rows
   * @param margin what a row of the result consists of
   * @param from the array that is read
   * @param fromAt where its first row starts
   * @param fromStride from one row to the next
   * @param to the array that is written
   * @param toAt where the result starts
   */
  void copyRows(
      int rows, Margin margin, float[] from, int fromAt, int fromStride, float[] to, int toAt);

  /**
   * A row of zeros, values, zeros.
   *
   * @param left how many zeros come first
   * @param width how many values follow
   * @param right how many zeros come last
   */
  record Margin(int left, int width, int right) {
    int total() {
      return left + width + right;
    }
  }
}
