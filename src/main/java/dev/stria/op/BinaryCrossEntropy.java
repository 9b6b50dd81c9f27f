package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.BernoulliLoss;
import dev.stria.tensor.Tensor;

/**
 * The loss of yes-or-no questions: {@code −t · ln p − (1 − t) · ln (1 − p)}, as PyTorch's {@code
 * binary_cross_entropy} and {@code binary_cross_entropy_with_logits}.
 */
public final class BinaryCrossEntropy {
  private BinaryCrossEntropy() {}

  /**
   * Returns the loss of probabilities; {@link #binaryCrossEntropyWithLogits} is more exact.
   *
   * <p><b>Shape:</b> p and target alike; a scalar comes out, or the same shape without reduction.
   *
   * @param p probabilities from 0 to 1; logarithms below −100 count as −100
   * @param target the true answers, from 0 for no to 1 for yes
   * @param reduction what becomes of the losses of single answers
   * @return the loss
   * @throws dev.stria.tensor.ShapeException if the shapes differ
   */
  public static Tensor binaryCrossEntropy(Tensor p, Tensor target, Reduction reduction) {
    Targets.requireSame("binary_cross_entropy", p, target);
    Tensor y = Tape.result(p.shape(), p, target);
    BernoulliLoss.forward(p.data(), target.data(), y.data());
    Tape.record(
        "binary_cross_entropy",
        y,
        (dy, grads) -> {
          if (grads.wants(p)) {
            BernoulliLoss.backward(p.data(), target.data(), dy.data(), grads.into(p));
          }
          if (grads.wants(target)) {
            BernoulliLoss.backwardTarget(p.data(), dy.data(), grads.into(target));
          }
        });
    return reduction.of(y);
  }

  /**
   * Returns the loss of what a sigmoid would make probabilities of; stable for logits of any size.
   *
   * <p><b>Shape:</b> x and target alike; a scalar comes out, or the same shape without reduction.
   *
   * @param x the logits
   * @param target the true answers, from 0 for no to 1 for yes
   * @param positiveWeight how much more a missed yes counts than a missed no; 1 for the same
   * @param reduction what becomes of the losses of single answers
   * @return the loss
   * @throws dev.stria.tensor.ShapeException if the shapes differ
   */
  public static Tensor binaryCrossEntropyWithLogits(
      Tensor x, Tensor target, double positiveWeight, Reduction reduction) {
    Targets.requireSame("binary_cross_entropy_with_logits", x, target);
    Tensor t = OnTape.of(target, x);
    Tensor no = Pointwise.shift(Pointwise.neg(t), 1);
    Tensor weight = Pointwise.shift(Scale.scale(t, (float) (positiveWeight - 1)), 1);
    return reduction.of(
        Subtract.subtract(
            Multiply.multiply(no, x),
            Multiply.multiply(weight, Activation.logSigmoid(OnTape.of(x, t)))));
  }
}
