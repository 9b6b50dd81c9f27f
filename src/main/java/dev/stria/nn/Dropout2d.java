package dev.stria.nn;

import static dev.stria.op.Dropout.dropout2d;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** Spatial dropout: drops each channel with some probability while training. */
public final class Dropout2d extends Layer {
  private final double p;

  private Dropout2d(Site site, double p) {
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
          "Dropout2d: expected a probability from 0 to less than 1, but got " + p);
    }
    return new Options(p);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return dropout2d(x, p);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  /** The probability, so that a model file can keep it. */
  record Options(double probability) implements Blueprint {
    @Override
    public Dropout2d build(Site site) {
      return new Dropout2d(site, probability);
    }
  }
}
