package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Tensor;

/** The rectified linear unit, {@code y = max(x, 0)}; its slope at 0 is 0. */
public final class Relu {
  private Relu() {}

  /**
   * Returns {@code max(x, 0)}. NaN stays NaN.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result
   */
  public static Tensor relu(Tensor x) {
    Tensor y = Tape.result(x.shape(), x);
    Kernels.elementwise().relu(x.data(), y.data());
    return Tape.record(
        "relu",
        y,
        (dy, grads) -> {
          if (grads.wants(x) && grads.leak() > 0) {
            Kernels.elementwise()
                .leakyReluBackward(grads.leak(), x.data(), dy.data(), grads.into(x));
          } else if (grads.wants(x)) {
            Kernels.elementwise().reluBackward(y.data(), dy.data(), grads.into(x));
          }
        });
  }
}
