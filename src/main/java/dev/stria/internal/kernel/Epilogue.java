package dev.stria.internal.kernel;

/** What is done to a block of a convolution's result while it is in the cache. */
interface Epilogue {
  /**
   * Computes {@code y = x + bias} for some rows, each with a bias of its own.
   *
   * @param rows how many rows
   * @param columns how many values a row has
   * @param x the array that holds the values
   * @param xAt where the first row starts
   * @param xStride from one row to the next
   * @param bias what is added
   * @param biasAt where that of the first row is
   * @param y receives the result; may be {@code x} itself
   * @param yAt where the first row starts
   * @param yStride from one row to the next
   */
  void addBias(
      int rows,
      int columns,
      float[] x,
      int xAt,
      int xStride,
      float[] bias,
      int biasAt,
      float[] y,
      int yAt,
      int yStride);

  /**
   * Computes {@code y = max(x + bias, 0)} for some rows, each with a bias of its own.
   *
   * @param rows how many rows
   * @param columns how many values a row has
   * @param x the array that holds the values
   * @param xAt where the first row starts
   * @param xStride from one row to the next
   * @param bias what is added, or {@code null} for zeros
   * @param biasAt where that of the first row is
   * @param y receives the result; may be {@code x} itself
   * @param yAt where the first row starts
   * @param yStride from one row to the next
   */
  void relu(
      int rows,
      int columns,
      float[] x,
      int xAt,
      int xStride,
      float[] bias,
      int biasAt,
      float[] y,
      int yAt,
      int yStride);

  /**
   * Computes the maxima of 2 × 2 neighbours, and of those {@code max(·, 0)}. Among equals the first in row order is the
   * maximum, and the last NaN wins over all.
   *
   * @param size the sizes
   * @param x the planes; {@link PanelMultiply#SLACK} floats behind them may be read
   * @param xAt where the first starts
   * @param y receives the maxima; nothing is written beside them
   * @param argmax receives where in its plane each is, or {@code null}
   * @param yAt where both start
   */
  void reluMax(Pool size, float[] x, int xAt, float[] y, int[] argmax, int yAt);

  /**
   * The sizes of a stretch of some planes that is pooled.
   *
   * @param planes how many planes
   * @param rows the rows of maxima
   * @param columns the columns of maxima
   * @param width the columns of a plane
   * @param before how many values of a plane lie in front of the stretch
   * @param xStep from one plane to the next
   * @param yStep from the maxima of one plane to those of the next
   */
  record Pool(int planes, int rows, int columns, int width, int before, int xStep, int yStep) {}
}
