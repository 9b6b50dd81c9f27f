package dev.stria.op;

import dev.stria.tensor.Tensor;

/** The smooth L1 loss, the {@linkplain HuberLoss Huber loss} divided by its δ, here called β, as PyTorch's\n * {@code smooth_l1_loss}. */
public final class SmoothL1Loss {
  private SmoothL1Loss() {}

  /**
   * Returns errors that outliers do not dominate, of slope 1 far away.
   *
   * <p><b>Shape:</b> x and target alike; a scalar comes out, or the same shape without reduction.
   *
   * @param x what was computed
   * @param target what should have been computed
   * @param beta where the parabola goes over into a line; 0 is the absolute error
   * @param reduction what becomes of the losses of single elements
   * @return the loss
   * @throws dev.stria.tensor.ShapeException if the shapes differ
   * @throws IllegalArgumentException if beta is negative
   */
  public static Tensor smoothL1Loss(Tensor x, Tensor target, double beta, Reduction reduction) {
    Targets.requireSame("smooth_l1_loss", x, target);
    if (!(beta >= 0)) {
      throw new IllegalArgumentException(
          "smooth_l1_loss: expected a beta of at least 0, but got " + beta);
    }
    return beta == 0
        ? L1Loss.l1Loss(x, target, reduction)
        : Scale.scale(HuberLoss.huberLoss(x, target, beta, reduction), (float) (1 / beta));
  }
}
