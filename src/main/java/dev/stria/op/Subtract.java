package dev.stria.op;

import dev.stria.internal.kernel.BinaryFunction;
import dev.stria.tensor.Tensor;

/** Subtraction, {@code y = a − b}. */
public final class Subtract {
  private Subtract() {}

  /**
   * Subtracts one tensor from another element by element.
   *
   * <p><b>Shape:</b> equal, or broadcast as in NumPy: aligned at the last axis, where an axis of size 1
   * (or none) repeats.
   *
   * @param a what is subtracted from
   * @param b what is subtracted
   * @return the difference
   * @throws dev.stria.tensor.ShapeException if sizes differ on an axis where neither is 1
   */
  public static Tensor subtract(Tensor a, Tensor b) {
    return Pairwise.apply("subtract", BinaryFunction.SUB, a, b);
  }
}
