package dev.stria.nn;

import static dev.stria.op.GlobalMaxPool2d.globalMaxPool2d;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** The maximum of each channel over the whole image: {@code [C, H, W]} to {@code [C]}. */
public final class GlobalMaxPool2d extends Layer {
  /**
   * Creates the layer; {@code GlobalMaxPool2d::new} is its blueprint.
   *
   * @param site where it is built
   */
  public GlobalMaxPool2d(Site site) {
    super(site);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return globalMaxPool2d(x);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 3) {
      throw new ShapeException("GlobalMaxPool2d", "an image [C, H, W]", input, "");
    }
    return Shape.of(input.size(0));
  }
}
