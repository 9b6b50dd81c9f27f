package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/**
 * The loss of classifiers: the negative logarithm of the probability that softmax gives to the right
 * class, {@code ln Σ e^xⱼ − x_label}, averaged over the examples.
 */
public final class CrossEntropy {
  private static final String OP = "cross_entropy";

  private CrossEntropy() {}

  /**
   * Returns the mean cross-entropy; stable for logits of any size.
   *
   * <p><b>Shape:</b> logits {@code [N, C]}, N labels; a scalar comes out.
   *
   * @param logits what a network computes before a softmax
   * @param labels the right class of each example, from 0 to C − 1
   * @return the loss
   * @throws ShapeException if the logits are no rows, or the labels are more or fewer than the rows
   * @throws IllegalArgumentException if a label is not a class
   */
  public static Tensor crossEntropy(Tensor logits, int[] labels) {
    requireRows(logits.shape(), labels);
    int n = labels.length;
    int classes = logits.shape().size(1);
    Tensor y = Tape.result(Shape.scalar(), logits);
    float[] probabilities = Scratch.floats(y, n * classes);
    float[] losses = Scratch.floats(y, n);
    Kernels.softmax().crossEntropy(n, classes, logits.data(), labels, probabilities, losses);
    Kernels.reduction().mean(1, n, 1, losses, y.data());
    return Tape.record(
        OP,
        y,
        (dy, grads) -> {
          if (grads.wants(logits)) {
            float[] factors = losses;
            Arrays.fill(factors, 0, n, dy.data()[0] / n);
            Kernels.softmax()
                .crossEntropyBackward(
                    n, classes, probabilities, labels, factors, grads.into(logits));
          }
        });
  }

  /**
   * Returns the cross-entropy with options, also at each place of an image or sequence.
   *
   * <p><b>Shape:</b> logits {@code [N, C, …]}, a label for each example and place, in row order; a scalar
   * comes out, or {@code [N, …]} without reduction.
   *
   * @param logits what a network computes before a softmax over axis 1
   * @param labels the right class of each example and place
   * @param options reduction, label smoothing, class weights, ignored label
   * @return the loss
   * @throws ShapeException if there are no classes, or labels or weights are more or fewer than needed
   * @throws IllegalArgumentException if a label is neither a class nor ignored
   */
  public static Tensor crossEntropy(Tensor logits, int[] labels, ClassLoss options) {
    Targets.requireClasses(OP, logits.shape());
    return NllLoss.ofLabels(OP, LogSoftmax.logSoftmax(logits, 1), labels, options);
  }

  /**
   * Returns the cross-entropy against probabilities instead of labels: mixed, or another network's answers.
   * No gradient flows to them.
   *
   * <p><b>Shape:</b> logits and probabilities {@code [N, C, …]}; a scalar comes out, or {@code [N, …]}
   * without reduction. A mean divides by the number of examples and places.
   *
   * @param logits what a network computes before a softmax over axis 1
   * @param probabilities the right probability of each class
   * @param options reduction, label smoothing, class weights
   * @return the loss
   * @throws ShapeException if there are no classes, or the shapes differ
   */
  public static Tensor crossEntropy(Tensor logits, Tensor probabilities, ClassLoss options) {
    Targets.requireClasses(OP, logits.shape());
    return NllLoss.ofProbabilities(OP, LogSoftmax.logSoftmax(logits, 1), probabilities, options);
  }

  private static void requireRows(Shape logits, int[] labels) {
    if (logits.rank() != 2) {
      throw new ShapeException(OP, "logits [N, C]", logits, "");
    }
    if (logits.size(0) == 0) {
      throw new ShapeException(OP, "at least one example", logits, "");
    }
    if (labels.length != logits.size(0)) {
      throw new ShapeException(OP, "one label per row of " + logits, labels.length + " labels", "");
    }
    Targets.requireLabels(OP, logits, labels, Integer.MIN_VALUE);
  }
}
