package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Tensor;

/** The logarithm of a sum of exponentials, {@code ln Σ e^x}: a smooth maximum. */
public final class LogSumExp {
  private LogSumExp() {}

  /**
   * Returns {@code ln Σ e^x} over axes, stable for elements of any size.
   *
   * <p><b>Shape:</b> any; the reduced axes are gone, or of size 1.
   *
   * @param x the elements
   * @param axes which axes
   * @return the logarithms
   * @throws dev.stria.tensor.ShapeException if there is no such axis
   */
  public static Tensor logSumExp(Tensor x, Axes axes) {
    Axes.Reduced r = axes.reduce("logsumexp", x);
    Tensor y = Tape.result(r.result(), r.x());
    Kernels.reduction().logSumExp(r.outer(), r.size(), r.inner(), r.x().data(), y.data());
    return Tape.record(
        "logsumexp",
        y,
        (dy, grads) -> {
          if (grads.wants(r.x())) {
            Kernels.reduction()
                .logSumExpBackward(
                    r.outer(),
                    r.size(),
                    r.inner(),
                    r.x().data(),
                    y.data(),
                    dy.data(),
                    grads.into(r.x()));
          }
        });
  }
}
