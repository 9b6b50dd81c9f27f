package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * The gradients of one image's planes behind a relu and 2 × 2 maxima, of which each window of four has one at most: a band
 * of all planes at a time they are listed by position, and from there filed by filter.
 *
 * <p>Zeros are left out unless they meet something infinite or NaN, with which they give NaN.
 */
final class MaximaList {
  /** Positions of a band, unless two rows have more. */
  private static final int BAND = 128;

  /** Positions of which a filter's gradients are filed before they are used, unless a band has more. */
  private static final int FILED = 128;

  private final ConvGeometry g;
  private final Pixels pixels;
  private final int columns;
  private final int perImage;
  private final int bandRows;
  private final int perFilter;
  private final float[] passed;
  private final float[] sums;
  private boolean whole;
  private int filedBands;
  private int bandEnd;
  private int firstRow;

  /** The first filter whose gradients are listed. */
  final int firstFilter;

  /** What follows the last. */
  final int endFilter;

  /** How many there are at each position of the band. */
  final int[] count;

  /** Those of position p, from {@code p·K} on, in the order of their filters. */
  final float[] factor;

  /** Their filters. */
  final int[] filter;

  /** How many are filed for each filter. */
  final int[] filed;

  /** Those filed for filter k, from {@link #fileOf} on, in the order of their positions. */
  final float[] filedFactor;

  /** The first of the {@link Pixels} that they meet. */
  final int[] filedPixel;

  /** Lists gradients of some filters in arrays of the thread, which has one list at a time. */
  MaximaList(ConvGeometry g, Pixels pixels, int firstFilter, int endFilter) {
    this.g = g;
    this.firstFilter = firstFilter;
    this.endFilter = endFilter;
    this.pixels = pixels;
    this.columns = g.outW() / 2;
    this.perImage = g.k() * maxima();
    this.bandRows = Math.max(2, BAND / g.outW() / 2 * 2);
    this.perFilter = Math.max(FILED, bandRows * g.outW());
    this.passed = Scratch.floats(Use.PASSED, perImage);
    this.count = Scratch.ints(Use.PASSED, bandRows * g.outW());
    this.factor = Scratch.floats(Use.LISTED, bandRows * g.outW() * g.k());
    this.filter = Scratch.ints(Use.LISTED, bandRows * g.outW() * g.k());
    this.filedFactor = Scratch.floats(Use.FILED, perFilter * g.k());
    this.filedPixel = Scratch.ints(Use.FILED, perFilter * g.k());
    this.filed = Scratch.ints(Use.SUMS, g.k());
    this.sums = Scratch.floats(Use.COLUMNS, ScalarSums.COLUMNS * g.k());
  }

  /** Returns the number of maxima in a plane. */
  int maxima() {
    return g.outH() / 2 * columns;
  }

  /** Writes what a relu lets pass: its bound is 0 or infinity. */
  static void pass(int n, float[] y, float[] dy, int from, float[] passed) {
    // The compiler makes vectors of this only where all indexes are the same.
    float[] bounds = Scratch.floats(Use.BOUNDS, n);
    System.arraycopy(y, from, bounds, 0, n);
    System.arraycopy(dy, from, passed, 0, n);
    for (int i = 0; i < n; i++) {
      float bound = bounds[i] * 0x1p127f * 0x1p127f * 0x1p127f;
      passed[i] = 0f + Math.max(Math.min(passed[i], bound), -bound);
    }
  }

  /**
   * Starts with an image.
   *
   * @param n which
   * @param zeros whether zeros are listed, too
   * @return what its relu lets pass
   */
  float[] start(int n, float[] y, float[] dy, boolean zeros) {
    pass(perImage, y, dy, n * perImage, passed);
    whole = zeros;
    Arrays.fill(sums, 0, ScalarSums.COLUMNS * g.k(), 0f);
    clearFile();
    return passed;
  }

  /** Returns how many bands of rows there are. */
  int bands() {
    return (g.outH() + bandRows - 1) / bandRows;
  }

  /** Returns how many positions the band has. */
  int positions() {
    return (bandEnd - firstRow) * g.outW();
  }

  /** Lists the gradients of a band of rows of an image. */
  void list(int band, int n, int[] argmax) {
    firstRow = band * bandRows;
    bandEnd = Math.min(firstRow + bandRows, g.outH());
    if (whole) {
      fillWithZeros();
    } else {
      Arrays.fill(count, 0, positions(), 0);
    }
    int before = firstRow * g.outW();
    int stretch = (bandEnd - firstRow) / 2 * columns;
    for (int k = firstFilter; k < endFilter; k++) {
      int from = k * maxima() + firstRow / 2 * columns;
      if (whole) {
        for (int i = from; i < from + stretch; i++) {
          factor[(argmax[n * perImage + i] - before) * g.k() + k] = passed[i];
        }
      } else {
        list(k, from, from + stretch, n * perImage, before, argmax);
      }
    }
  }

  /** Lists the gradients of a plane; a zero is overwritten by what comes next. */
  private void list(int k, int from, int end, int image, int before, int[] argmax) {
    int filters = g.k();
    for (int i = from; i < end; i++) {
      float f = passed[i];
      int bits = Float.floatToRawIntBits(f);
      int position = argmax[image + i] - before;
      int listed = count[position];
      int slot = position * filters + listed;
      factor[slot] = f;
      filter[slot] = k;
      count[position] = listed + ((bits | -bits) >>> 31);
    }
  }

  private void fillWithZeros() {
    Arrays.fill(count, 0, positions(), g.k());
    for (int i = 0; i < positions() * g.k(); i++) {
      factor[i] = 0f;
      filter[i] = i % g.k();
    }
  }

  /** Returns the first of the {@link Pixels} that a filter meets at a position of the band. */
  int pixel(int position) {
    return pixels.index(firstRow + position / g.outW(), position % g.outW());
  }

  /** Whether the next band may not fit into the file. */
  boolean isFileFull() {
    return (filedBands + 1) * bandRows * g.outW() > perFilter;
  }

  /** Takes out what is filed. */
  void clearFile() {
    Arrays.fill(filed, 0, g.k(), 0);
    filedBands = 0;
  }

  /** Returns for how many positions a filter's file has room. */
  int perFilter() {
    return perFilter;
  }

  /** Returns where the file of a filter starts. */
  int fileOf(int k) {
    return k * perFilter;
  }

  /** Files what is listed, and adds it to the sums of the planes, if there are any. */
  void file(double[] planeSums, int sumsAt) {
    filedBands++;
    for (int i = 0; i < positions(); i++) {
      int position = firstRow * g.outW() + i;
      if (position > 0 && position % ScalarSums.BLOCK == 0) {
        endBlock(planeSums, sumsAt);
      }
      int listed = i * g.k();
      file(listed, listed + count[i], pixel(i), position % ScalarSums.COLUMNS * g.k());
    }
  }

  private void file(int first, int end, int pixel, int column) {
    for (int e = first; e < end; e++) {
      int k = filter[e];
      float f = factor[e];
      int slot = k * perFilter + filed[k]++;
      filedFactor[slot] = f;
      filedPixel[slot] = pixel;
      sums[column + k] += f;
    }
  }

  /** Adds the sums of a block of each plane, as {@link ScalarSums}. */
  void endBlock(double[] planeSums, int at) {
    if (planeSums == null) {
      return;
    }
    int filters = g.k();
    float[] upper = Scratch.floats(Use.BOUNDS, ScalarSums.COLUMNS * filters);
    for (int half = ScalarSums.COLUMNS / 2; half > 0; half /= 2) {
      int count = half * filters;
      System.arraycopy(sums, count, upper, 0, count);
      for (int i = 0; i < count; i++) {
        sums[i] += upper[i];
      }
    }
    for (int k = 0; k < filters; k++) {
      planeSums[at + k] += sums[k];
    }
    Arrays.fill(sums, 0, ScalarSums.COLUMNS * filters, 0f);
  }
}
