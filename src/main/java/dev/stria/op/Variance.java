package dev.stria.op;

import dev.stria.internal.kernel.Functions;
import dev.stria.tensor.Tensor;

/** The variance over some axes, {@code Σ (x − mean)² / (n − correction)}, in two passes. */
public final class Variance {
  private Variance() {}

  /**
   * Returns the variance over axes.
   *
   * <p><b>Shape:</b> any; the reduced axes are gone, or of size 1.
   *
   * @param x the values
   * @param axes which axes
   * @param correction 1 for the unbiased estimate, 0 for the variance of these very values
   * @return the variances, NaN where there are not more values than the correction
   * @throws dev.stria.tensor.ShapeException if there is no such axis
   */
  public static Tensor variance(Tensor x, Axes axes, int correction) {
    Tensor centred = Subtract.subtract(x, Mean.mean(x, axes.keepDim()));
    Tensor sum = Sum.sum(Pointwise.square(centred), axes);
    int values = sum.shape().count() == 0 ? 0 : x.shape().count() / sum.shape().count();
    return Scale.scale(sum, 1f / Math.max(0, values - correction));
  }

  /**
   * Returns the standard deviation over axes, the root of the variance; its slope is 0 where all values
   * are equal.
   *
   * <p><b>Shape:</b> any; the reduced axes are gone, or of size 1.
   *
   * @param x the values
   * @param axes which axes
   * @param correction 1 for the root of the unbiased variance, 0 for the deviation of these very values
   * @return the standard deviations
   * @throws dev.stria.tensor.ShapeException if there is no such axis
   */
  public static Tensor std(Tensor x, Axes axes, int correction) {
    return Unary.apply(Functions.NORM_ROOT, variance(x, axes, correction));
  }
}
