package dev.stria.op;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** Channels that become pixels, and back (Shi et al., 2016). */
public final class PixelShuffle {
  private PixelShuffle() {}

  /**
   * Makes blocks of pixels from groups of channels.
   *
   * <p><b>Shape:</b> {@code [N, C·r², H, W]} to {@code [N, C, H·r, W·r]}.
   *
   * @param x the images
   * @param r height and width of a block
   * @return the larger images
   * @throws ShapeException if the channels are not a multiple of r²
   */
  public static Tensor pixelShuffle(Tensor x, int r) {
    Shape s = x.shape();
    if (s.rank() != 4 || r < 1 || s.size(1) % (r * r) != 0) {
      throw new ShapeException(
          "pixel_shuffle",
          "images [N, C·r², H, W] with r = " + r,
          s,
          "r² must divide the channels");
    }
    int channels = s.size(1) / (r * r);
    Tensor blocks = Reshape.reshape(x, Shape.of(s.size(0), channels, r, r, s.size(2), s.size(3)));
    Tensor woven = Permute.permute(blocks, 0, 1, 4, 2, 5, 3);
    return Reshape.reshape(woven, Shape.of(s.size(0), channels, s.size(2) * r, s.size(3) * r));
  }

  /**
   * Makes groups of channels from blocks of pixels.
   *
   * <p><b>Shape:</b> {@code [N, C, H·r, W·r]} to {@code [N, C·r², H, W]}.
   *
   * @param x the images
   * @param r height and width of a block
   * @return the smaller images with more channels
   * @throws ShapeException if height or width is not a multiple of r
   */
  public static Tensor pixelUnshuffle(Tensor x, int r) {
    Shape s = x.shape();
    if (s.rank() != 4 || r < 1 || s.size(2) % r != 0 || s.size(3) % r != 0) {
      throw new ShapeException(
          "pixel_unshuffle",
          "images [N, C, H·r, W·r] with r = " + r,
          s,
          "r must divide height and width");
    }
    int height = s.size(2) / r;
    int width = s.size(3) / r;
    Tensor blocks = Reshape.reshape(x, Shape.of(s.size(0), s.size(1), height, r, width, r));
    Tensor woven = Permute.permute(blocks, 0, 1, 3, 5, 2, 4);
    return Reshape.reshape(woven, Shape.of(s.size(0), s.size(1) * r * r, height, width));
  }
}
