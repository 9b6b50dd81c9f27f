package dev.stria.internal.kernel;

/** The inner loop of gradients of filters with few taps: lanes over the filters, nine taps at a time. */
interface TapLoops {
  /** Returns what the number of filters is filled up to a multiple of. */
  int panel();

  /**
   * Adds to the sums of {@link TapGradients#TAPS nine taps}: {@code sums[t, k] += x[xAt + taps[first + t] + i] · slopes[i, k]} for ascending {@code i}.
   *
   * @param count how many positions
   * @param x the image
   * @param xAt what the first tap of a filter meets at the first position, if its place is zero
   * @param taps where the taps are
   * @param first the first of the nine
   * @param slopes one row of gradients per position
   * @param slopesAt where the first row starts
   * @param filters the floats of a row: the padded number of filters
   * @param sums added to, rows of as many floats
   * @param sumsAt where the first tap's sums start
   */
  void add(
      int count,
      float[] x,
      int xAt,
      int[] taps,
      int first,
      float[] slopes,
      int slopesAt,
      int filters,
      float[] sums,
      int sumsAt);

  /**
   * Adds values to others: {@code sums[sumsAt + i] += values[from + i]}.
   *
   * @param count how many, a multiple of the panel
   * @param values the values
   * @param from where they start
   * @param sums added to
   * @param sumsAt where the sums start
   */
  void add(int count, float[] values, int from, float[] sums, int sumsAt);

  /**
   * Puts the maxima of a row of windows where they belong, and zeros beside them: four positions of each window.
   *
   * @param windows how many
   * @param maxima the value of each filter in each window and, as far behind as {@code places} says, its position as a number
   * @param maximaAt where those of the first window start
   * @param places from the values to the positions
   * @param position the number of the first window's first position
   * @param width how many positions a row has
   * @param filters the padded number of filters, from one window or position to the next
   * @param slopes receives two rows of positions
   * @param slopesAt where they start
   */
  void spread(
      int windows,
      float[] maxima,
      int maximaAt,
      int places,
      int position,
      int width,
      int filters,
      float[] slopes,
      int slopesAt);
}
