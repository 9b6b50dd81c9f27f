package dev.stria.nn.model;

import static dev.stria.op.Conv2d.conv2d;

import dev.stria.nn.Layer;
import dev.stria.nn.Site;
import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * What {@link SqueezeNet} and {@link GoogLeNet} with Caffe's weights take: makes of red, green, blue from 0
 * to 1 blue, green, red from 0 to 255, minus the mean of ImageNet (104, 117, 123).
 *
 * <p>It is differentiable, so that a picture in 0 to 1 can be put in front of a network and changed.
 */
public final class CaffeInput extends Layer {
  private final Tensor exchange = Tensor.of(Shape.of(3, 3, 1, 1), 0, 0, 255, 0, 255, 0, 255, 0, 0);
  private final Tensor mean = Tensor.of(Shape.of(3), -104, -117, -123);

  /**
   * Creates the layer; {@code CaffeInput::new} is its blueprint.
   *
   * @param site where it is built
   */
  public CaffeInput(Site site) {
    super(site);
    outputShape(site.input());
  }

  @Override
  protected Tensor forward(Tensor x) {
    return conv2d(x, exchange, mean, Window.kernel(1), 1);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 3 || input.size(0) != 3) {
      throw new ShapeException("CaffeInput", "a colour image [3, H, W]", input, "");
    }
    return input;
  }
}
