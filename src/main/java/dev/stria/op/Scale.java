package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Tensor;

/** Multiplication by one fixed number, {@code y = factor · x}. */
public final class Scale {
  private Scale() {}

  /**
   * Multiplies every element by a number.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @param factor the number
   * @return the product
   */
  public static Tensor scale(Tensor x, float factor) {
    Tensor y = Tape.result(x.shape(), x);
    Kernels.elementwise().scale(factor, x.data(), y.data());
    return Tape.record(
        "scale",
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            Kernels.elementwise().axpy(factor, dy.data(), grads.into(x));
          }
        });
  }
}
