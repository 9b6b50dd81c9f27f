package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Scans;
import dev.stria.tensor.Tensor;

/** The product over some axes. */
public final class Product {
  private Product() {}

  /**
   * Multiplies the elements over axes; the gradient is right where some are 0.
   *
   * <p><b>Shape:</b> any; the reduced axes are gone, or of size 1.
   *
   * @param x the factors
   * @param axes which axes
   * @return the products, 1 where there are no factors
   * @throws dev.stria.tensor.ShapeException if there is no such axis
   */
  public static Tensor product(Tensor x, Axes axes) {
    Axes.Reduced r = axes.reduce("product", x);
    Tensor y = Tape.result(r.result(), r.x());
    Scans.product(r.outer(), r.size(), r.inner(), r.x().data(), y.data());
    return Tape.record(
        "product",
        y,
        (dy, grads) -> {
          if (grads.wants(r.x())) {
            Scans.productBackward(
                r.outer(), r.size(), r.inner(), r.x().data(), dy.data(), grads.into(r.x()));
          }
        });
  }
}
