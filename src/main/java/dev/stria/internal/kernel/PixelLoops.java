package dev.stria.internal.kernel;

/**
 * The inner loops of gradients that are zero almost everywhere: few factors meet images whose channels lie side by side.
 *
 * <p>All lengths are multiples of {@link Pixels#MULTIPLE}.
 */
interface PixelLoops {
  /**
   * Adds weighted runs of pixels to the rows of a filter's gradient: {@code sums[i, j] += factor[e] · pixels[at[e] + i·rowStep + j]}
   * for ascending {@code e}.
   *
   * @param list what is added up
   * @param pixels the image
   * @param sums added to
   * @param sumsAt where the sums start
   */
  void collect(MaximaList list, float[] pixels, float[] sums, int sumsAt);

  /**
   * Adds weighted rows of a filter to runs of pixels: {@code pixels[at[e] + i·rowStep + j] += factor[e] · filter[i, j]} for ascending
   * {@code i} and descending {@code e}.
   *
   * @param list the factors, and what they are added to
   * @param filter the filter
   * @param filterAt where it starts
   * @param pixels added to
   */
  void spread(MaximaList list, float[] filter, int filterAt, float[] pixels);
}
