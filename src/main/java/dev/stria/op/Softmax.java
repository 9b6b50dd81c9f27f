package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Tensor;

/** Probabilities from logits along one axis, {@code yᵢ = e^xᵢ / Σ e^xⱼ}. */
public final class Softmax {
  private Softmax() {}

  /**
   * Turns logits into probabilities; stable for logits of any size.
   *
   * <p><b>Shape:</b> any with at least one axis; the same comes out.
   *
   * @param x the logits
   * @param axis along which the results sum up to 1; negative counts from the end
   * @return the probabilities
   * @throws dev.stria.tensor.ShapeException if there is no such axis
   */
  public static Tensor softmax(Tensor x, int axis) {
    Axes.Reduced r = Axes.along("softmax", x, axis);
    Tensor y = Tape.result(x.shape(), x);
    Kernels.softmax().softmax(r.outer(), r.size(), r.inner(), x.data(), y.data());
    return Tape.record(
        "softmax",
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            Kernels.softmax()
                .softmaxBackward(
                    r.outer(), r.size(), r.inner(), y.data(), dy.data(), grads.into(x));
          }
        });
  }
}
