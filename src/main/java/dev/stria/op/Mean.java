package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Tensor;

/** The arithmetic mean over some axes. */
public final class Mean {
  private Mean() {}

  /**
   * Averages all elements.
   *
   * <p><b>Shape:</b> any; a scalar comes out.
   *
   * @param x the values
   * @return the mean, NaN if there are none
   */
  public static Tensor mean(Tensor x) {
    return mean(x, Axes.all());
  }

  /**
   * Averages over axes.
   *
   * <p><b>Shape:</b> any; the reduced axes are gone, or of size 1.
   *
   * @param x the values
   * @param axes which axes
   * @return the means
   * @throws dev.stria.tensor.ShapeException if there is no such axis
   */
  public static Tensor mean(Tensor x, Axes axes) {
    Axes.Reduced r = axes.reduce("mean", x);
    Tensor y = Tape.result(r.result(), r.x());
    Kernels.reduction().mean(r.outer(), r.size(), r.inner(), r.x().data(), y.data());
    return Tape.record(
        "mean",
        y,
        (dy, grads) -> {
          if (grads.wants(r.x())) {
            float share = 1f / r.size();
            Kernels.reduction()
                .sumBackward(r.outer(), r.size(), r.inner(), share, dy.data(), grads.into(r.x()));
          }
        });
  }
}
