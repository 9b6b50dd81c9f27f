package dev.stria.op;

import dev.stria.tensor.Tensor;

/** The Huber loss, {@code (x − t)² / 2} for errors below δ and {@code δ·(|x − t| − δ/2)} for larger ones, as\n * PyTorch's {@code huber_loss}. */
public final class HuberLoss {
  private HuberLoss() {}

  /**
   * Returns errors that outliers do not dominate.
   *
   * <p><b>Shape:</b> x and target alike; a scalar comes out, or the same shape without reduction.
   *
   * @param x what was computed
   * @param target what should have been computed
   * @param delta where the parabola goes over into a line
   * @param reduction what becomes of the losses of single elements
   * @return the loss
   * @throws dev.stria.tensor.ShapeException if the shapes differ
   * @throws IllegalArgumentException if delta is not above 0
   */
  public static Tensor huberLoss(Tensor x, Tensor target, double delta, Reduction reduction) {
    Targets.requireSame("huber_loss", x, target);
    if (!(delta > 0)) {
      throw new IllegalArgumentException("huber_loss: expected a delta above 0, but got " + delta);
    }
    Tensor distance = Pointwise.abs(Subtract.subtract(x, target));
    Tensor near = Pointwise.clamp(distance, 0, (float) delta);
    Tensor losses = Multiply.multiply(near, Subtract.subtract(distance, Scale.scale(near, 0.5f)));
    return reduction.of(losses);
  }
}
