package dev.stria.op;

import dev.stria.tensor.Tensor;

/** Mean squared error, {@code (x − t)²}, as PyTorch's {@code mse_loss}. */
public final class MseLoss {
  private MseLoss() {}

  /**
   * Returns the squared errors.
   *
   * <p><b>Shape:</b> x and target alike; a scalar comes out, or the same shape without reduction.
   *
   * @param x what was computed
   * @param target what should have been computed
   * @param reduction what becomes of the losses of single elements
   * @return the loss
   * @throws dev.stria.tensor.ShapeException if the shapes differ
   */
  public static Tensor mseLoss(Tensor x, Tensor target, Reduction reduction) {
    Targets.requireSame("mse_loss", x, target);
    return reduction.of(Pointwise.square(Subtract.subtract(x, target)));
  }
}
