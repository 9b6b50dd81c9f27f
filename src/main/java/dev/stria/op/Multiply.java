package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.BinaryFunction;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Tensor;

/** Multiplication element by element, {@code y = a · b}. */
public final class Multiply {
  private Multiply() {}

  /**
   * Multiplies two tensors element by element.
   *
   * <p><b>Shape:</b> equal, or broadcast as in NumPy: aligned at the last axis, where an axis of size 1
   * (or none) repeats.
   *
   * @param a the first factor
   * @param b the second factor
   * @return the product
   * @throws dev.stria.tensor.ShapeException if sizes differ on an axis where neither is 1
   */
  public static Tensor multiply(Tensor a, Tensor b) {
    if (!a.shape().equals(b.shape())) {
      return Pairwise.apply("multiply", BinaryFunction.MUL, a, b);
    }
    Tensor y = Tape.result(a.shape(), a, b);
    Kernels.elementwise().multiply(a.data(), b.data(), y.data());
    return Tape.record(
        "multiply",
        y,
        (dy, grads) -> {
          if (grads.wants(a)) {
            Kernels.elementwise().multiplyAdd(dy.data(), b.data(), grads.into(a));
          }
          if (grads.wants(b)) {
            Kernels.elementwise().multiplyAdd(dy.data(), a.data(), grads.into(b));
          }
        });
  }
}
