package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;

/** Softmax along an axis behind which few elements or none lie: one element of those after another. */
final class SoftmaxAlong implements SliceSoftmax {
  private final ArrayMath math;
  private final int axis;
  private final int inner;
  private final float[] row;
  private final float[] other;

  SoftmaxAlong(ArrayMath math, int axis, int inner) {
    this.math = math;
    this.axis = axis;
    this.inner = inner;
    this.row = Scratch.floats(Use.BLOCK_X, axis);
    this.other = Scratch.floats(Use.BLOCK_Y, axis);
  }

  @Override
  public void softmax(float[] x, int at, float[] y) {
    for (int from = at; from < at + inner; from++) {
      load(x, from, row);
      shiftedExponentials(math.max(row, 0, axis));
      divide((float) math.sum(row, 0, axis));
      store(row, y, from);
    }
  }

  @Override
  public void softmaxBackward(float[] y, float[] dy, int at, float[] dx) {
    for (int from = at; from < at + inner; from++) {
      load(y, from, row);
      load(dy, from, other);
      float sum = (float) math.sumOfProducts(row, 0, 0, other, 0, axis);
      for (int k = 0; k < axis; k++) {
        other[k] = row[k] * (other[k] - sum);
      }
      add(other, dx, from);
    }
  }

  @Override
  public void logSoftmax(float[] x, int at, float[] y) {
    for (int from = at; from < at + inner; from++) {
      float shift = exponentials(x, from);
      float log = FloatMath.log((float) math.sum(row, 0, axis));
      load(x, from, row);
      for (int k = 0; k < axis; k++) {
        row[k] = row[k] - shift - log;
      }
      store(row, y, from);
    }
  }

  @Override
  public void logSoftmaxBackward(float[] y, float[] dy, int at, float[] dx) {
    for (int from = at; from < at + inner; from++) {
      load(dy, from, other);
      float sum = (float) math.sum(other, 0, axis);
      load(y, from, row);
      math.exp(row, 0, row, 0, axis);
      for (int k = 0; k < axis; k++) {
        other[k] = Math.fma(-row[k], sum, other[k]);
      }
      add(other, dx, from);
    }
  }

  @Override
  public void logSumExp(float[] x, int at, float[] y, int yAt) {
    for (int i = 0; i < inner; i++) {
      float shift = exponentials(x, at + i);
      y[yAt + i] = shift + FloatMath.log((float) math.sum(row, 0, axis));
    }
  }

  /** The cross-entropy of one row; {@code probabilities} receives its softmax. */
  float crossEntropy(float[] logits, int at, int label, float[] probabilities) {
    float shift = exponentials(logits, at);
    float sum = (float) math.sum(row, 0, axis);
    divide(sum);
    store(row, probabilities, at);
    return label < 0 ? 0 : FloatMath.log(sum) + (shift - logits[at + label]);
  }

  /**
   * Computes {@code e^(x − max)} of the elements {@code x[from + k · inner]} and returns what was subtracted: the maximum, or
   * 0 where it is infinite.
   */
  private float exponentials(float[] x, int from) {
    load(x, from, row);
    float most = math.max(row, 0, axis);
    float shift = Float.isInfinite(most) ? 0 : most;
    shiftedExponentials(shift);
    return shift;
  }

  private void shiftedExponentials(float shift) {
    for (int k = 0; k < axis; k++) {
      row[k] -= shift;
    }
    math.exp(row, 0, row, 0, axis);
  }

  private void divide(float sum) {
    for (int k = 0; k < axis; k++) {
      row[k] /= sum;
    }
  }

  private void load(float[] x, int from, float[] to) {
    if (inner == 1) {
      System.arraycopy(x, from, to, 0, axis);
      return;
    }
    for (int k = 0; k < axis; k++) {
      to[k] = x[from + k * inner];
    }
  }

  private void store(float[] from, float[] y, int at) {
    if (inner == 1) {
      System.arraycopy(from, 0, y, at, axis);
      return;
    }
    for (int k = 0; k < axis; k++) {
      y[at + k * inner] = from[k];
    }
  }

  private void add(float[] from, float[] y, int at) {
    if (inner == 1) {
      math.add(from, 0, y, at, axis);
      return;
    }
    for (int k = 0; k < axis; k++) {
      y[at + k * inner] += from[k];
    }
  }
}
