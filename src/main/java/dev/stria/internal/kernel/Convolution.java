package dev.stria.internal.kernel;

/**
 * Two-dimensional convolution (cross-correlation) of images {@code [N, C, H, W]} with filters {@code [K, C/groups, kh, kw]}.
 *
 * <p>Padding counts as zeros that are multiplied like any other input. An element of the result is one chain of fused
 * multiply-adds: forward over (channel, row, column) of the filter, to which the bias is added last; backward to the data, from
 * what {@code dx} holds, over (row, column, filter) of the result, or over (filter, row, column) of the filter where filters are
 * spread out, in groups, or meet fewer than 8 channels.
 */
public interface Convolution {
  /**
   * Computes {@code y[n,k,p,q] = bias[k] + Σ w[k,c,r,s] · x[n,c,p·stride − pad + r·dilation,…]}.
   *
   * @param g the sizes
   * @param x the images
   * @param w the filters
   * @param bias one number per filter, or {@code null} for none
   * @param y the result, overwritten
   */
  void forward(ConvGeometry g, float[] x, float[] w, float[] bias, float[] y);

  /**
   * Adds the gradient with respect to the images; with {@code dx} of zeros this is the transposed convolution of {@code dy}.
   *
   * @param g the sizes
   * @param dy the gradient of the result
   * @param w the filters
   * @param dx the gradient of the images, added to
   */
  void backwardData(ConvGeometry g, float[] dy, float[] w, float[] dx);

  /**
   * Adds the gradient with respect to the filters.
   *
   * @param g the sizes
   * @param x the images
   * @param dy the gradient of the result
   * @param dw the gradient of the filters, added to
   */
  void backwardWeights(ConvGeometry g, float[] x, float[] dy, float[] dw);

  /**
   * Adds the gradient with respect to the bias, {@code db[k] += Σ dy[n,k,p,q]}.
   *
   * @param g the sizes
   * @param dy the gradient of the result
   * @param db the gradient of the bias, added to
   */
  void backwardBias(ConvGeometry g, float[] dy, float[] db);
}
