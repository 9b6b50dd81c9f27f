package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Tensor;

/** The sum over some axes. */
public final class Sum {
  private Sum() {}

  /**
   * Sums up all elements.
   *
   * <p><b>Shape:</b> any; a scalar comes out.
   *
   * @param x the summands
   * @return the sum, 0 if there are none
   */
  public static Tensor sum(Tensor x) {
    return sum(x, Axes.all());
  }

  /**
   * Sums over axes.
   *
   * <p><b>Shape:</b> any; the reduced axes are gone, or of size 1.
   *
   * @param x the summands
   * @param axes which axes
   * @return the sums
   * @throws dev.stria.tensor.ShapeException if there is no such axis
   */
  public static Tensor sum(Tensor x, Axes axes) {
    Axes.Reduced r = axes.reduce("sum", x);
    Tensor y = Tape.result(r.result(), r.x());
    Kernels.reduction().sum(r.outer(), r.size(), r.inner(), r.x().data(), y.data());
    return Tape.record(
        "sum",
        y,
        (dy, grads) -> {
          if (grads.wants(r.x())) {
            Kernels.reduction()
                .sumBackward(r.outer(), r.size(), r.inner(), 1, dy.data(), grads.into(r.x()));
          }
        });
  }
}
