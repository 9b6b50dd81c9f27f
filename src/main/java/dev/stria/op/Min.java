package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Tensor;

/** The smallest element over some axes; NaN wins, and several smallest share the gradient equally. */
public final class Min {
  private Min() {}

  /**
   * Returns the smallest of all elements.
   *
   * <p><b>Shape:</b> any with at least one element; a scalar comes out.
   *
   * @param x the elements
   * @return the smallest
   * @throws dev.stria.tensor.ShapeException if there are none
   */
  public static Tensor min(Tensor x) {
    return min(x, Axes.all());
  }

  /**
   * Returns the smallest elements over axes, as PyTorch's {@code amin}.
   *
   * <p><b>Shape:</b> any; the reduced axes are gone, or of size 1.
   *
   * @param x the elements
   * @param axes which axes
   * @return the smallest
   * @throws dev.stria.tensor.ShapeException if there is no such axis, or nothing along it
   */
  public static Tensor min(Tensor x, Axes axes) {
    Axes.Reduced r = axes.reduce("min", x).notEmpty("min");
    Tensor y = Tape.result(r.result(), r.x());
    Kernels.reduction().min(r.outer(), r.size(), r.inner(), r.x().data(), y.data());
    return Tape.record(
        "min",
        y,
        (dy, grads) -> {
          if (grads.wants(r.x())) {
            Kernels.reduction()
                .extremeBackward(
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
