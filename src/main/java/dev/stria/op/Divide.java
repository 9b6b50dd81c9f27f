package dev.stria.op;

import dev.stria.internal.kernel.BinaryFunction;
import dev.stria.tensor.Tensor;

/** Division element by element, {@code y = a / b}. */
public final class Divide {
  private Divide() {}

  /**
   * Divides one tensor by another element by element; {@code 0 / 0} is NaN.
   *
   * <p><b>Shape:</b> equal, or broadcast as in NumPy: aligned at the last axis, where an axis of size 1
   * (or none) repeats.
   *
   * @param a the dividend
   * @param b the divisor
   * @return the quotient
   * @throws dev.stria.tensor.ShapeException if sizes differ on an axis where neither is 1
   */
  public static Tensor divide(Tensor a, Tensor b) {
    return Pairwise.apply("divide", BinaryFunction.DIV, a, b);
  }
}
