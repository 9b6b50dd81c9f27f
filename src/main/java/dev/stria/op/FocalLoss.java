package dev.stria.op;

import dev.stria.tensor.Tensor;

/**
 * The focal loss of yes-or-no questions with rare yes: cross-entropy times {@code (1 − p)^γ}, p being the
 * probability of the right answer, so that easy answers count little.
 *
 * <p>Lin, Goyal, Girshick, He and Dollár, <em>Focal loss for dense object detection</em>, 2017; torchvision's
 * {@code sigmoid_focal_loss}.
 */
public final class FocalLoss {
  private FocalLoss() {}

  /**
   * The constants of the formula.
   *
   * @param alpha the weight of yes, of which no has {@code 1 − alpha}; negative for none
   * @param gamma how much easy answers are played down
   */
  public record Focus(double alpha, double gamma) {
    /** The paper's: α 0.25, γ 2. */
    public static final Focus USUAL = new Focus(0.25, 2);

    /** Refuses a γ that plays up easy answers. */
    public Focus {
      if (!(gamma >= 0)) {
        throw new IllegalArgumentException(
            "focal_loss: expected a gamma of at least 0, but got " + gamma);
      }
    }
  }

  /**
   * Returns the loss of what a sigmoid would make probabilities of.
   *
   * <p><b>Shape:</b> x and target alike; a scalar comes out, or the same shape without reduction.
   *
   * @param x the logits
   * @param target the true answers, 0 for no or 1 for yes
   * @param focus α and γ
   * @param reduction what becomes of the losses of single answers
   * @return the loss
   * @throws dev.stria.tensor.ShapeException if the shapes differ
   */
  public static Tensor focalLoss(Tensor x, Tensor target, Focus focus, Reduction reduction) {
    Targets.requireSame("focal_loss", x, target);
    Tensor t = OnTape.of(target, x);
    Tensor logits = OnTape.of(x, t);
    Tensor entropy = BinaryCrossEntropy.binaryCrossEntropyWithLogits(logits, t, 1, Reduction.NONE);
    Tensor p = Activation.sigmoid(logits);
    Tensor missed = mixed(t, Pointwise.shift(Pointwise.neg(p), 1), p);
    Tensor losses = Multiply.multiply(entropy, Power.pow(missed, (float) focus.gamma));
    if (focus.alpha >= 0) {
      float yes = (float) focus.alpha;
      Tensor weight = Pointwise.shift(Scale.scale(t, 2 * yes - 1), 1 - yes);
      losses = Multiply.multiply(losses, weight);
    }
    return reduction.of(losses);
  }

  /** {@code t · yes + (1 − t) · no}. */
  private static Tensor mixed(Tensor t, Tensor yes, Tensor no) {
    Tensor other = Pointwise.shift(Pointwise.neg(t), 1);
    return Add.add(Multiply.multiply(t, yes), Multiply.multiply(other, no));
  }
}
