package dev.stria.op;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** The maximum of each plane: whether a channel answers anywhere in the image. */
public final class GlobalMaxPool2d {
  private GlobalMaxPool2d() {}

  /**
   * Takes the maximum of planes; the first in row order takes the whole gradient.
   *
   * <p><b>Shape:</b> {@code [N, C, H, W]} to {@code [N, C]}.
   *
   * @param x the images
   * @return the maxima
   * @throws ShapeException if these are no images, or their planes are empty
   */
  public static Tensor globalMaxPool2d(Tensor x) {
    Shape planes = Window.requirePlanes("global_max_pool2d", x.shape());
    return Reshape.reshape(AdaptiveMaxPool2d.adaptiveMaxPool2d(x, new Window.Extent(1, 1)), planes);
  }
}
