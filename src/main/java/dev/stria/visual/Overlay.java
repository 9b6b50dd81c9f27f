package dev.stria.visual;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/** A map of importance laid over its picture: red speaks for, blue against. */
public final class Overlay {
  private Overlay() {}

  /**
   * Colors the grey picture by a map. Channels of the map are summed; the strongest of each 200 values take
   * full color, since a few outliers of a gradient would leave all else pale.
   *
   * @param picture {@code [1 or 3, H, W]}, values from 0 to 1
   * @param map {@code [C, H, W]} of the same height and width
   * @return {@code [3, H, W]}, values from 0 to 1
   * @throws ShapeException if height or width differ
   */
  public static Tensor of(Tensor picture, Tensor map) {
    Shape shape = picture.shape();
    if (!map.shape().with(0, 1).equals(shape.with(0, 1))) {
      throw new ShapeException(
          "overlay", "a map as large as the picture " + shape, map.shape(), "");
    }
    int area = shape.size(1) * shape.size(2);
    float[] strength = summed(map.data(), area);
    float[] grey = summed(picture.data(), area);
    float strong = strong(strength);
    Tensor overlay = Tensor.zeros(3, shape.size(1), shape.size(2));
    for (int i = 0; i < area; i++) {
      float ground = 0.25f + 0.5f * grey[i] / shape.size(0);
      float part = Math.min(1, Math.abs(strength[i]) / strong);
      float red = strength[i] > 0 ? 1 : 0.1f;
      float blue = strength[i] > 0 ? 0.1f : 1;
      overlay.data()[i] = ground + part * (red - ground);
      overlay.data()[area + i] = ground + part * (0.15f - ground);
      overlay.data()[2 * area + i] = ground + part * (blue - ground);
    }
    return overlay;
  }

  /** Returns the magnitude that one of 200 values exceeds; the largest if nearly all are 0. */
  private static float strong(float[] strength) {
    float[] sorted = strength.clone();
    for (int i = 0; i < sorted.length; i++) {
      sorted[i] = Math.abs(sorted[i]);
    }
    Arrays.sort(sorted);
    float most = sorted[sorted.length - 1];
    float many = sorted[sorted.length - 1 - sorted.length / 200];
    return Math.max(1e-20f, many > 0.01f * most ? many : most);
  }

  private static float[] summed(float[] planes, int area) {
    float[] sum = new float[area];
    for (int i = 0; i < planes.length; i++) {
      sum[i % area] += planes[i];
    }
    return sum;
  }
}
