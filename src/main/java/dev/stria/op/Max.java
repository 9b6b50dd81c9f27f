package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Tensor;

/** The largest element over some axes; NaN wins, and several largest share the gradient equally. */
public final class Max {
  private Max() {}

  /**
   * Returns the largest of all elements.
   *
   * <p><b>Shape:</b> any with at least one element; a scalar comes out.
   *
   * @param x the elements
   * @return the largest
   * @throws dev.stria.tensor.ShapeException if there are none
   */
  public static Tensor max(Tensor x) {
    return max(x, Axes.all());
  }

  /**
   * Returns the largest elements over axes, as PyTorch's {@code amax}.
   *
   * <p><b>Shape:</b> any; the reduced axes are gone, or of size 1.
   *
   * @param x the elements
   * @param axes which axes
   * @return the largest
   * @throws dev.stria.tensor.ShapeException if there is no such axis, or nothing along it
   */
  public static Tensor max(Tensor x, Axes axes) {
    Axes.Reduced r = axes.reduce("max", x).notEmpty("max");
    Tensor y = Tape.result(r.result(), r.x());
    Kernels.reduction().max(r.outer(), r.size(), r.inner(), r.x().data(), y.data());
    return Tape.record(
        "max",
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
