package dev.stria.nn;

import static dev.stria.op.Dropout.dropout;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** Drops each value with some probability while training, so that no feature may rely on another. */
public final class Dropout extends Layer {
  private final double p;

  private Dropout(Site site, double p) {
    super(site);
    this.p = p;
  }

  /**
   * Returns the blueprint.
   *
   * @param p the probability of dropping, from 0 to less than 1
   * @return the blueprint
   * @throws IllegalArgumentException if p is no such probability
   */
  public static Blueprint probability(double p) {
    if (!(p >= 0 && p < 1)) {
      throw new IllegalArgumentException(
          "Dropout: expected a probability from 0 to less than 1, but got " + p);
    }
    return new Options(p);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return dropout(x, p);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  /** The probability, so that a model file can keep it. */
  record Options(double probability) implements Blueprint {
    @Override
    public Dropout build(Site site) {
      return new Dropout(site, probability);
    }
  }
}
