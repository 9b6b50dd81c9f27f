package dev.stria.train;

import java.util.Collection;

/** Keeps a step from being too large because of a few steep gradients. */
@FunctionalInterface
public interface GradientLimit {
  /**
   * Limits the gradients in place.
   *
   * @param gradients one array per parameter
   */
  void apply(Collection<float[]> gradients);

  /**
   * Returns a limit that changes nothing.
   *
   * @return the limit
   */
  static GradientLimit none() {
    return gradients -> {};
  }

  /**
   * Returns a limit on the Euclidean norm of all gradients together: if it is larger, all are scaled down.
   * Pascanu, Mikolov and Bengio, <em>On the difficulty of training recurrent neural networks</em>, 2013.
   *
   * @param most the largest norm
   * @return the limit
   */
  static GradientLimit norm(double most) {
    requirePositive(most);
    return gradients -> {
      double squares = 0;
      for (float[] gradient : gradients) {
        for (float slope : gradient) {
          squares += (double) slope * slope;
        }
      }
      double norm = Math.sqrt(squares);
      if (norm > most) {
        float factor = (float) (most / norm);
        for (float[] gradient : gradients) {
          for (int i = 0; i < gradient.length; i++) {
            gradient[i] *= factor;
          }
        }
      }
    };
  }

  /**
   * Returns a limit on the magnitude of every single slope.
   *
   * @param most the largest magnitude
   * @return the limit
   */
  static GradientLimit value(double most) {
    requirePositive(most);
    float bound = (float) most;
    return gradients -> {
      for (float[] gradient : gradients) {
        for (int i = 0; i < gradient.length; i++) {
          gradient[i] = Math.max(-bound, Math.min(bound, gradient[i]));
        }
      }
    };
  }

  private static void requirePositive(double most) {
    if (!(most > 0)) {
      throw new IllegalArgumentException("the limit must be positive, but is " + most);
    }
  }
}
