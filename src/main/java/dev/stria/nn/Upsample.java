package dev.stria.nn;

import dev.stria.op.Interpolate;
import dev.stria.op.Interpolate.Mode;
import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** Images enlarged by a factor, or resized to a size: the way up in decoders and segmentation. */
public final class Upsample extends Layer {
  private final Options options;

  private Upsample(Site site, Options options) {
    super(site);
    this.options = options;
  }

  /**
   * Returns the blueprint of enlarging by repetition.
   *
   * @param factor how many rows become of one, and columns
   * @return the blueprint
   */
  public static Options by(double factor) {
    return new Options(factor, null, Mode.NEAREST);
  }

  /**
   * Returns the blueprint of resizing by repetition.
   *
   * @param height how many rows come out
   * @param width how many columns come out
   * @return the blueprint
   */
  public static Options to(int height, int width) {
    return new Options(0, new Window.Extent(height, width), Mode.NEAREST);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return options.size == null
        ? Interpolate.upsample(x, options.factor, options.mode)
        : Interpolate.interpolate(x, options.size, options.mode);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 3) {
      throw new ShapeException("Upsample", "images [C, H, W]", input, "");
    }
    Window.Extent size = options.size;
    int height = size == null ? (int) Math.floor(input.size(1) * options.factor) : size.height();
    int width = size == null ? (int) Math.floor(input.size(2) * options.factor) : size.width();
    if (height < 1 || width < 1) {
      throw new ShapeException(
          "Upsample", "at least one pixel to come out of " + input, height + "×" + width, "");
    }
    return Shape.of(input.size(0), height, width);
  }

  /**
   * The blueprint of an {@link Upsample}.
   *
   * @param factor how many rows become of one, unless there is a size
   * @param size the size that comes out, or {@code null}
   * @param mode how a pixel is made from its neighbours
   */
  public record Options(double factor, @MayBeNull Window.Extent size, Mode mode)
      implements Blueprint {
    /**
     * Returns this blueprint with another way to make a pixel from its neighbours.
     *
     * @param other such as {@link Mode#BILINEAR}
     * @return the changed blueprint
     */
    public Options mode(Mode other) {
      return new Options(factor, size, other);
    }

    @Override
    public Upsample build(Site site) {
      return new Upsample(site, this);
    }
  }
}
