package dev.stria.nn;

import static dev.stria.op.AdaptiveMaxPool2d.adaptiveMaxPool2d;

import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** Max-pooling to a fixed size, whatever the size of the image. */
public final class AdaptiveMaxPool2d extends Layer {
  private final Window.Extent output;

  private AdaptiveMaxPool2d(Site site, Window.Extent output) {
    super(site);
    this.output = output;
  }

  /**
   * Returns the blueprint of pooling to a square.
   *
   * @param size rows and columns that come out
   * @return the blueprint
   */
  public static Blueprint output(int size) {
    return output(size, size);
  }

  /**
   * Returns the blueprint of pooling to a size.
   *
   * @param height rows that come out
   * @param width columns that come out
   * @return the blueprint
   */
  public static Blueprint output(int height, int width) {
    return new Options(new Window.Extent(height, width));
  }

  @Override
  protected Tensor forward(Tensor x) {
    return adaptiveMaxPool2d(x, output);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 3) {
      throw new ShapeException("AdaptiveMaxPool2d", "an image [C, H, W]", input, "");
    }
    return Shape.of(input.size(0), output.height(), output.width());
  }

  /** The size that comes out, so that a model file can keep it. */
  record Options(Window.Extent output) implements Blueprint {
    @Override
    public AdaptiveMaxPool2d build(Site site) {
      return new AdaptiveMaxPool2d(site, output);
    }
  }
}
