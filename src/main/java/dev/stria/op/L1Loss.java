package dev.stria.op;

import dev.stria.tensor.Tensor;

/** Mean absolute error, {@code |x − t|}, as PyTorch's {@code l1_loss}; its slope at 0 is 0. */
public final class L1Loss {
  private L1Loss() {}

  /**
   * Returns the absolute errors.
   *
   * <p><b>Shape:</b> x and target alike; a scalar comes out, or the same shape without reduction.
   *
   * @param x what was computed
   * @param target what should have been computed
   * @param reduction what becomes of the losses of single elements
   * @return the loss
   * @throws dev.stria.tensor.ShapeException if the shapes differ
   */
  public static Tensor l1Loss(Tensor x, Tensor target, Reduction reduction) {
    Targets.requireSame("l1_loss", x, target);
    return reduction.of(Pointwise.abs(Subtract.subtract(x, target)));
  }
}
