package dev.stria.op;

import dev.stria.internal.kernel.Functions;
import dev.stria.tensor.Tensor;

/** The length of vectors that lie along some axes. */
public final class Norm {
  private Norm() {}

  /**
   * Returns the Euclidean norm, {@code √Σ x²}; the slope at the zero vector is 0.
   *
   * <p><b>Shape:</b> any; the reduced axes are gone, or of size 1.
   *
   * @param x the vectors
   * @param axes which axes
   * @return the norms
   * @throws dev.stria.tensor.ShapeException if there is no such axis
   */
  public static Tensor norm(Tensor x, Axes axes) {
    return Unary.apply(Functions.NORM_ROOT, Sum.sum(Pointwise.square(x), axes));
  }

  /**
   * Returns the sum of the magnitudes, {@code Σ |x|}.
   *
   * <p><b>Shape:</b> any; the reduced axes are gone, or of size 1.
   *
   * @param x the vectors
   * @param axes which axes
   * @return the norms
   * @throws dev.stria.tensor.ShapeException if there is no such axis
   */
  public static Tensor l1(Tensor x, Axes axes) {
    return Sum.sum(Pointwise.abs(x), axes);
  }
}
