package dev.stria.internal.kernel;

import java.util.function.IntFunction;

/**
 * A convolution and what follows it, in one pass over the images; the same bits as one after the other.
 */
public interface FusedConvolution {
  /**
   * Computes {@code y = max(conv(x), 0)}.
   *
   * @param g the sizes
   * @param x the images
   * @param w the filters
   * @param bias one number per filter, or {@code null} for none
   * @param y the result, overwritten
   */
  void relu(ConvGeometry g, float[] x, float[] w, float[] bias, float[] y);

  /**
   * Computes the 2 × 2 maxima, side by side, of {@code max(conv(x), 0)}.
   *
   * @param g the sizes of the convolution
   * @param x the images
   * @param w the filters
   * @param bias one number per filter, or {@code null} for none
   * @param y the maxima, {@code [N, K, outH / 2, outW / 2]}, overwritten
   * @param argmax receives where in its plane of the convolution each is, or {@code null}
   */
  void reluMax(ConvGeometry g, float[] x, float[] w, float[] bias, float[] y, int[] argmax);

  /**
   * Adds the gradients of what {@link #reluMax} was given, from that of the maxima.
   *
   * @param g the sizes of the convolution
   * @param pooled what {@link #reluMax} was given and what it returned
   * @param dy the gradient of the maxima
   * @param to where the gradients are added
   * @param lender lends an array of a length, of any content, that need not be kept
   */
  void reluMaxBackward(
      ConvGeometry g, Pooled pooled, float[] dy, Slopes to, IntFunction<float[]> lender);

  /**
   * What {@link #reluMax} was given and returned.
   *
   * @param x the images
   * @param w the filters
   * @param y the maxima
   * @param argmax where they are
   */
  record Pooled(float[] x, float[] w, float[] y, int[] argmax) {}

  /**
   * Where the gradients of a convolution's inputs are added; {@code null} for one that nobody wants.
   *
   * @param x that of the images
   * @param w that of the filters
   * @param bias that of the biases
   */
  record Slopes(float[] x, float[] w, float[] bias) {}
}
