package dev.stria.op;

import dev.stria.internal.kernel.BinaryFunction;
import dev.stria.internal.kernel.Functions;
import dev.stria.tensor.Tensor;

/**
 * Powers, with the special values of C99: 1 to any power and any number to the power 0 are 1, NaN
 * included, and −1 to an infinite power is 1.
 */
public final class Power {
  private Power() {}

  /**
   * Raises each element of one tensor to the power in another.
   *
   * <p><b>Shape:</b> equal, or broadcast as in NumPy: aligned at the last axis, where an axis of size 1
   * (or none) repeats.
   *
   * @param a the bases
   * @param b the exponents
   * @return {@code a^b}
   * @throws dev.stria.tensor.ShapeException if sizes differ on an axis where neither is 1
   */
  public static Tensor pow(Tensor a, Tensor b) {
    return Pairwise.apply("pow", BinaryFunction.POW, a, b);
  }

  /**
   * Raises each element to one power.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the bases
   * @param exponent the exponent
   * @return {@code x^exponent}
   */
  public static Tensor pow(Tensor x, float exponent) {
    return Unary.apply(Functions.pow(exponent), x);
  }
}
