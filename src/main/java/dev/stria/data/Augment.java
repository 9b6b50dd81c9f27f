package dev.stria.data;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import java.util.Arrays;

/**
 * The usual random changes of images, for {@link Batches#augment}; combine them with {@link
 * Augmentation#then}.
 *
 * <p>They expect values that are not normalised, from 0 to 1. What comes from outside the image is 0.
 */
public final class Augment {
  private Augment() {}

  /**
   * Returns the change that mirrors every image, left to right: a second view of it, for {@code Evaluation.of} over
   * several views.
   *
   * @return the change
   */
  public static Augmentation mirror() {
    return (shape, image, random) -> flip(image, shape.size(2));
  }

  /**
   * Returns the change that mirrors every other image, left to right.
   *
   * @return the change
   */
  public static Augmentation flip() {
    return (shape, image, random) -> {
      if (random.nextBoolean()) {
        flip(image, shape.size(2));
      }
    };
  }

  private static void flip(float[] image, int width) {
    for (int row = 0; row < image.length; row += width) {
      for (int x = 0; x < width / 2; x++) {
        float swapped = image[row + x];
        image[row + x] = image[row + width - 1 - x];
        image[row + width - 1 - x] = swapped;
      }
    }
  }

  /**
   * Returns the change that surrounds the image with a margin and cuts an image of the old size out of
   * it: a shift by whole pixels. Source: He and others, <em>Deep Residual Learning</em>, 2016, section
   * 4.2.
   *
   * @param padding the width of the margin in pixels
   * @return the change
   * @throws IllegalArgumentException if it is negative
   */
  public static Augmentation crop(int padding) {
    require(padding >= 0, "padding must be 0 or more, but is " + padding);
    return (shape, image, random) -> {
      int dy = random.nextInt(2 * padding + 1) - padding;
      int dx = random.nextInt(2 * padding + 1) - padding;
      float[] from = image.clone();
      int height = shape.size(1);
      int width = shape.size(2);
      for (int at = 0; at < image.length; at++) {
        int y = at / width % height + dy;
        int x = at % width + dx;
        boolean inside = y >= 0 && y < height && x >= 0 && x < width;
        image[at] = inside ? from[at + dy * width + dx] : 0;
      }
    };
  }

  /**
   * Returns the change that turns the image about its middle by up to an angle, either way.
   *
   * @param degrees the largest angle
   * @return the change
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public static Augmentation rotate(double degrees) {
    return Affine.none().rotate(degrees);
  }

  /**
   * Returns the change that moves the image by up to a part of its size, in each direction.
   *
   * @param part the largest shift, 0.1 for a tenth of the width and of the height
   * @return the change
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public static Augmentation shift(double part) {
    return Affine.none().shift(part);
  }

  /**
   * Returns the change that enlarges the image by a factor.
   *
   * @param least the smallest factor, above 0
   * @param most the largest factor
   * @return the change
   * @throws IllegalArgumentException if the factors are not finite, above 0 and in this order
   */
  public static Augmentation scale(double least, double most) {
    return Affine.none().scale(least, most);
  }

  /**
   * Returns the change that fills a random rectangle with noise in some images: random erasing, with a
   * rectangle of 2 to 33 % of the area and sides of up to 1 : 3.3. Source: Zhong and others,
   * <em>Random Erasing Data Augmentation</em>, 2020.
   *
   * @param probability how often an image is changed, 0 to 1
   * @return the change
   * @throws IllegalArgumentException if it is not a probability
   */
  public static Augmentation erase(double probability) {
    require(probability >= 0 && probability <= 1, "not a probability: " + probability);
    return (shape, image, random) -> {
      if (random.nextDouble() < probability) {
        erase(shape, image, random);
      }
    };
  }

  private static void erase(Shape shape, float[] image, SeededRandom random) {
    double area = (0.02 + 0.31 * random.nextDouble()) * shape.size(1) * shape.size(2);
    double ratio = 0.3 + 3 * random.nextDouble();
    int height = Math.min(shape.size(1), Math.max(1, (int) Math.sqrt(area * ratio)));
    int width = Math.min(shape.size(2), Math.max(1, (int) Math.sqrt(area / ratio)));
    int top = random.nextInt(shape.size(1) - height + 1);
    int left = random.nextInt(shape.size(2) - width + 1);
    for (int c = 0; c < shape.size(0); c++) {
      for (int y = top; y < top + height; y++) {
        int row = (c * shape.size(1) + y) * shape.size(2);
        for (int x = left; x < left + width; x++) {
          image[row + x] = random.nextFloat();
        }
      }
    }
  }

  /**
   * Returns the change that blanks a square at a random place, which may stand out of the image.
   * Source: DeVries and Taylor, <em>Improved Regularization of Convolutional Neural Networks with
   * Cutout</em>, 2017.
   *
   * @param size the side of the square in pixels, at least 1
   * @param value what it is filled with, one number per channel or one for all; the mean of the images
   *     is 0 after normalisation
   * @return the change
   * @throws IllegalArgumentException if the size is less than 1 or there is no value
   */
  public static Augmentation cutout(int size, float... value) {
    require(size >= 1 && value.length >= 1, "cutout needs a size of at least 1 and a value");
    float[] fill = value.clone();
    return (shape, image, random) -> {
      int top = random.nextInt(shape.size(1)) - size / 2;
      int left = random.nextInt(shape.size(2)) - size / 2;
      int from = Math.max(0, left);
      int to = Math.min(shape.size(2), left + size);
      for (int c = 0; c < shape.size(0); c++) {
        for (int y = Math.max(0, top); y < Math.min(shape.size(1), top + size); y++) {
          int row = (c * shape.size(1) + y) * shape.size(2);
          Arrays.fill(image, row + from, row + to, fill[c % fill.length]);
        }
      }
    };
  }

  /**
   * Returns the change of colours: brightness, then contrast, then saturation, each by a factor between
   * {@code 1 - amount} and {@code 1 + amount}. Saturation is for RGB only; values stay from 0 to 1.
   *
   * @param brightness how much brightness changes, 0 to 1
   * @param contrast how much contrast changes, 0 to 1
   * @param saturation how much saturation changes, 0 to 1
   * @return the change
   * @throws IllegalArgumentException if an amount is not between 0 and 1
   */
  public static Augmentation colorJitter(double brightness, double contrast, double saturation) {
    return new ColorJitter(brightness, contrast, saturation);
  }

  static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
