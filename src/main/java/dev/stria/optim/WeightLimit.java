package dev.stria.optim;

import dev.stria.autograd.Parameter;
import dev.stria.tensor.ShapeException;
import java.util.Objects;

/** Keeps weights from growing too large: applied behind each step of an optimizer. */
@FunctionalInterface
public interface WeightLimit {
  /** Limits weights in place. */
  void apply();

  /**
   * Returns a limit that changes nothing.
   *
   * @return the limit
   */
  static WeightLimit none() {
    return () -> {};
  }

  /**
   * Returns a limit on the Euclidean norm of each row of a weight, which is what one unit or filter weighs its inputs
   * by: a longer row is scaled down. As PyTorch's {@code renorm} over axis 0. Hinton and others, <em>Improving neural
   * networks by preventing co-adaptation of feature detectors</em>, 2012.
   *
   * @param weight the weight, {@code [units, …]}
   * @param most the largest norm, above 0
   * @return the limit
   * @throws IllegalArgumentException if it is not above 0
   * @throws ShapeException if the weight has no rows
   */
  static WeightLimit rowNorm(Parameter weight, double most) {
    Objects.requireNonNull(weight, "weight");
    Check.positive("WeightLimit: norm", most, "3 is usual in front of a softmax");
    if (weight.value().shape().rank() < 2) {
      throw new ShapeException(
          "WeightLimit", "a weight [units, …]", weight.value().shape(), "biases have no rows");
    }
    int rows = weight.value().shape().size(0);
    return () -> {
      float[] w = weight.value().data();
      int width = w.length / rows;
      for (int row = 0; row < rows; row++) {
        limit(w, row * width, (row + 1) * width, most);
      }
    };
  }

  private static void limit(float[] w, int from, int end, double most) {
    double squares = 0;
    for (int i = from; i < end; i++) {
      squares += (double) w[i] * w[i];
    }
    double norm = Math.sqrt(squares);
    if (norm > most && norm < Double.POSITIVE_INFINITY) {
      float factor = (float) (most / norm);
      for (int i = from; i < end; i++) {
        w[i] *= factor;
      }
    }
  }
}
