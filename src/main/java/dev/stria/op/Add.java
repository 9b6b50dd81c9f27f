package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** The sum of two tensors, element by element. */
public final class Add {
  private Add() {}

  /**
   * Returns {@code a + b}.
   *
   * <p><b>Shape:</b> both the same; the same comes out.
   *
   * @param a one tensor
   * @param b the other
   * @return the sum
   * @throws ShapeException if the shapes differ
   */
  public static Tensor add(Tensor a, Tensor b) {
    if (!a.shape().equals(b.shape())) {
      throw new ShapeException("add", "two tensors of one shape, " + a.shape(), b.shape(), "");
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
