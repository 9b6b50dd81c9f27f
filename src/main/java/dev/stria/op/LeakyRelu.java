package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Tensor;

/** The leaky rectified linear unit, {@code y = x > 0 ? x : slope · x}. */
public final class LeakyRelu {
  private LeakyRelu() {}

  /**
   * Returns x where it is positive and a fraction of it elsewhere; the slope at 0 is that of negative
   * inputs.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @param slope the slope for negative inputs, usually 0.01
   * @return the result
   */
  public static Tensor leakyRelu(Tensor x, float slope) {
    Tensor y = Tape.result(x.shape(), x);
    Kernels.elementwise().leakyRelu(slope, x.data(), y.data());
    return Tape.record(
        "leaky_relu",
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            Kernels.elementwise().leakyReluBackward(slope, x.data(), dy.data(), grads.into(x));
          }
        });
  }
}
