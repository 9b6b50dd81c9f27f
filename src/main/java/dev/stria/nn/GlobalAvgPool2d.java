package dev.stria.nn;

import static dev.stria.op.GlobalAvgPool2d.globalAvgPool2d;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** The mean of each channel over the whole image: {@code [C, H, W]} to {@code [C]}. */
public final class GlobalAvgPool2d extends Layer {
  /**
   * Creates the layer; {@code GlobalAvgPool2d::new} is its blueprint.
   *
   * @param site where it is built
   */
  public GlobalAvgPool2d(Site site) {
    super(site);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return globalAvgPool2d(x);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 3) {
      throw new ShapeException("GlobalAvgPool2d", "an image [C, H, W]", input, "");
    }
    return Shape.of(input.size(0));
  }
}
