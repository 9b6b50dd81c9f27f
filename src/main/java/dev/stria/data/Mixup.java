package dev.stria.data;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Tensor;

/**
 * Weighted sums of two images and of their targets alike: {@code x = λ x₁ + (1 - λ) x₂}, {@code λ ~
 * Beta(α, α)}, one λ per batch, partners at random within the batch.
 *
 * <p>Source: Zhang, Cisse, Dauphin and Lopez-Paz, <em>mixup: Beyond Empirical Risk Minimization</em>,
 * 2018.
 */
public final class Mixup implements BatchMix {
  private final double alpha;

  private Mixup(double alpha) {
    this.alpha = alpha;
  }

  /**
   * Returns a mixup.
   *
   * @param alpha how even the mixture is, above 0: 0.2 leaves most images nearly whole, 1 takes every
   *     λ alike
   * @return the mixup
   * @throws IllegalArgumentException if alpha is not a finite number above 0
   */
  public static Mixup of(double alpha) {
    Augment.require(
        alpha > 0 && alpha < Double.POSITIVE_INFINITY, "alpha must be above 0, but is " + alpha);
    return new Mixup(alpha);
  }

  @Override
  public Batch apply(Batch batch, SeededRandom random) {
    float lambda = (float) beta(random);
    int[] partners = Sampler.permutation(batch.size(), random);
    return batch.mixed(
        blend(batch.images(), partners, lambda), blend(batch.targets(), partners, lambda));
  }

  private static Tensor blend(Tensor values, int[] partners, float lambda) {
    Tensor blended = Tensor.zeros(values.shape());
    int stride = values.shape().stride(0);
    for (int i = 0; i < partners.length; i++) {
      for (int at = 0; at < stride; at++) {
        float own = values.data()[i * stride + at];
        float other = values.data()[partners[i] * stride + at];
        blended.data()[i * stride + at] = lambda * own + (1 - lambda) * other;
      }
    }
    return blended;
  }

  private double beta(SeededRandom random) {
    double a = gamma(random);
    double b = gamma(random);
    return a + b == 0 ? random.nextInt(2) : a / (a + b);
  }

  /** Draws from Gamma(α, 1). Source: Marsaglia and Tsang, 2000; StrictMath for the same bits. */
  private double gamma(SeededRandom random) {
    double shape = alpha < 1 ? alpha + 1 : alpha;
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = 1 + c * x;
      v = v * v * v;
      double u = 1 - random.nextDouble();
      if (v > 0 && StrictMath.log(u) < 0.5 * x * x + d - d * v + d * StrictMath.log(v)) {
        double boost = alpha < 1 ? StrictMath.pow(1 - random.nextDouble(), 1 / alpha) : 1;
        return d * v * boost;
      }
    }
  }
}
