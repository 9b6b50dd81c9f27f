package dev.stria.internal.kernel;

/**
 * Kernels of batch, layer, group and instance normalisation, which differ only in who shares a
 * statistic, and of local response normalisation.
 */
public interface Normalization {
  /**
   * Computes mean and biased variance in two passes, so that a mean far larger than the spread does no
   * harm.
   *
   * @param g who shares a statistic
   * @param x the input, {@code [n, channels, inner]}
   * @param mean receives the means
   * @param variance receives the variances, divided by the number of elements
   */
  void statistics(NormGeometry g, float[] x, float[] mean, float[] variance);

  /**
   * {@code inverse = 1 / √(variance + epsilon)}.
   *
   * @param variance the variances
   * @param epsilon what keeps the root away from 0
   * @param inverse receives the inverse deviations
   */
  static void inverseDeviation(float[] variance, float epsilon, float[] inverse) {
    for (int i = 0; i < inverse.length; i++) {
      inverse[i] = (float) (1 / Math.sqrt((double) variance[i] + epsilon));
    }
  }

  /**
   * {@code running = (1 − momentum) · running + momentum · factor · batch}.
   *
   * @param momentum the weight of the batch
   * @param factor what the batch is multiplied by, such as n / (n − 1) for an unbiased variance
   * @param batch the statistics of the newest batch
   * @param running the running statistics, changed
   */
  static void blend(float momentum, float factor, float[] batch, float[] running) {
    for (int i = 0; i < running.length; i++) {
      running[i] = Math.fma(momentum, factor * batch[i] - running[i], running[i]);
    }
  }

  /**
   * {@code y = (x − mean) · inverse · scale + shift}, with scale and shift per channel.
   *
   * @param g who shares a statistic
   * @param x the input
   * @param mean the means
   * @param inverse the inverse deviations
   * @param scale the factor of each channel; {@code null} for 1
   * @param shift the summand of each channel; {@code null} for 0
   * @param y receives the output
   */
  void normalize(
      NormGeometry g,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] scale,
      float[] shift,
      float[] y);

  /**
   * Adds the gradients where mean and variance came from x itself.
   *
   * @param g who shares a statistic
   * @param x the input
   * @param mean the means
   * @param inverse the inverse deviations
   * @param scale the factor of each channel; {@code null} for 1
   * @param dy the output's gradient
   * @param dx the input's gradient, added to; {@code null} if nobody asks
   * @param dscale the gradient of scale, added to; {@code null} if nobody asks
   * @param dshift the gradient of shift, added to; {@code null} if nobody asks
   */
  void backward(
      NormGeometry g,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] scale,
      float[] dy,
      float[] dx,
      float[] dscale,
      float[] dshift);

  /**
   * Adds the gradients where mean and variance are constants, such as running statistics.
   *
   * @param g who shares a statistic
   * @param x the input
   * @param mean the means
   * @param inverse the inverse deviations
   * @param scale the factor of each channel; {@code null} for 1
   * @param dy the output's gradient
   * @param dx the input's gradient, added to; {@code null} if nobody asks
   * @param dscale the gradient of scale, added to; {@code null} if nobody asks
   * @param dshift the gradient of shift, added to; {@code null} if nobody asks
   */
  void backwardFixed(
      NormGeometry g,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] scale,
      float[] dy,
      float[] dx,
      float[] dscale,
      float[] dshift);

  /**
   * Local response normalisation across channels: {@code y = x · base^−beta} with {@code base = k +
   * alpha / size · Σ x²} over {@code size} neighbouring channels.
   *
   * @param response its sizes and constants
   * @param x the input, {@code [n, channels, inner]}
   * @param base receives the sums, for the backward pass
   * @param y receives the output
   */
  void localResponse(LocalResponse response, float[] x, float[] base, float[] y);

  /**
   * Adds the gradient of {@link #localResponse}.
   *
   * @param response its sizes and constants
   * @param x the input
   * @param base what the forward pass recorded
   * @param y the output
   * @param dy its gradient
   * @param dx the input's gradient, added to
   */
  void localResponseBackward(
      LocalResponse response, float[] x, float[] base, float[] y, float[] dy, float[] dx);

  /**
   * The sizes and constants of local response normalisation; alpha is divided by size, as in Caffe and
   * PyTorch.
   *
   * @param n the number of samples
   * @param channels the number of channels
   * @param inner the number of elements of one channel of one sample
   * @param size the number of neighbouring channels, the channel itself among them
   * @param alpha the weight of the squares
   * @param beta the exponent
   * @param k what is added to the sum
   */
  record LocalResponse(
      int n, int channels, int inner, int size, float alpha, float beta, float k) {}
}
