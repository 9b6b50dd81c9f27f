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
        "cross_entropy",
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

  private static void requireRows(Shape logits, int[] labels) {
    if (logits.rank() != 2) {
      throw new ShapeException("cross_entropy", "logits [N, C]", logits, "");
    }
    if (logits.size(0) == 0) {
      throw new ShapeException("cross_entropy", "at least one example", logits, "");
    }
    if (labels.length != logits.size(0)) {
      throw new ShapeException(
          "cross_entropy", "one label per row of " + logits, labels.length + " labels", "");
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= logits.size(1)) {
        throw new IllegalArgumentException(
            "cross_entropy: expected labels from 0 to "
                + (logits.size(1) - 1)
                + ", but got "
                + labels[i]
                + " for example "
                + i
                + "; the network has "
                + logits.size(1)
                + " outputs");
      }
    }
  }
}
