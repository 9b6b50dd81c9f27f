package dev.stria.nn;

import dev.stria.op.Reshape;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** Makes a row of each example: {@code [N, C, H, W]} to {@code [N, C·H·W]}. */
public final class Flatten extends Layer {
  /**
   * Creates the layer; {@code Flatten::new} is its blueprint.
   *
   * @param site where it is built
   */
  public Flatten(Site site) {
    super(site);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return Reshape.flatten(x);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Shape.of(input.count());
  }
}
