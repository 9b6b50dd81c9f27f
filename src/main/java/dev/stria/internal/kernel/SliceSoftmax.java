package dev.stria.internal.kernel;

/** Softmax and its relatives along the first axis of one slice {@code [axis, inner]} of an array. */
interface SliceSoftmax {
  /** Returns the one for slices of a size; it belongs to the thread that asks. */
  static SliceSoftmax of(ArrayMath math, int axis, int inner) {
    return inner < SoftmaxAcross.WIDE
        ? new SoftmaxAlong(math, axis, inner)
        : new SoftmaxAcross(math, axis, inner);
  }

  /** As {@link Softmax#softmax}, for the slice that begins at a place. */
  void softmax(float[] x, int at, float[] y);

  /** As {@link Softmax#softmaxBackward}. */
  void softmaxBackward(float[] y, float[] dy, int at, float[] dx);

  /** As {@link Softmax#logSoftmax}. */
  void logSoftmax(float[] x, int at, float[] y);

  /** As {@link Softmax#logSoftmaxBackward}. */
  void logSoftmaxBackward(float[] y, float[] dy, int at, float[] dx);

  /** As {@link Reduction#logSumExp}; the results go to {@code y[yAt + i]}. */
  void logSumExp(float[] x, int at, float[] y, int yAt);
}
