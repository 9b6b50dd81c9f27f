package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;

/**
 * Softmax along the first axis of {@code [axis, width]}, in passes over whole rows.
 *
 * <p>Rows are copied to the front of small arrays, where the compiler sees one index and makes vectors of it.
 */
final class SoftmaxAcross implements SliceSoftmax {
  /** Rows from this width on are worth passes of their own. */
  static final int WIDE = 16;

  private final ArrayMath math;
  private final RowSums rowSums;
  private final int axis;
  private final int width;
  private final float[] most;
  private final float[] sums;
  private final float[] row;
  private final float[] other;

  SoftmaxAcross(ArrayMath math, int axis, int width) {
    this.math = math;
    this.rowSums = new RowSums(math);
    this.axis = axis;
    this.width = width;
    this.most = Scratch.floats(Use.BLOCK_X, width);
    this.sums = Scratch.floats(Use.BLOCK_Y, width);
    this.row = Scratch.floats(Use.BLOCK_SLOPE, width);
    this.other = Scratch.floats(Use.BLOCK_ROOM, width);
  }

  @Override
  public void softmax(float[] x, int at, float[] y) {
    exponentials(x, at, y, at, false);
    for (int from = at; from < at + axis * width; from += width) {
      System.arraycopy(y, from, row, 0, width);
      for (int i = 0; i < width; i++) {
        row[i] /= sums[i];
      }
      System.arraycopy(row, 0, y, from, width);
    }
  }

  @Override
  public void softmaxBackward(float[] y, float[] dy, int at, float[] dx) {
    float[] products = Scratch.floats(Use.PLANES, axis * width);
    for (int a = 0; a < axis; a++) {
      load(y, dy, at + a * width);
      for (int i = 0; i < width; i++) {
        row[i] *= other[i];
      }
      System.arraycopy(row, 0, products, a * width, width);
    }
    rowSums.sum(products, 0, axis, width, sums, 0);
    for (int from = at; from < at + axis * width; from += width) {
      load(y, dy, from);
      System.arraycopy(dx, from, most, 0, width);
      for (int i = 0; i < width; i++) {
        most[i] = Math.fma(row[i], other[i] - sums[i], most[i]);
      }
      System.arraycopy(most, 0, dx, from, width);
    }
  }

  @Override
  public void logSoftmax(float[] x, int at, float[] y) {
    logSumExp(x, at, other, 0);
    for (int from = at; from < at + axis * width; from += width) {
      System.arraycopy(x, from, row, 0, width);
      for (int i = 0; i < width; i++) {
        row[i] = row[i] - most[i] - sums[i];
      }
      System.arraycopy(row, 0, y, from, width);
    }
  }

  @Override
  public void logSoftmaxBackward(float[] y, float[] dy, int at, float[] dx) {
    rowSums.sum(dy, at, axis, width, sums, 0);
    for (int from = at; from < at + axis * width; from += width) {
      load(y, dy, from);
      math.exp(row, 0, row, 0, width);
      System.arraycopy(dx, from, most, 0, width);
      for (int i = 0; i < width; i++) {
        most[i] += Math.fma(-row[i], sums[i], other[i]);
      }
      System.arraycopy(most, 0, dx, from, width);
    }
  }

  /** Writes {@code ln Σ e^x}; keeps its summands, the maxima and the logarithms of the sums beside them. */
  @Override
  public void logSumExp(float[] x, int at, float[] y, int yAt) {
    exponentials(x, at, Scratch.floats(Use.PLANES, axis * width), 0, true);
    math.log(sums, 0, sums, 0, width);
    for (int i = 0; i < width; i++) {
      row[i] = most[i] + sums[i];
    }
    System.arraycopy(row, 0, y, yAt, width);
  }

  /**
   * Writes {@code e^(x − max)} and keeps the maxima and the sums.
   *
   * @param finite whether an infinite maximum is subtracted as 0
   */
  private void exponentials(float[] x, int at, float[] y, int yAt, boolean finite) {
    System.arraycopy(x, at, most, 0, width);
    for (int a = 1; a < axis; a++) {
      math.maxima(x, at + a * width, most, 0, width);
    }
    for (int i = 0; finite && i < width; i++) {
      most[i] = Float.isInfinite(most[i]) ? 0 : most[i];
    }
    for (int a = 0; a < axis; a++) {
      System.arraycopy(x, at + a * width, row, 0, width);
      for (int i = 0; i < width; i++) {
        row[i] -= most[i];
      }
      math.exp(row, 0, y, yAt + a * width, width);
    }
    rowSums.sum(y, yAt, axis, width, sums, 0);
  }

  private void load(float[] y, float[] dy, int at) {
    System.arraycopy(y, at, row, 0, width);
    System.arraycopy(dy, at, other, 0, width);
  }
}
