package dev.stria.internal.kernel;

/**
 * The gradient of the filters for some channels of one group and some images, in the layout in which it is summed fastest.
 *
 * <p>An element of it is one chain of fused multiply-adds over (image, row, column) from zero, whatever the layout.
 */
abstract class FilterSums {
  final ConvGeometry g;
  final int channels;

  FilterSums(ConvGeometry g, int channels) {
    this.g = g;
    this.channels = channels;
  }

  /** Returns what suits a geometry, for so many channels of a group. */
  static FilterSums of(PanelMultiply kernel, ConvGeometry g, int channels) {
    if (ShiftedSums.suits(kernel, g, channels)) {
      return new ShiftedSums(kernel, g, channels);
    }
    return 2 * g.groupFilters() > kernel.goodColumns()
        ? new GridSums(kernel, g, channels)
        : new PatchSums(kernel, g, channels);
  }

  /** Returns the taps of a filter at these channels. */
  final int taps() {
    return channels * g.kh() * g.kw();
  }

  /**
   * Returns the floats of a gradient that is rearranged once for all parts of the channels, 0 where each part does that for itself.
   */
  int sharedSize() {
    return 0;
  }

  /**
   * Rearranges the gradient of one image for all parts.
   *
   * @param dy the gradient of the result
   * @param image the image
   * @param shared receives it, at the image's place
   */
  void rearrange(float[] dy, int image, float[] shared) {
    throw new UnsupportedOperationException("each part rearranges the gradient for itself");
  }

  /** Lets {@link #sum} read what was rearranged. */
  void read(float[] shared) {}

  /** Returns the floats that the sums take. */
  abstract int size();

  /**
   * Computes the sums.
   *
   * @param x the images
   * @param xAt where the first channel of the first image lies
   * @param dy the gradient of the result
   * @param dyAt where the first filter's answer to the first image lies
   * @param images how many images
   * @param sums receives the sums
   * @param sumsAt where they start
   */
  abstract void sum(float[] x, int xAt, float[] dy, int dyAt, int images, float[] sums, int sumsAt);

  /**
   * Adds the sums to the gradient.
   *
   * @param sums the sums
   * @param sumsAt where they start
   * @param dw the gradient
   * @param dwAt where the first tap of the first filter lies
   */
  abstract void addTo(float[] sums, int sumsAt, float[] dw, int dwAt);
}
