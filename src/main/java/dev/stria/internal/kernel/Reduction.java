package dev.stria.internal.kernel;

/**
 * Kernels that reduce one axis of an array {@code [outer, axis, inner]} to {@code [outer, inner]}.
 *
 * <p>Sums are taken in one fixed order: the same bits whatever the provider and the number of
 * threads. Forward kernels overwrite {@code y}; those that say so add.
 */
public interface Reduction {
  /**
   * {@code y[o, i] = Σ x[o, a, i]}.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param x the input, {@code [outer, axis, inner]}
   * @param y receives the sums, {@code [outer, inner]}
   */
  void sum(int outer, int axis, int inner, float[] x, float[] y);

  /**
   * The mean along the axis; NaN if it is empty.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param x the input
   * @param y receives the means
   */
  void mean(int outer, int axis, int inner, float[] x, float[] y);

  /**
   * {@code y[o, i] = Σ x[o, a, i]²}.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param x the input
   * @param y receives the sums
   */
  void sumOfSquares(int outer, int axis, int inner, float[] x, float[] y);

  /**
   * The largest value along the axis; NaN wins. The axis must not be empty.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param x the input
   * @param y receives the maxima
   */
  void max(int outer, int axis, int inner, float[] x, float[] y);

  /**
   * The smallest value along the axis; NaN wins. The axis must not be empty.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param x the input
   * @param y receives the minima
   */
  void min(int outer, int axis, int inner, float[] x, float[] y);

  /**
   * Where the largest value along the axis lies; the first NaN wins, and the first among equals.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param x the input
   * @param index receives the positions along the axis
   */
  void argMax(int outer, int axis, int inner, float[] x, int[] index);

  /**
   * {@code y[o, i] = ln Σ e^x[o, a, i]}, stable for any size of the inputs.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param x the input
   * @param y receives the result
   */
  void logSumExp(int outer, int axis, int inner, float[] x, float[] y);

  /**
   * {@code dx[o, a, i] += factor · dy[o, i]}: the backward pass of sum and mean.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param factor 1 for a sum, 1 / axis for a mean
   * @param dy the result's gradient
   * @param dx the input's gradient, added to
   */
  void sumBackward(int outer, int axis, int inner, float factor, float[] dy, float[] dx);

  /**
   * Shares each gradient equally among the elements that equal the extreme, as PyTorch's amax and
   * amin do.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param x the input
   * @param y the maxima or minima
   * @param dy their gradient
   * @param dx the input's gradient, added to
   */
  void extremeBackward(
      int outer, int axis, int inner, float[] x, float[] y, float[] dy, float[] dx);

  /**
   * {@code dx[o, a, i] += e^(x[o, a, i] − y[o, i]) · dy[o, i]}.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param x the input
   * @param y the result of {@link #logSumExp}
   * @param dy its gradient
   * @param dx the input's gradient, added to
   */
  void logSumExpBackward(
      int outer, int axis, int inner, float[] x, float[] y, float[] dy, float[] dx);

  /**
   * {@code y[c] += Σ x[o, c, i]} over o and i: the gradient of a bias per channel.
   *
   * @param outer the number of slices before the channels
   * @param channels the number of channels, the length of y
   * @param inner the number of elements behind the channels
   * @param x the input, {@code [outer, channels, inner]}
   * @param y added to
   */
  void addChannelSums(int outer, int channels, int inner, float[] x, float[] y);

  /**
   * Returns the sum of an array.
   *
   * @param x the values
   * @return their sum
   */
  float sum(float[] x);

  /**
   * Returns the sum of the squares of an array, in double precision, which cannot overflow.
   *
   * @param x the values
   * @return the sum of their squares
   */
  double sumOfSquares(float[] x);
}
