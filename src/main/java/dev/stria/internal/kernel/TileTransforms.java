package dev.stria.internal.kernel;

/**
 * The transforms of Winograd's convolution along one axis of tiles: six pixels, six products or the three rows of a filter at once.
 *
 * <p>Each goes over runs of vectors: value {@code i} of vector {@code v} in run {@code r} is
 * {@code x[xAt + r·xRun + v·xStep + i]}, and the same with {@code y}. A run has a multiple of {@link #MULTIPLE} values.
 */
public interface TileTransforms {
  /** What the values of a run are a multiple of, so that they fill vectors of any width. */
  int MULTIPLE = 16;

  /**
   * Transforms six pixels to six factors, {@code y = Bᵀ·x}.
   *
   * @param runs how many runs
   * @param count how many values a run has
   * @param x the pixels
   * @param xAt where the first is
   * @param xStep from one pixel to the next
   * @param xRun from one run to the next
   * @param y the factors, overwritten
   * @param yAt where the first is
   * @param yStep from one factor to the next
   * @param yRun from one run to the next
   */
  void pixels(
      int runs,
      int count,
      float[] x,
      int xAt,
      int xStep,
      int xRun,
      float[] y,
      int yAt,
      int yStep,
      int yRun);

  /**
   * Transforms the three taps of a filter to six factors, {@code y = G·x}.
   *
   * @param runs how many runs
   * @param count how many values a run has
   * @param x the taps
   * @param xAt where the first is
   * @param xStep from one tap to the next
   * @param xRun from one run to the next
   * @param y the factors, overwritten
   * @param yAt where the first is
   * @param yStep from one factor to the next
   * @param yRun from one run to the next
   */
  void taps(
      int runs,
      int count,
      float[] x,
      int xAt,
      int xStep,
      int xRun,
      float[] y,
      int yAt,
      int yStep,
      int yRun);

  /**
   * Transforms six products to four results, {@code y = Aᵀ·x}.
   *
   * @param runs how many runs
   * @param count how many values a run has
   * @param x the products
   * @param xAt where the first is
   * @param xStep from one product to the next
   * @param xRun from one run to the next
   * @param y the results, overwritten
   * @param yAt where the first is
   * @param yStep from one result to the next
   * @param yRun from one run to the next
   */
  void products(
      int runs,
      int count,
      float[] x,
      int xAt,
      int xStep,
      int xRun,
      float[] y,
      int yAt,
      int yStep,
      int yRun);
}
