package dev.stria.internal.kernel;

/**
 * Softmax and its relatives along one axis of an array {@code [outer, axis, inner]}, stable for any
 * size of the inputs because the largest is subtracted first.
 *
 * <p>Forward kernels overwrite {@code y}; backward kernels add to {@code dx}.
 */
public interface Softmax {
  /**
   * {@code y[o, a, i] = e^x[o, a, i] / Σ e^x[o, ·, i]}.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param x the input
   * @param y receives the probabilities
   */
  void softmax(int outer, int axis, int inner, float[] x, float[] y);

  /**
   * {@code dx += y · (dy − Σ y · dy)}.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param y the output of {@link #softmax}
   * @param dy its gradient
   * @param dx the input's gradient, added to
   */
  void softmaxBackward(int outer, int axis, int inner, float[] y, float[] dy, float[] dx);

  /**
   * {@code y[o, a, i] = x[o, a, i] − ln Σ e^x[o, ·, i]}.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param x the input
   * @param y receives the logarithms of the probabilities
   */
  void logSoftmax(int outer, int axis, int inner, float[] x, float[] y);

  /**
   * {@code dx += dy − e^y · Σ dy}.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param y the output of {@link #logSoftmax}
   * @param dy its gradient
   * @param dx the input's gradient, added to
   */
  void logSoftmaxBackward(int outer, int axis, int inner, float[] y, float[] dy, float[] dx);

  /**
   * The cross-entropy of each row against its label, {@code ln Σ e^x[r, ·] − x[r, label]}, in one pass
   * over the logits, together with the probabilities that its backward pass needs.
   *
   * @param rows the number of samples
   * @param classes the number of classes
   * @param logits the input, {@code [rows, classes]}
   * @param labels the class of each row; a negative label is ignored, its loss is 0
   * @param probabilities receives the softmax of each row
   * @param losses receives one loss per row
   */
  void crossEntropy(
      int rows, int classes, float[] logits, int[] labels, float[] probabilities, float[] losses);

  /**
   * {@code dx[r, ·] += factors[r] · (probabilities[r, ·] − onehot(label))}; a row with a negative label
   * gets nothing.
   *
   * @param rows the number of samples
   * @param classes the number of classes
   * @param probabilities what {@link #crossEntropy} computed
   * @param labels the class of each row
   * @param factors the gradient of each row's loss, such as 1 / rows for a mean
   * @param dx the gradient of the logits, added to
   */
  void crossEntropyBackward(
      int rows, int classes, float[] probabilities, int[] labels, float[] factors, float[] dx);
}
