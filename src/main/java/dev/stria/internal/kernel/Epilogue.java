package dev.stria.internal.kernel;

/** What is done to a block of a convolution's result while it is in the cache. */
interface Epilogue {
  /**
   * Computes {@code y = x + bias}.
   *
   * @param count how many values
   * @param x the values
   * @param xAt where they start
   * @param bias what is added
   * @param y receives the result; may be {@code x} if it starts at the same place
   * @param yAt where it starts
   */
  void addBias(int count, float[] x, int xAt, float bias, float[] y, int yAt);

  /**
   * Computes {@code y = max(x + bias, 0)}.
   *
   * @param count how many values
   * @param x the values
   * @param xAt where they start
   * @param bias what is added
   * @param y receives the result; may be {@code x} if it starts at the same place
   * @param yAt where it starts
   */
  void relu(int count, float[] x, int xAt, float bias, float[] y, int yAt);

  /**
   * Adds a bias to planes and computes the maxima of 2 × 2 neighbours, and of those {@code max(·, 0)}. Among equals the first in row order is
   * the maximum, and the last NaN wins over all.
   *
   * @param size the sizes
   * @param x the planes; {@link PanelMultiply#SLACK} floats behind them may be read
   * @param xAt where the first starts
   * @param bias the biases of all planes, or {@code null} for none
   * @param biasAt where that of the first is
   * @param y receives the maxima; nothing is written beside them
   * @param argmax receives where in its plane each is, or {@code null}
   * @param yAt where both start
   */
  void reluMax(
      Pool size, float[] x, int xAt, float[] bias, int biasAt, float[] y, int[] argmax, int yAt);

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
