package dev.stria.op;

import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/** The losses of support vector machines: what is right by a margin costs nothing. */
public final class HingeLoss {
  private HingeLoss() {}

  /**
   * Returns {@code max(0, 1 − t · x)}.
   *
   * <p><b>Shape:</b> x and target alike; a scalar comes out, or the same shape without reduction.
   *
   * @param x the scores
   * @param target −1 or 1
   * @param reduction what becomes of the losses of single scores
   * @return the loss
   * @throws ShapeException if the shapes differ
   */
  public static Tensor hingeLoss(Tensor x, Tensor target, Reduction reduction) {
    Targets.requireSame("hinge_loss", x, target);
    Tensor missing = Pointwise.shift(Pointwise.neg(Multiply.multiply(target, x)), 1);
    return reduction.of(Relu.relu(missing));
  }

  /**
   * Returns {@code Σ_{j ≠ label} max(0, margin − x_label + x_j) / C} of each row, as PyTorch's {@code
   * multi_margin_loss}.
   *
   * <p><b>Shape:</b> x {@code [N, C]}, N labels; a scalar comes out, or {@code [N]} without reduction.
   *
   * @param x the scores of classes
   * @param labels the right class of each row
   * @param margin by how much the right class should win
   * @param reduction what becomes of the losses of single rows
   * @return the loss
   * @throws ShapeException if x are no rows, or the labels are more or fewer than the rows
   * @throws IllegalArgumentException if a label is not a class
   */
  public static Tensor multiMarginLoss(Tensor x, int[] labels, double margin, Reduction reduction) {
    if (x.shape().rank() != 2) {
      throw new ShapeException("multi_margin_loss", "scores [N, C]", x.shape(), "");
    }
    Targets.requireClasses("multi_margin_loss", x.shape());
    Targets.requireLabels("multi_margin_loss", x.shape(), labels, Integer.MIN_VALUE);
    int classes = x.shape().size(1);
    float[] right = new float[x.shape().count()];
    float[] wrong = new float[right.length];
    Arrays.fill(wrong, 1f / classes);
    for (int i = 0; i < labels.length; i++) {
      right[i * classes + labels[i]] = 1;
      wrong[i * classes + labels[i]] = 0;
    }
    Tensor best = Sum.sum(Multiply.multiply(x, Tensor.of(x.shape(), right)), Axes.of(1).keepDim());
    Tensor missing = Relu.relu(Pointwise.shift(Subtract.subtract(x, best), (float) margin));
    return reduction.of(
        Sum.sum(Multiply.multiply(missing, Tensor.of(x.shape(), wrong)), Axes.of(1)));
  }
}
