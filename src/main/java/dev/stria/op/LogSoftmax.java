package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Tensor;

/** Logarithms of probabilities from logits along one axis, {@code yᵢ = xᵢ − ln Σ e^xⱼ}. */
public final class LogSoftmax {
  private LogSoftmax() {}

  /**
   * Turns logits into logarithms of probabilities; stable for logits of any size.
   *
   * <p><b>Shape:</b> any with at least one axis; the same comes out.
   *
   * @param x the logits
   * @param axis along which the probabilities sum up to 1; negative counts from the end
   * @return the logarithms of the probabilities
   * @throws dev.stria.tensor.ShapeException if there is no such axis
   */
  public static Tensor logSoftmax(Tensor x, int axis) {
    Axes.Reduced r = Axes.along("log_softmax", x, axis);
    Tensor y = Tape.result(x.shape(), x);
    Kernels.softmax().logSoftmax(r.outer(), r.size(), r.inner(), x.data(), y.data());
    return Tape.record(
        "log_softmax",
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            Kernels.softmax()
                .logSoftmaxBackward(
                    r.outer(), r.size(), r.inner(), y.data(), dy.data(), grads.into(x));
          }
        });
  }
}
