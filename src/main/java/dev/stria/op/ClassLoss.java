package dev.stria.op;

import dev.stria.tensor.Tensor;

/**
 * How a loss of classes counts: reduction, label smoothing, class weights, a label that is ignored.
 *
 * <p>{@code ClassLoss.mean().labelSmoothing(0.1)} reads as PyTorch's arguments of {@code cross_entropy}.
 *
 * @param reduction what becomes of the losses of single examples; a mean is weighted by the class weights
 * @param labelSmoothing the share of the target that is spread evenly over all classes
 * @param classWeights how much each class counts, {@code [C]}, or {@code null} for 1
 * @param ignored the label of examples that do not count
 */
public record ClassLoss(
    Reduction reduction, double labelSmoothing, Tensor classWeights, int ignored) {
  private static final int IGNORED = -100;

  /** Refuses a share that is none. */
  public ClassLoss {
    if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
      throw new IllegalArgumentException(
          "label smoothing: expected a share from 0 to 1, but got " + labelSmoothing);
    }
  }

  /**
   * Returns the plain mean over the examples; label −100 is ignored.
   *
   * @return the options
   */
  public static ClassLoss mean() {
    return new ClassLoss(Reduction.MEAN, 0, null, IGNORED);
  }

  /**
   * Returns the sum over the examples; label −100 is ignored.
   *
   * @return the options
   */
  public static ClassLoss sum() {
    return new ClassLoss(Reduction.SUM, 0, null, IGNORED);
  }

  /**
   * Returns one loss per example; that of label −100 is 0.
   *
   * @return the options
   */
  public static ClassLoss each() {
    return new ClassLoss(Reduction.NONE, 0, null, IGNORED);
  }

  /**
   * Returns these options with label smoothing: the target is {@code (1 − share) · onehot + share / C}.
   *
   * @param share from 0 to 1
   * @return the changed options
   */
  public ClassLoss labelSmoothing(double share) {
    return new ClassLoss(reduction, share, classWeights, ignored);
  }

  /**
   * Returns these options with class weights.
   *
   * @param weights how much each class counts, {@code [C]}
   * @return the changed options
   */
  public ClassLoss classWeights(Tensor weights) {
    return new ClassLoss(reduction, labelSmoothing, weights, ignored);
  }

  /**
   * Returns these options with another label to ignore.
   *
   * @param label the label of examples that do not count
   * @return the changed options
   */
  public ClassLoss ignore(int label) {
    return new ClassLoss(reduction, labelSmoothing, classWeights, label);
  }
}
