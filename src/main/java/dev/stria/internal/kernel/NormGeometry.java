package dev.stria.internal.kernel;

/**
 * Which elements of an array {@code [n, channels, inner]} share a mean and a variance.
 *
 * <p>Batch normalisation: all elements of a channel, over the batch. Group normalisation: all
 * elements of a group of channels of one sample; one group is layer normalisation over channels and
 * space, as many groups as channels is instance normalisation.
 *
 * @param n the number of samples
 * @param channels the number of channels, each with a scale and a shift of its own
 * @param inner the number of elements of one channel of one sample
 * @param groups the number of groups of channels in a sample, or 0 for statistics over the batch
 */
public record NormGeometry(int n, int channels, int inner, int groups) {
  /** Refuses groups that do not divide the channels. */
  public NormGeometry {
    if (groups > 0 && channels % groups != 0) {
      throw new IllegalArgumentException(
          channels + " channels do not split into " + groups + " groups");
    }
  }

  /**
   * Returns the geometry of batch normalisation.
   *
   * @param n the number of samples
   * @param channels the number of channels
   * @param inner the number of elements of one channel of one sample, 1 for plain features
   * @return the geometry; it has {@code channels} statistics
   */
  public static NormGeometry batch(int n, int channels, int inner) {
    return new NormGeometry(n, channels, inner, 0);
  }

  /**
   * Returns the geometry of group normalisation.
   *
   * @param n the number of samples
   * @param channels the number of channels
   * @param inner the number of elements of one channel of one sample
   * @param groups the number of groups; it divides the channels
   * @return the geometry; it has {@code n · groups} statistics
   */
  public static NormGeometry group(int n, int channels, int inner, int groups) {
    return new NormGeometry(n, channels, inner, groups);
  }

  /**
   * Returns the geometry of instance normalisation.
   *
   * @param n the number of samples
   * @param channels the number of channels
   * @param inner the number of elements of one channel of one sample
   * @return the geometry; it has {@code n · channels} statistics
   */
  public static NormGeometry instance(int n, int channels, int inner) {
    return new NormGeometry(n, channels, inner, channels);
  }

  /**
   * Returns the geometry of layer normalisation: rows of elements, each element with a scale and a
   * shift of its own.
   *
   * @param rows the number of rows
   * @param elements the number of elements of a row
   * @return the geometry; it has {@code rows} statistics
   */
  public static NormGeometry layer(int rows, int elements) {
    return new NormGeometry(rows, elements, 1, 1);
  }

  /**
   * Returns how many means, and variances, there are.
   *
   * @return the number of statistics
   */
  public int statistics() {
    return groups == 0 ? channels : n * groups;
  }

  /**
   * Returns how many elements share a mean.
   *
   * @return the number of elements under one statistic
   */
  public int share() {
    return groups == 0 ? n * inner : channels / groups * inner;
  }

  /** The statistic of a channel of a sample. */
  int statistic(int sample, int channel) {
    return groups == 0 ? channel : sample * groups + channel / (channels / groups);
  }
}
