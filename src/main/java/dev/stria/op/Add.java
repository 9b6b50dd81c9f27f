package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.BinaryFunction;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Tensor;

/** Addition, {@code y = a + b}. */
public final class Add {
  private Add() {}

  /**
   * Adds two tensors element by element.
   *
   * <p><b>Shape:</b> equal, or broadcast as in NumPy: aligned at the last axis, where an axis of size 1
   * (or none) repeats.
   *
   * @param a the first summand
   * @param b the second summand
   * @return the sum
   * @throws dev.stria.tensor.ShapeException if sizes differ on an axis where neither is 1
   */
  public static Tensor add(Tensor a, Tensor b) {
    if (!a.shape().equals(b.shape())) {
      return Pairwise.apply("add", BinaryFunction.ADD, a, b);
    }
    Tensor y = Tape.result(a.shape(), a, b);
    Kernels.elementwise().add(a.data(), b.data(), y.data());
    return Tape.record(
        "add",
        y,
        (dy, grads) -> {
          if (grads.wants(a)) {
            Kernels.elementwise().axpy(1, dy.data(), grads.into(a));
          }
          if (grads.wants(b)) {
            Kernels.elementwise().axpy(1, dy.data(), grads.into(b));
          }
        });
  }
}
