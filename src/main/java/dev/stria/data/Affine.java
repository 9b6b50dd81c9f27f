package dev.stria.data;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;

/**
 * A random turn, change of size and shift of an image in one step, so that it is interpolated only
 * once. Immutable; every step returns a changed copy.
 */
public final class Affine implements Augmentation {
  private final double degrees;
  private final double least;
  private final double most;
  private final double part;

  private Affine(double degrees, double least, double most, double part) {
    Augment.require(degrees >= 0 && degrees <= 360, "angle must be 0 to 360, but is " + degrees);
    Augment.require(
        least > 0 && most >= least && most < Double.POSITIVE_INFINITY,
        "factors must be above 0 and in order, but are " + least + " and " + most);
    Augment.require(part >= 0 && part <= 1, "shift must be 0 to 1, but is " + part);
    this.degrees = degrees;
    this.least = least;
    this.most = most;
    this.part = part;
  }

  /**
   * Returns the change that does nothing.
   *
   * @return the change
   */
  public static Affine none() {
    return new Affine(0, 1, 1, 0);
  }

  /**
   * Returns this change with a turn about the middle by up to an angle, either way.
   *
   * @param degrees the largest angle, 0 to 360
   * @return the changed copy
   * @throws IllegalArgumentException if the angle is another
   */
  public Affine rotate(double degrees) {
    return new Affine(degrees, least, most, part);
  }

  /**
   * Returns this change with an enlargement by a factor.
   *
   * @param least the smallest factor, above 0
   * @param most the largest factor
   * @return the changed copy
   * @throws IllegalArgumentException if the factors are not finite, above 0 and in this order
   */
  public Affine scale(double least, double most) {
    return new Affine(degrees, least, most, part);
  }

  /**
   * Returns this change with a shift by up to a part of the image's size, in each direction.
   *
   * @param part the largest shift, 0 to 1
   * @return the changed copy
   * @throws IllegalArgumentException if the part is another
   */
  public Affine shift(double part) {
    return new Affine(degrees, least, most, part);
  }

  @Override
  public void apply(Shape shape, float[] image, SeededRandom random) {
    double angle = Math.toRadians(degrees * (2 * random.nextDouble() - 1));
    double factor = least + (most - least) * random.nextDouble();
    double dy = part * shape.size(1) * (2 * random.nextDouble() - 1);
    double dx = part * shape.size(2) * (2 * random.nextDouble() - 1);
    // StrictMath, as these must be the same bits on every machine.
    double cos = StrictMath.cos(angle) / factor;
    double sin = StrictMath.sin(angle) / factor;
    warp(shape, image, cos, sin, dy, dx);
  }

  /** Fetches every output pixel from where the inverse change puts it. */
  private static void warp(
      Shape shape, float[] image, double cos, double sin, double dy, double dx) {
    int height = shape.size(1);
    int width = shape.size(2);
    double middleY = (height - 1) / 2.0;
    double middleX = (width - 1) / 2.0;
    float[] from = image.clone();
    for (int y = 0; y < height; y++) {
      double v = y - middleY - dy;
      for (int x = 0; x < width; x++) {
        double u = x - middleX - dx;
        double sourceY = middleY + cos * v - sin * u;
        double sourceX = middleX + sin * v + cos * u;
        int to = y * width + x;
        fetch(from, height, width, sourceY, sourceX, image, to);
      }
    }
  }

  /** Interpolates between four pixels, in every channel alike. */
  private static void fetch(
      float[] from, int height, int width, double y, double x, float[] image, int to) {
    boolean near = y > -1 && y < height && x > -1 && x < width;
    int top = near ? (int) (y + 1) - 1 : -2; // y + 1 is above 0, where a cast rounds down
    int left = near ? (int) (x + 1) - 1 : -2;
    float down = (float) (y - top);
    float right = (float) (x - left);
    int area = height * width;
    boolean inside = top >= 0 && top < height - 1 && left >= 0 && left < width - 1;
    for (int plane = 0; plane < from.length; plane += area) {
      int at = plane + top * width + left;
      float a = inside ? from[at] : pixel(from, plane, height, width, top, left);
      float b = inside ? from[at + 1] : pixel(from, plane, height, width, top, left + 1);
      float c = inside ? from[at + width] : pixel(from, plane, height, width, top + 1, left);
      float d =
          inside ? from[at + width + 1] : pixel(from, plane, height, width, top + 1, left + 1);
      float upper = (1 - right) * a + right * b;
      float lower = (1 - right) * c + right * d;
      image[plane + to] = near ? (1 - down) * upper + down * lower : 0;
    }
  }

  private static float pixel(float[] from, int plane, int height, int width, int y, int x) {
    boolean inside = y >= 0 && y < height && x >= 0 && x < width;
    return inside ? from[plane + y * width + x] : 0;
  }
}
