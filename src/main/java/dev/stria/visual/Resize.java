package dev.stria.visual;

import dev.stria.op.Interpolate;
import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** Pictures in another size. */
final class Resize {
  private Resize() {}

  /** Returns a picture {@code [C, H, W]} in another size, values kept as they are. */
  static Tensor to(Tensor picture, int height, int width) {
    Shape shape = picture.shape();
    if (shape.size(1) == height && shape.size(2) == width) {
      return picture;
    }
    Tensor x = picture;
    if (height < shape.size(1)) {
      // without a blur, what is finer than the new pixels would come back as false patterns
      x = picture.copy();
      AfterStep.blur(shape, x.data(), 0.5 * shape.size(1) / height);
    }
    return Interpolate.interpolate(x, new Window.Extent(height, width), Interpolate.Mode.BICUBIC);
  }

  /** Returns a map {@code [C, H, W]} enlarged without overshooting, in an array of its own. */
  static Tensor enlarged(Tensor map, int height, int width) {
    Window.Extent size = new Window.Extent(height, width);
    return Interpolate.interpolate(map, size, Interpolate.Mode.BILINEAR).copy();
  }

  /** Returns a picture whose longer side has a length. */
  static Tensor longerSide(Tensor picture, int length) {
    Shape shape = picture.shape();
    double factor = (double) length / Math.max(shape.size(1), shape.size(2));
    return to(
        picture,
        Math.max(1, (int) Math.round(factor * shape.size(1))),
        Math.max(1, (int) Math.round(factor * shape.size(2))));
  }

  /** Returns a picture with values cut off at 0 and 1. */
  static Tensor clipped(Tensor picture) {
    Tensor clipped = picture.copy();
    float[] x = clipped.data();
    for (int i = 0; i < x.length; i++) {
      x[i] = Math.max(0, Math.min(1, x[i]));
    }
    return clipped;
  }
}
