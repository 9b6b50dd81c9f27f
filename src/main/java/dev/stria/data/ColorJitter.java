package dev.stria.data;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;

/** Random brightness, contrast and saturation. */
final class ColorJitter implements Augmentation {
  private final double brightness;
  private final double contrast;
  private final double saturation;

  ColorJitter(double brightness, double contrast, double saturation) {
    for (double amount : new double[] {brightness, contrast, saturation}) {
      Augment.require(amount >= 0 && amount <= 1, "amount must be 0 to 1, but is " + amount);
    }
    this.brightness = brightness;
    this.contrast = contrast;
    this.saturation = saturation;
  }

  private static float factor(double amount, SeededRandom random) {
    return (float) (1 + amount * (2 * random.nextDouble() - 1));
  }

  @Override
  public void apply(Shape shape, float[] image, SeededRandom random) {
    float bright = factor(brightness, random);
    float contrasted = factor(contrast, random);
    float saturated = factor(saturation, random);
    int area = shape.stride(0);
    double sum = 0;
    for (int at = 0; at < image.length; at++) {
      image[at] = cut(image[at] * bright);
      sum += image[at];
    }
    float mean = (float) (sum / image.length);
    for (int at = 0; at < image.length; at++) {
      image[at] = cut(mean + contrasted * (image[at] - mean));
    }
    for (int at = 0; shape.size(0) == 3 && at < area; at++) {
      float grey = (image[at] + image[area + at] + image[2 * area + at]) / 3;
      for (int c = 0; c < 3; c++) {
        image[c * area + at] = cut(grey + saturated * (image[c * area + at] - grey));
      }
    }
  }

  private static float cut(float value) {
    return Math.max(0, Math.min(1, value));
  }
}
