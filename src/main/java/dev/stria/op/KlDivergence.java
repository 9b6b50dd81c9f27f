package dev.stria.op;

import dev.stria.tensor.Tensor;

/**
 * The Kullback-Leibler divergence of distributions, {@code t · (ln t − x)} with x a logarithm of
 * probabilities, as PyTorch's {@code kl_div}; where t is 0 it is 0.
 */
public final class KlDivergence {
  private static final float LEAST = Float.MIN_NORMAL;

  private KlDivergence() {}

  /**
   * Returns how far the probabilities are from their targets.
   *
   * <p><b>Shape:</b> x and target alike; a scalar comes out, or the same shape without reduction. {@link
   * Reduction#MEAN} divides by the number of elements; divide the sum by the batch for the divergence of one
   * distribution.
   *
   * @param x logarithms of probabilities, such as a log-softmax
   * @param target the probabilities that they should be
   * @param reduction what becomes of the terms of single elements
   * @return the divergence
   * @throws dev.stria.tensor.ShapeException if the shapes differ
   */
  public static Tensor klDivergence(Tensor x, Tensor target, Reduction reduction) {
    Targets.requireSame("kl_divergence", x, target);
    Tensor t = OnTape.of(target, x);
    Tensor information = Pointwise.log(Pointwise.clamp(t, LEAST, Float.POSITIVE_INFINITY));
    return reduction.of(Multiply.multiply(t, Subtract.subtract(information, x)));
  }

  /**
   * Returns how far the probabilities are from their targets, both given as logarithms.
   *
   * <p><b>Shape:</b> as {@link #klDivergence}.
   *
   * @param x logarithms of probabilities
   * @param target logarithms of the probabilities that they should be
   * @param reduction what becomes of the terms of single elements
   * @return the divergence
   * @throws dev.stria.tensor.ShapeException if the shapes differ
   */
  public static Tensor klDivergenceOfLogs(Tensor x, Tensor target, Reduction reduction) {
    Targets.requireSame("kl_divergence", x, target);
    Tensor t = OnTape.of(target, x);
    return reduction.of(Multiply.multiply(Pointwise.exp(t), Subtract.subtract(t, x)));
  }
}
