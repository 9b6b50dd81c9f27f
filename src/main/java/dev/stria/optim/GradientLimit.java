package dev.stria.optim;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.internal.kernel.Kernels;
import java.util.Collection;
import java.util.List;

/** Keeps a step from being too large because of a few steep gradients. */
@FunctionalInterface
public interface GradientLimit {
  /**
   * Limits gradients in place.
   *
   * @param gradients one array per parameter
   */
  void apply(Collection<float[]> gradients);

  /**
   * Limits gradients of a tape in place, so that the optimizer's step that follows sees them limited. Gradients that the
   * score did not reach do not count.
   *
   * @param gradients what the tape returned, while it is open
   * @param parameters those that the optimizer changes
   * @throws IllegalStateException if the tape is closed
   */
  default void apply(Gradients gradients, Collection<Parameter> parameters) {
    List<float[]> arrays =
        parameters.stream()
            .filter(parameter -> parameter.isTrainable() && gradients.reached(parameter))
            .map(parameter -> gradients.of(parameter).data())
            .toList();
    apply(arrays);
  }

  /**
   * Returns a limit that changes nothing.
   *
   * @return the limit
   */
  static GradientLimit none() {
    return gradients -> {};
  }

  /**
   * Returns a limit on the Euclidean norm of all gradients together: if it is larger, all are scaled down. A norm that
   * is NaN or infinite changes nothing: who trains sees it in the loss. As PyTorch's {@code clip_grad_norm_}. Pascanu,
   * Mikolov and Bengio, <em>On the difficulty of training recurrent neural networks</em>, 2013.
   *
   * @param most the largest norm, above 0
   * @return the limit
   * @throws IllegalArgumentException if it is not above 0
   */
  static GradientLimit norm(double most) {
    Check.positive("GradientLimit: norm", most, "1 is usual; leave it out for no limit");
    return gradients -> {
      double norm = normOf(gradients);
      if (norm > most && norm < Double.POSITIVE_INFINITY) {
        float factor = (float) (most / norm);
        gradients.forEach(slopes -> Kernels.elementwise().scale(factor, slopes, slopes));
      }
    };
  }

  /**
   * Returns the Euclidean norm of all gradients together.
   *
   * @param gradients one array per parameter
   * @return the norm
   */
  static double normOf(Collection<float[]> gradients) {
    double squares = 0;
    for (float[] slopes : gradients) {
      squares += Kernels.reduction().sumOfSquares(slopes);
    }
    return Math.sqrt(squares);
  }

  /**
   * Returns a limit on the magnitude of every single slope; NaN stays. As PyTorch's {@code clip_grad_value_}.
   *
   * @param most the largest magnitude, above 0
   * @return the limit
   * @throws IllegalArgumentException if it is not above 0
   */
  static GradientLimit value(double most) {
    float bound = (float) Check.positive("GradientLimit: value", most, "leave it out for no limit");
    return gradients -> gradients.forEach(slopes -> Kernels.optimizerStep().limit(bound, slopes));
  }
}
