package dev.stria.visual;

import dev.stria.tensor.Tensor;

/** The lightness of one picture with the colors of another. */
final class Lightness {
  private static final float[] PARTS = {0.299f, 0.587f, 0.114f};

  private Lightness() {}

  /** Returns a picture as colorful as the first and as light as the second. */
  static Tensor exchanged(Tensor color, Tensor light) {
    if (color.shape().size(0) != 3) {
      return light;
    }
    Tensor both = color.copy();
    int area = color.shape().count() / 3;
    for (int i = 0; i < area; i++) {
      float change = 0;
      for (int c = 0; c < 3; c++) {
        change += PARTS[c] * (light.data()[c * area + i] - color.data()[c * area + i]);
      }
      for (int c = 0; c < 3; c++) {
        both.data()[c * area + i] += change;
      }
    }
    return Resize.clipped(both);
  }
}
