package dev.stria.nn;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** Blocks of pixels made from groups of channels: {@code [C·r², H, W]} to {@code [C, H·r, W·r]}. */
public final class PixelShuffle extends Layer {
  private final int r;

  private PixelShuffle(Site site, int r) {
    super(site);
    this.r = r;
  }

  /**
   * Returns the blueprint.
   *
   * @param r height and width of a block
   * @return the blueprint
   */
  public static Blueprint by(int r) {
    return new Options(r);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return dev.stria.op.PixelShuffle.pixelShuffle(x, r);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 3 || r < 1 || input.size(0) % (r * r) != 0) {
      throw new ShapeException(
          "PixelShuffle",
          "images [C·r², H, W] with r = " + r,
          input,
          "r² must divide the channels");
    }
    return Shape.of(input.size(0) / (r * r), input.size(1) * r, input.size(2) * r);
  }

  /** The factor, so that a model file can keep it. */
  record Options(int factor) implements Blueprint {
    @Override
    public PixelShuffle build(Site site) {
      return new PixelShuffle(site, factor);
    }
  }
}
