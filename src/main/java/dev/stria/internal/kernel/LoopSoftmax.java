package dev.stria.internal.kernel;

/** Softmax slice by slice, in parallel. */
final class LoopSoftmax implements Softmax {
  private final ArrayMath math;

  LoopSoftmax(ArrayMath math) {
    this.math = math;
  }

  @Override
  public void softmax(int outer, int axis, int inner, float[] x, float[] y) {
    eachSlice(outer, axis, inner, (slice, at) -> slice.softmax(x, at, y));
  }

  @Override
  public void softmaxBackward(int outer, int axis, int inner, float[] y, float[] dy, float[] dx) {
    eachSlice(outer, axis, inner, (slice, at) -> slice.softmaxBackward(y, dy, at, dx));
  }

  @Override
  public void logSoftmax(int outer, int axis, int inner, float[] x, float[] y) {
    eachSlice(outer, axis, inner, (slice, at) -> slice.logSoftmax(x, at, y));
  }

  @Override
  public void logSoftmaxBackward(
      int outer, int axis, int inner, float[] y, float[] dy, float[] dx) {
    eachSlice(outer, axis, inner, (slice, at) -> slice.logSoftmaxBackward(y, dy, at, dx));
  }

  /** What to do with the slice that begins at a place. */
  private interface Work {
    void accept(SliceSoftmax slice, int at);
  }

  private void eachSlice(int outer, int axis, int inner, Work work) {
    Ranges.ofItems(
        outer,
        axis * inner,
        Ranges.EXPONENTIAL,
        (from, n) -> {
          SliceSoftmax slice = SliceSoftmax.of(math, axis, inner);
          for (int o = from; o < from + n; o++) {
            work.accept(slice, o * axis * inner);
          }
        });
  }

  @Override
  public void crossEntropy(
      int rows, int classes, float[] logits, int[] labels, float[] probabilities, float[] losses) {
    Ranges.ofItems(
        rows,
        classes,
        Ranges.EXPONENTIAL,
        (from, n) -> {
          SoftmaxAlong slice = new SoftmaxAlong(math, classes, 1);
          for (int r = from; r < from + n; r++) {
            losses[r] = slice.crossEntropy(logits, r * classes, labels[r], probabilities);
          }
        });
  }

  @Override
  public void crossEntropyBackward(
      int rows, int classes, float[] probabilities, int[] labels, float[] factors, float[] dx) {
    for (int r = 0; r < rows; r++) {
      if (labels[r] < 0) {
        continue;
      }
      int from = r * classes;
      float factor = factors[r];
      for (int k = 0; k < classes; k++) {
        dx[from + k] = Math.fma(factor, probabilities[from + k], dx[from + k]);
      }
      dx[from + labels[r]] -= factor;
    }
  }
}
