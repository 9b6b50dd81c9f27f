package dev.stria.internal.kernel;

/**
 * The inner loop of gradients that are zero almost everywhere: few factors meet rows of filters or of pixels, which are a few
 * whole vectors long.
 */
interface PixelLoops {
  /** Rows are filled up with anything to a multiple of this many floats. */
  int MULTIPLE = 16;

  /**
   * Adds weighted rows: {@code to[toAt + i·toStep + j] += factor[e] · from[index[e]·scale + i·fromStep + j]} for ascending {@code e}.
   *
   * @param first the first {@code e}
   * @param end what follows the last
   * @param factor the weights
   * @param index where what is weighted starts,
   * @param scale in units of so many floats
   * @param rows how many rows each has
   * @param run the length of a row, a multiple of {@link #MULTIPLE}
   * @param from what is weighted; the step is from one row to the next
   * @param to added to; the stride is from one row to the next
   */
  void add(
      int first,
      int end,
      float[] factor,
      int[] index,
      int scale,
      int rows,
      int run,
      float[] from,
      int fromStep,
      float[] to,
      int toAt,
      int toStep);

  /** Whether so many values are finite. */
  boolean isFinite(float[] x, int from, int count);

  /** Whether so many values are zero, of either sign. */
  boolean isZero(float[] x, int from, int count);
}
