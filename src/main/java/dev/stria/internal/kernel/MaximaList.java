package dev.stria.internal.kernel;

import java.util.Arrays;

/**
 * The gradients of one plane behind a relu and 2 × 2 maxima, in row order: at most one in each window of four.
 *
 * <p>Zeros are left out unless they meet something infinite or NaN, with which they give NaN.
 */
final class MaximaList {
  private final int rows;
  private final int columns;
  private final int width;
  private final float[] passed;
  private final int[] order;
  private final int[] lower;

  /** Where each lies in its plane. */
  private final int[] place;

  /** Where what the first tap of a filter meets at each place lies in {@link Pixels}. */
  private final int[] pixelOf;

  private final float[] sums = new float[ScalarSums.COLUMNS];

  /** The rows of a filter. */
  final int filterRows;

  /** What a row of a filter meets, and how far the next row's is, in {@link Pixels}. */
  final int run;

  final int rowStep;

  /** How many there are. */
  int count;

  /** The gradients. */
  final float[] factor;

  /** Where what the first tap of a filter meets lies in {@link Pixels}. */
  final int[] at;

  MaximaList(ConvGeometry g, Pixels pixels) {
    this.rows = g.outH() / 2;
    this.columns = g.outW() / 2;
    this.width = g.outW();
    this.filterRows = g.kh();
    this.run = pixels.run();
    this.rowStep = pixels.rowStep();
    int positions = g.outH() * g.outW();
    this.passed = new float[g.k() * rows * columns];
    this.order = new int[rows * columns + columns + 1];
    this.lower = new int[columns + 1];
    this.place = new int[positions];
    this.pixelOf = new int[positions];
    this.factor = new float[positions];
    this.at = new int[positions];
    for (int i = 0; i < positions; i++) {
      pixelOf[i] = (i / g.outW() * pixels.columns + i % g.outW()) * pixels.step;
    }
  }

  /** Returns the number of maxima in a plane. */
  int maxima() {
    return rows * columns;
  }

  /**
   * Starts with an image: what its relu lets pass.
   *
   * @param from where its maxima start
   */
  void start(float[] y, float[] dy, int from) {
    pass(passed.length, y, dy, from, passed);
  }

  /**
   * Lists a plane of the image.
   *
   * @param plane which
   * @param from where its maxima start
   * @param whole whether zeros are listed, too
   */
  void fill(int plane, int[] argmax, int from, boolean whole) {
    int passedFrom = plane * maxima();
    if (whole) {
      fillWhole(passedFrom, argmax, from);
      return;
    }
    sort(passedFrom, argmax, from);
    for (int e = 0; e < count; e++) {
      int window = order[e];
      int position = argmax[from + window];
      factor[e] = passed[passedFrom + window];
      place[e] = position;
      at[e] = pixelOf[position];
    }
  }

  /** What a relu lets pass: its bound is 0 or infinity. */
  static void pass(int n, float[] y, float[] dy, int from, float[] passed) {
    for (int i = 0; i < n; i++) {
      float bound = y[from + i] * 0x1p127f * 0x1p127f * 0x1p127f;
      passed[i] = 0f + Math.max(Math.min(dy[from + i], bound), -bound);
    }
  }

  /** Puts the windows whose gradient is not zero in order: in each row those whose maximum is in the upper half come first. */
  private void sort(int passedFrom, int[] argmax, int from) {
    int n = 0;
    for (int row = 0; row < rows; row++) {
      int lastUpper = (2 * row + 1) * width - 1;
      int m = 0;
      for (int i = row * columns; i < (row + 1) * columns; i++) {
        int bits = Float.floatToRawIntBits(passed[passedFrom + i]);
        int some = (bits | -bits) >>> 31;
        int low = lastUpper - argmax[from + i] >>> 31;
        order[n] = i;
        lower[m] = i;
        n += some & ~low;
        m += some & low;
      }
      for (int j = 0; j < m; j++) {
        order[n++] = lower[j];
      }
    }
    count = n;
  }

  private void fillWhole(int passedFrom, int[] argmax, int from) {
    count = factor.length;
    for (int e = 0; e < count; e++) {
      factor[e] = 0;
      place[e] = e;
      at[e] = pixelOf[e];
    }
    for (int i = 0; i < maxima(); i++) {
      factor[argmax[from + i]] = passed[passedFrom + i];
    }
  }

  /** Returns the sum, as {@link ArrayMath#sum} of the whole plane. */
  double sum() {
    double total = 0;
    int block = 0;
    for (int e = 0; e < count; e++) {
      if (place[e] >= block + ScalarSums.BLOCK) {
        total += endBlock();
        block = place[e] / ScalarSums.BLOCK * ScalarSums.BLOCK;
      }
      sums[place[e] % ScalarSums.COLUMNS] += factor[e];
    }
    return total + endBlock();
  }

  private float endBlock() {
    float sum = ScalarSums.tree(sums);
    Arrays.fill(sums, 0);
    return sum;
  }
}
