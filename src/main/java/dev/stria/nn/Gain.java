package dev.stria.nn;

/**
 * How much larger initial weights have to be for what comes behind a layer, so that signals keep their size from
 * layer to layer. As PyTorch's {@code calculate_gain}; for {@link Initializer#kaimingNormal(double)} and its like.
 */
public final class Gain {
  private Gain() {}

  /**
   * Returns the gain in front of nothing, a convolution or a sigmoid.
   *
   * @return 1
   */
  public static double linear() {
    return 1;
  }

  /**
   * Returns the gain in front of a relu.
   *
   * @return √2
   */
  public static double relu() {
    return Math.sqrt(2);
  }

  /**
   * Returns the gain in front of a leaky relu.
   *
   * @param slope its slope below 0
   * @return {@code √(2 / (1 + slope²))}
   */
  public static double leakyRelu(double slope) {
    return Math.sqrt(2 / (1 + slope * slope));
  }

  /**
   * Returns the gain in front of a tanh.
   *
   * @return 5/3
   */
  public static double tanh() {
    return 5.0 / 3;
  }

  /**
   * Returns the gain in front of a SELU.
   *
   * @return 3/4
   */
  public static double selu() {
    return 0.75;
  }
}
