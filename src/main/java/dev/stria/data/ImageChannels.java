package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** Pictures of one number of channels as pictures of another. */
final class ImageChannels {
  /** ITU-R BT.601, as in Pillow and OpenCV. */
  private static final float[] LUMA = {0.299f, 0.587f, 0.114f};

  private ImageChannels() {}

  static Tensor convert(Tensor image, int channels) {
    if (channels != 1 && channels != 3) {
      throw new ShapeException("image", "1 or 3 channels", channels, "");
    }
    Tensor opaque = opaque(image);
    if (opaque.shape().size(0) == channels) {
      return opaque;
    }
    int area = image.shape().stride(0);
    float[] from = opaque.data();
    float[] to = new float[channels * area];
    for (int at = 0; at < to.length; at++) {
      to[at] =
          channels == 3
              ? from[at % area]
              : LUMA[0] * from[at] + LUMA[1] * from[area + at] + LUMA[2] * from[2 * area + at];
    }
    return Tensor.of(image.shape().with(0, channels), to);
  }

  /** Lays a picture with alpha over white. */
  private static Tensor opaque(Tensor image) {
    Shape shape = image.shape();
    if (shape.size(0) % 2 == 1) {
      return image;
    }
    int colours = shape.size(0) - 1;
    int area = shape.stride(0);
    float[] from = image.data();
    float[] to = new float[colours * area];
    for (int at = 0; at < to.length; at++) {
      float alpha = from[colours * area + at % area];
      to[at] = from[at] * alpha + (1 - alpha);
    }
    return Tensor.of(shape.with(0, colours), to);
  }
}
