package dev.stria.autograd;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Tensor;
import java.util.Locale;
import java.util.function.Function;

/**
 * Compares the gradients that a function records on a tape with differences of its values.
 *
 * <p>The function's result is reduced to one number by random weights; its derivative with respect to
 * each input element is estimated by the five-point central difference {@code (8·(f(x+h) − f(x−h)) −
 * (f(x+2h) − f(x−2h))) / 12h}. Keep the inputs at least {@code 2h} away from kinks such as a relu's 0.
 *
 * <pre>{@code
 * GradientCheck.of(inputs -> MyOp.myOp(inputs[0], inputs[1])).check(x, w);
 * }</pre>
 */
public final class GradientCheck {
  private final Function<Tensor[], Tensor> function;
  private final double step;
  private final double tolerance;
  private final long seed;

  private GradientCheck(
      Function<Tensor[], Tensor> function, double step, double tolerance, long seed) {
    this.function = function;
    this.step = step;
    this.tolerance = tolerance;
    this.seed = seed;
  }

  /**
   * Returns a check of a function with step 0.02 and tolerance 0.005.
   *
   * @param function computes a tensor of any shape from its inputs; must be deterministic
   * @return the check
   */
  public static GradientCheck of(Function<Tensor[], Tensor> function) {
    return new GradientCheck(function, 0.02, 0.005, 1);
  }

  /**
   * Returns this check with another step.
   *
   * @param h the distance of the differences
   * @return the changed check
   */
  public GradientCheck step(double h) {
    return new GradientCheck(function, h, tolerance, seed);
  }

  /**
   * Returns this check with another tolerance.
   *
   * @param relative the largest deviation allowed, relative to the largest magnitude in the input's
   *     gradient or 1, whichever is larger
   * @return the changed check
   */
  public GradientCheck tolerance(double relative) {
    return new GradientCheck(function, step, relative, seed);
  }

  /**
   * Returns this check with other random weights.
   *
   * @param number decides the weights
   * @return the changed check
   */
  public GradientCheck seed(long number) {
    return new GradientCheck(function, step, tolerance, number);
  }

  /**
   * Checks the gradient with respect to every element of every input.
   *
   * @param inputs where to differentiate
   * @throws AssertionError if an element deviates; the message says which, by how much, and the seed
   */
  public void check(Tensor... inputs) {
    Tensor[] own = new Tensor[inputs.length];
    for (int i = 0; i < own.length; i++) {
      own[i] = inputs[i].copy();
    }
    double[] weights = weights(function.apply(own).shape().count());
    try (Tape tape = Tape.inspecting()) {
      Tensor[] watched = new Tensor[own.length];
      for (int i = 0; i < own.length; i++) {
        watched[i] = tape.watch(own[i].copy());
      }
      Tensor y = function.apply(watched);
      Gradients gradients = tape.gradients(y, upstream(y, weights));
      for (int i = 0; i < own.length; i++) {
        compare(i, own, gradients.of(watched[i]).data(), weights);
      }
    }
  }

  private double[] weights(int count) {
    SeededRandom random = new SeededRandom(seed);
    double[] weights = new double[count];
    for (int i = 0; i < count; i++) {
      weights[i] = (float) (2 * random.nextDouble() - 1);
    }
    return weights;
  }

  private static Tensor upstream(Tensor y, double[] weights) {
    float[] dy = new float[weights.length];
    for (int i = 0; i < dy.length; i++) {
      dy[i] = (float) weights[i];
    }
    return Tensor.of(y.shape(), dy);
  }

  private void compare(int input, Tensor[] inputs, float[] analytic, double[] weights) {
    double scale = 1;
    for (float slope : analytic) {
      scale = Math.max(scale, Math.abs(slope));
    }
    for (int at = 0; at < analytic.length; at++) {
      double numeric = difference(inputs, inputs[input].data(), at, weights);
      if (!(Math.abs(numeric - analytic[at]) <= tolerance * scale)) {
        throw new AssertionError(
            String.format(
                Locale.ROOT,
                "gradient of input %d %s at element %d: the tape says %.6g, differences say %.6g (seed %d)",
                input,
                inputs[input].shape(),
                at,
                analytic[at],
                numeric,
                seed));
      }
    }
  }

  private double difference(Tensor[] inputs, float[] values, int at, double[] weights) {
    float x = values[at];
    double near =
        score(inputs, values, at, x + step, weights) - score(inputs, values, at, x - step, weights);
    double far =
        score(inputs, values, at, x + 2 * step, weights)
            - score(inputs, values, at, x - 2 * step, weights);
    values[at] = x;
    return (8 * near - far) / (12 * step);
  }

  private double score(Tensor[] inputs, float[] values, int at, double x, double[] weights) {
    values[at] = (float) x;
    float[] y = function.apply(inputs).data();
    double score = 0;
    for (int i = 0; i < y.length; i++) {
      score += weights[i] * y[i];
    }
    return score;
  }
}
