package dev.stria.internal.kernel;

/** How images are laid out so that what each tap of a filter sees is a row of the right factor of a product. */
interface ImageGrid {
  /** Returns from one row of positions to the next. */
  int pitch();

  /** Returns the number of floats that one image takes. */
  int size();

  /**
   * Writes where the row of each (channel, row tap, column tap) starts, in this order.
   *
   * @param offsets receives it
   * @param from the first index that is written
   * @param start where the image starts
   * @return the index behind the last that was written
   */
  int offsets(int[] offsets, int from, int start);

  /**
   * Lays out one image, for positions from a row on; may overwrite {@link PanelMultiply#SLACK} floats behind.
   *
   * @param kernel copies rows
   * @param source the images
   * @param sourceAt where the image starts
   * @param firstRow the first row of positions
   * @param planes receives the image
   * @param planesAt where it starts there
   */
  void pack(
      PanelMultiply kernel,
      float[] source,
      int sourceAt,
      int firstRow,
      float[] planes,
      int planesAt);
}
