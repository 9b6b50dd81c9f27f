package dev.stria.internal.kernel;

/**
 * The inner loops on which matrix multiply and convolution stand, and all in which the providers differ there.
 *
 * <p>Both factors are given as rows that lie anywhere in an array. So a convolution is a product whose rows are the
 * image itself, shifted by each tap of the filter, and no patch matrix is ever built.
 */
interface PanelMultiply {
  /** Floats behind the last row that {@link #copyRows} may overwrite, and that make reading a fringe fast. */
  int SLACK = 64;

  /**
   * Multiplies: for each segment {@code C[i, j] = Σ A[i, l] · B[l, j]}, or adds that to what C holds.
   *
   * <p>Each element is one chain of fused multiply-adds in ascending {@code l} that starts from zero, or from what C holds.
   *
   * @param size the sizes
   * @param a the left factor, the same for every segment; its step is not used
   * @param b the right factors
   * @param c the results
   * @param accumulate whether to start from what C holds
   */
  default void multiply(Extent size, Rows a, Rows b, Block c, boolean accumulate) {
    multiply(size, a, b, c, accumulate, null);
  }

  /**
   * The same; what is computed is finished while it is in the cache.
   *
   * @param size the sizes
   * @param a the left factor
   * @param b the right factors
   * @param c the results
   * @param accumulate whether to start from what C holds
   * @param tail finishes each column of the result once, or {@code null}
   */
  default void multiply(Extent size, Rows a, Rows b, Block c, boolean accumulate, Tail tail) {
    product(size, a, b, c, accumulate, tail).run(a.at(), b.at(), c.at());
  }

  /**
   * Returns a product that one thread computes at many places, so that what these have in common is an object once.
   *
   * @param size the sizes
   * @param a the left factor; where it starts does not matter
   * @param b the right factors; where they start does not matter
   * @param c the results; where they start does not matter
   * @param accumulate whether to start from what C holds
   * @param tail finishes each column of the result once, or {@code null}
   * @return the product
   */
  Product product(Extent size, Rows a, Rows b, Block c, boolean accumulate, Tail tail);

  /** A product of one shape, for one thread. */
  interface Product {
    /**
     * Computes it once.
     *
     * @param aAt where the left factor starts
     * @param bAt where the right factors start
     * @param cAt where the results start
     */
    void run(int aAt, int bAt, int cAt);
  }

  /**
   * Adds a matrix times a vector: {@code y[i] += Σ A[i, l] · x[l]}, each element one chain as above that starts from what y holds.
   *
   * @param rows the rows of A
   * @param depth the columns of A
   * @param a the matrix; its step is not used
   * @param x the array that holds the vector
   * @param xAt where that starts
   * @param y the array that holds the result
   * @param yAt where that starts
   */
  void addMatrixVector(int rows, int depth, Block a, float[] x, int xAt, float[] y, int yAt);

  /**
   * What is done to each element of a result as soon as it is computed: {@code c + bias}, or {@code max(c + bias, 0)}.
   *
   * @param epilogue does it to elements that are stored
   * @param rows the rows of the result
   * @param stride from one row to the next
   * @param c the array that holds the result
   * @param bias one number per row, or {@code null} for none
   * @param biasAt where that of the first row is
   * @param relu whether to take the maximum
   */
  record Tail(
      Epilogue epilogue, int rows, int stride, float[] c, float[] bias, int biasAt, boolean relu) {
    /** Finishes columns, the first of which starts at a place in the first row. */
    void finish(int at, int columns) {
      if (relu) {
        epilogue.relu(rows, columns, c, at, stride, bias, biasAt, c, at, stride);
      } else if (bias != null) {
        epilogue.addBias(rows, columns, c, at, stride, bias, biasAt, c, at, stride);
      }
    }
  }

  /**
   * Returns how many columns, over all segments, a product should have at least.
   *
   * @return the number of columns
   */
  int goodColumns();

  /**
   * Returns whether a right factor whose rows have gaps is read as fast as one whose rows have none.
   *
   * @param m the rows of the left factor
   * @param k the inner dimension
   * @param width how many elements lie side by side
   * @return whether; if not, rows with gaps must not be given
   */
  boolean readsGaps(int m, int k, int width);

  /**
   * Returns whether a right factor whose rows have gaps, but lie near to each other, is read where it lies.
   *
   * @param m the rows of the left factor
   * @param width how many elements lie side by side
   * @return whether; if not, it is packed
   */
  boolean readsGapsInPlace(int m, int width);

  /**
   * Returns whether rows of a right factor that have no gaps and lie near to each other are read where they lie, and those with
   * gaps are not.
   *
   * @param m the rows of the left factor
   * @param width how many elements would lie side by side
   * @return whether
   */
  boolean readsNear(int m, int width);

  /**
   * Returns the width to which rows of the right factor and of the result had better be padded, so that there is no fringe.
   *
   * @param columns how many columns are wanted
   * @return as many or a few more
   */
  int paddedColumns(int columns);

  /**
   * Returns into panels of which width a right factor is best cut, each with its rows behind one another, so that it is read in place.
   *
   * @param columns how many columns there are, padded
   * @return the width, of which that is a multiple
   */
  int panelColumns(int columns);

  /**
   * Writes {@code to[j, i] = from[i, j]}.
   *
   * @param rows the rows of {@code from}
   * @param columns the columns of {@code from}
   * @param from what is read; its step is not used
   * @param to what is written; its step is not used
   */
  default void transpose(int rows, int columns, Block from, Block to) {
    transpose(
        rows, columns, from.data(), from.at(), from.stride(), to.data(), to.at(), to.stride());
  }

  /**
   * The same; where nothing is an object, none is made for every row of an image.
   *
   * @param rows the rows of {@code from}
   * @param columns the columns of {@code from}
   * @param from the array that is read
   * @param fromAt where the first row starts
   * @param fromStride from one row to the next
   * @param to the array that is written
   * @param toAt where the first row starts
   * @param toStride from one row to the next
   */
  void transpose(
      int rows,
      int columns,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride);

  /**
   * Returns whether transposing is so fast that of two factors the smaller had better be transposed, though rows get shorter.
   *
   * @return whether
   */
  boolean transposesFast();

  /**
   * Copies the rows of some planes, with zeros left and right.
   *
   * <p>May overwrite up to {@link #SLACK} floats behind the last row of each plane: write what lies there afterwards.
   *
   * @param planes the number of planes
   * @param rows the number of rows of each
   * @param margin what a row of the result consists of
   * @param from the array that is read
   * @param fromAt where the first row of the first plane starts
   * @param fromStride from one row to the next
   * @param fromStep from one plane to the next
   * @param to receives rows without a gap
   * @param toAt where the first of them starts
   * @param toStep from one plane of them to the next
   */
  void copyRows(
      int planes,
      int rows,
      Margin margin,
      float[] from,
      int fromAt,
      int fromStride,
      int fromStep,
      float[] to,
      int toAt,
      int toStep);

  /**
   * Copies every {@code step}-th element.
   *
   * <p>May overwrite up to 16 floats behind the last: write what lies there afterwards.
   *
   * @param count how many elements
   * @param step from one to the next
   * @param from the array that holds them
   * @param fromAt where the first is
   * @param to receives them without a gap
   * @param toAt where the first goes
   */
  default void copyEvery(int count, int step, float[] from, int fromAt, float[] to, int toAt) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] = from[fromAt + i * step];
    }
  }

  /**
   * A row of zeros, values, zeros.
   *
   * @param left how many zeros come first
   * @param width how many values follow
   * @param right how many zeros come last
   */
  record Margin(int left, int width, int right) {
    /** Returns what a row of so many columns is that begins at a column, perhaps outside, of rows of some width. */
    static Margin of(int columns, int first, int width) {
      int left = Math.min(columns, Math.max(0, -first));
      int right = Math.min(columns - left, Math.max(0, columns + first - width));
      return new Margin(left, columns - left - right, right);
    }

    int total() {
      return left + width + right;
    }

    /** Copies rows and nothing else. */
    void copyExactly(int rows, float[] from, int fromAt, int fromStride, float[] to, int toAt) {
      for (int row = 0; row < rows; row++) {
        int at = toAt + row * total();
        int values = at + left;
        for (int i = at; i < values; i++) {
          to[i] = 0f;
        }
        System.arraycopy(from, fromAt + row * fromStride, to, values, width);
        for (int i = values + width; i < at + total(); i++) {
          to[i] = 0f;
        }
      }
    }
  }
}
