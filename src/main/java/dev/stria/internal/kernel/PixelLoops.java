package dev.stria.internal.kernel;

/**
 * The inner loops of gradients that are zero almost everywhere: few factors meet images whose channels lie side by side.
 *
 * <p>All lengths are multiples of {@link Pixels#MULTIPLE}.
 */
interface PixelLoops {
  /**
   * Adds weighted runs of pixels to sums: {@code sums[j] += factor[e] · pixels[at[e] + j]} for ascending {@code e}.
   *
   * @param list what is added up
   * @param pixels the image
   * @param pixelsAt what is added to each place of the list
   * @param sums added to
   * @param sumsAt where the sums start
   * @param length how many there are
   */
  void collect(MaximaList list, float[] pixels, int pixelsAt, float[] sums, int sumsAt, int length);

  /**
   * Adds a weighted row to runs of pixels: {@code pixels[at[e] + j] += factor[e] · row[j]} for descending {@code e}.
   *
   * @param list the factors, and what they are added to
   * @param row the row
   * @param rowAt where it starts
   * @param pixels added to
   * @param pixelsAt what is added to each place of the list
   * @param length the length of the row
   */
  void spread(MaximaList list, float[] row, int rowAt, float[] pixels, int pixelsAt, int length);
}
