package dev.stria.internal.kernel;

/**
 * Kernels that look at windows of each image plane: maximum and average, by window or by bins.
 *
 * <p>Forward kernels overwrite their output, backward kernels add to {@code dx}.
 */
public interface Pooling {
  /**
   * Takes each window's maximum. Padding counts as −∞, NaN wins over everything, and among equal
   * values the first in row order wins.
   *
   * @param g the sizes
   * @param x the input, {@code [n, c, h, w]}
   * @param y receives the maxima, {@code [n, c, outH, outW]}
   * @param argmax receives where each maximum lies, {@code row * w + column} inside its unpadded
   *     plane; {@code null} if nobody needs it
   */
  void maxForward(PoolGeometry g, float[] x, float[] y, int[] argmax);

  /**
   * Adds each output's gradient to the cell that was the maximum.
   *
   * @param g the sizes
   * @param argmax what {@link #maxForward} recorded
   * @param dy the output's gradient
   * @param dx the input's gradient, added to
   */
  default void maxBackward(PoolGeometry g, int[] argmax, float[] dy, float[] dx) {
    maxBackward(g.n() * g.c(), g.outH() * g.outW(), g.h() * g.w(), argmax, dy, dx);
  }

  /**
   * Adds each output's gradient to the cell that was the maximum, for any pooling with recorded
   * positions.
   *
   * @param planes the number of planes, {@code n * c}
   * @param outPlane cells of an output plane
   * @param inPlane cells of an input plane
   * @param argmax where each maximum lies inside its plane
   * @param dy the output's gradient
   * @param dx the input's gradient, added to
   */
  void maxBackward(int planes, int outPlane, int inPlane, int[] argmax, float[] dy, float[] dx);

  /**
   * Takes each window's mean.
   *
   * @param g the sizes
   * @param countIncludePad whether padding cells count in the divisor; cells beyond the padding never
   *     do
   * @param divisorOverride what to divide by instead of the count, or 0 for the count
   * @param x the input
   * @param y receives the means
   */
  void averageForward(
      PoolGeometry g, boolean countIncludePad, int divisorOverride, float[] x, float[] y);

  /**
   * Adds the gradient of {@link #averageForward}.
   *
   * @param g the sizes
   * @param countIncludePad as in the forward pass
   * @param divisorOverride as in the forward pass
   * @param dy the output's gradient
   * @param dx the input's gradient, added to
   */
  void averageBackward(
      PoolGeometry g, boolean countIncludePad, int divisorOverride, float[] dy, float[] dx);

  /**
   * Takes the mean of each of {@code outH × outW} bins that cover a plane: bin {@code i} reaches from
   * {@code ⌊i·h/outH⌋} to {@code ⌈(i+1)·h/outH⌉}, as in PyTorch.
   *
   * @param g the sizes
   * @param x the input
   * @param y receives the means
   */
  void adaptiveAverageForward(AdaptiveGeometry g, float[] x, float[] y);

  /**
   * Adds the gradient of {@link #adaptiveAverageForward}.
   *
   * @param g the sizes
   * @param dy the output's gradient
   * @param dx the input's gradient, added to
   */
  void adaptiveAverageBackward(AdaptiveGeometry g, float[] dy, float[] dx);

  /**
   * Takes the maximum of each bin; its backward pass is the general {@code maxBackward}.
   *
   * @param g the sizes
   * @param x the input
   * @param y receives the maxima
   * @param argmax receives where each maximum lies inside its plane; {@code null} if nobody needs it
   */
  void adaptiveMaxForward(AdaptiveGeometry g, float[] x, float[] y, int[] argmax);
}
