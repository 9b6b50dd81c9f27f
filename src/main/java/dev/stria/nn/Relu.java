package dev.stria.nn;

import static dev.stria.op.Relu.relu;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** A rectified linear unit, {@code max(x, 0)}. */
public final class Relu extends Layer {
  /**
   * Creates the layer; {@code Relu::new} is its blueprint.
   *
   * @param site where it is built
   */
  public Relu(Site site) {
    super(site);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return relu(x);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }
}
