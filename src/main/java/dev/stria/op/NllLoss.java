package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.WeightedLoss;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/**
 * Negative log-likelihood: minus the logarithm of the probability of the right class, as PyTorch's {@code
 * nll_loss}.
 */
public final class NllLoss {
  private NllLoss() {}

  /**
   * Returns the loss of logarithms of probabilities.
   *
   * <p><b>Shape:</b> x {@code [N, C, …]}, a label for each example and place, in row order; a scalar comes
   * out, or {@code [N, …]} without reduction.
   *
   * @param x logarithms of probabilities, such as a log-softmax over axis 1
   * @param labels the right class of each example and place
   * @param options reduction, label smoothing, class weights, ignored label. A mean divides by the sum of
   *     the weights of the labels that count, and is NaN where none does
   * @return the loss
   * @throws ShapeException if x has no classes, or labels or weights are more or fewer than needed
   * @throws IllegalArgumentException if a label is neither a class nor ignored
   */
  public static Tensor nllLoss(Tensor x, int[] labels, ClassLoss options) {
    return ofLabels("nll_loss", x, labels, options);
  }

  static Tensor ofLabels(String op, Tensor x, int[] labels, ClassLoss options) {
    Targets.requireClasses(op, x.shape());
    Targets.requireLabels(op, x.shape(), labels, options.ignored());
    float[] weights = weights(op, x.shape(), options);
    Tensor y = Tape.result(places(x.shape()), x);
    float[] k = Scratch.floats(y, x.shape().count());
    double counted =
        WeightedLoss.ofLabels(
            x.shape().stride(1), labels, options.ignored(), options.labelSmoothing(), weights, k);
    return reduced(op, x, k, y, options.reduction(), counted);
  }

  static Tensor ofProbabilities(String op, Tensor x, Tensor targets, ClassLoss options) {
    Targets.requireClasses(op, x.shape());
    Targets.requireSame(op, x, targets);
    float[] weights = weights(op, x.shape(), options);
    Tensor y = Tape.result(places(x.shape()), x);
    float[] k = Scratch.floats(y, x.shape().count());
    WeightedLoss.ofProbabilities(
        x.shape().stride(1), targets.data(), options.labelSmoothing(), weights, k);
    return reduced(op, x, k, y, options.reduction(), y.shape().count());
  }

  private static Tensor reduced(
      String op, Tensor x, float[] k, Tensor y, Reduction reduction, double counted) {
    int classes = x.shape().size(1);
    int inner = x.shape().stride(1);
    WeightedLoss.forward(classes, inner, k, x.data(), y.data());
    Tape.record(
        op,
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            WeightedLoss.backward(classes, inner, k, dy.data(), grads.into(x));
          }
        });
    return switch (reduction) {
      case NONE -> y;
      case SUM -> Sum.sum(y);
      case MEAN -> Scale.scale(Sum.sum(y), (float) (1 / counted));
    };
  }

  private static Shape places(Shape x) {
    int[] sizes = new int[x.rank() - 1];
    sizes[0] = x.size(0);
    System.arraycopy(x.sizes(), 2, sizes, 1, x.rank() - 2);
    return Shape.of(sizes);
  }

  private static float[] weights(String op, Shape x, ClassLoss options) {
    Tensor weights = options.classWeights();
    if (weights == null) {
      float[] ones = new float[x.size(1)];
      Arrays.fill(ones, 1);
      return ones;
    }
    if (!weights.shape().equals(Shape.of(x.size(1)))) {
      throw new ShapeException(
          op, "one weight per class, " + Shape.of(x.size(1)), weights.shape(), "");
    }
    return weights.data();
  }
}
