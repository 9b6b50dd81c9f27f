package dev.stria.internal.kernel;

/** The inner loop of {@link DepthwiseWeights}. */
interface DepthwiseSums {
  /** Channels that lie side by side. */
  int CHANNELS = 16;

  /** Rows and columns of a filter. */
  int SIDE = 3;

  /**
   * Adds what one row of a result's gradient contributes to the gradients of 3 × 3 taps, each channel's to its own:
   * {@code sums[r, s, c] += dy[q, c] · x[r, q·stride + s, c]} for one {@code q} after the other.
   *
   * @param columns how many {@code q}
   * @param x pixels
   * @param xAt where the first row of them starts
   * @param xPitch from one row to the next
   * @param stride the columns of {@code x} from one {@code q} to the next
   * @param dy the row
   * @param dyAt where it starts
   * @param sums what is added to
   * @param sumsAt where it starts
   */
  void add(
      int columns,
      float[] x,
      int xAt,
      int xPitch,
      int stride,
      float[] dy,
      int dyAt,
      float[] sums,
      int sumsAt);
}
