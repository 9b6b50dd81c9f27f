package dev.stria.op;

import dev.stria.internal.kernel.BinaryFunction;
import dev.stria.tensor.Tensor;

/** The larger of two elements. */
public final class Maximum {
  private Maximum() {}

  /**
   * Returns the larger of each two elements, NaN if either is; at a tie each side gets half of the
   * gradient.
   *
   * <p><b>Shape:</b> equal, or broadcast as in NumPy: aligned at the last axis, where an axis of size 1
   * (or none) repeats.
   *
   * @param a one tensor
   * @param b the other
   * @return the larger elements
   * @throws dev.stria.tensor.ShapeException if sizes differ on an axis where neither is 1
   */
  public static Tensor maximum(Tensor a, Tensor b) {
    return Pairwise.apply("maximum", BinaryFunction.MAX, a, b);
  }
}
