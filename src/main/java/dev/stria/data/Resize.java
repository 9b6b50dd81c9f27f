package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * Pictures in another size, by linear interpolation; where a picture shrinks, every output pixel is a
 * weighted mean of all the input pixels that it covers (a triangle filter, as in Pillow), so that fine
 * patterns do not turn into coarse ones.
 */
public final class Resize {
  private Resize() {}

  /**
   * Resizes a picture, whatever its proportions.
   *
   * <p><b>Shape:</b> {@code [C, H, W] → [C, height, width]}.
   *
   * @param image the picture
   * @param height the new height, at least 1
   * @param width the new width, at least 1
   * @return the resized picture; the picture itself if it has that size
   * @throws ShapeException if the picture is not of rank 3, or a size is less than 1
   */
  public static Tensor to(Tensor image, int height, int width) {
    require(image, height, width);
    Tensor wide = image.shape().size(2) == width ? image : columns(image, width);
    return wide.shape().size(1) == height ? wide : rows(wide, height);
  }

  /**
   * Resizes a picture so that it just covers a size, and cuts off what stands out at both sides alike.
   *
   * <p><b>Shape:</b> {@code [C, H, W] → [C, height, width]}.
   *
   * @param image the picture
   * @param height the new height, at least 1
   * @param width the new width, at least 1
   * @return the resized picture
   * @throws ShapeException if the picture is not of rank 3, or a size is less than 1
   */
  public static Tensor cover(Tensor image, int height, int width) {
    require(image, height, width);
    double scale =
        Math.max((double) height / image.shape().size(1), (double) width / image.shape().size(2));
    // Cut first: a very long picture would otherwise be enlarged to something huge.
    Tensor middle =
        crop(
            image,
            covered(height, scale, image.shape().size(1)),
            covered(width, scale, image.shape().size(2)));
    return to(middle, height, width);
  }

  private static int covered(int wanted, double scale, int size) {
    return (int) Math.max(1, Math.min(size, Math.round(wanted / scale)));
  }

  /**
   * Cuts out the middle of a picture.
   *
   * <p><b>Shape:</b> {@code [C, H, W] → [C, height, width]}.
   *
   * @param image the picture
   * @param height the height to keep, at most H
   * @param width the width to keep, at most W
   * @return the middle; the picture itself if it has that size
   * @throws ShapeException if the picture is not of rank 3, or smaller
   */
  public static Tensor crop(Tensor image, int height, int width) {
    require(image, height, width);
    Shape shape = image.shape();
    if (height > shape.size(1) || width > shape.size(2)) {
      throw new ShapeException("crop", "at least [C, " + height + ", " + width + "]", shape, "");
    }
    if (height == shape.size(1) && width == shape.size(2)) {
      return image;
    }
    Tensor cut = Tensor.zeros(shape.size(0), height, width);
    int top = (shape.size(1) - height) / 2;
    int left = (shape.size(2) - width) / 2;
    for (int row = 0; row < shape.size(0) * height; row++) {
      int from = (row / height * shape.size(1) + top + row % height) * shape.size(2) + left;
      System.arraycopy(image.data(), from, cut.data(), row * width, width);
    }
    return cut;
  }

  private static void require(Tensor image, int height, int width) {
    if (image.shape().rank() != 3 || image.shape().count() == 0 || height < 1 || width < 1) {
      throw new ShapeException(
          "resize",
          "a picture [C, H, W] and a size of at least 1 × 1",
          image.shape() + " and " + height + " × " + width,
          "");
    }
  }

  private static Tensor columns(Tensor image, int width) {
    int from = image.shape().size(2);
    Tensor resized = Tensor.zeros(image.shape().with(2, width));
    for (int x = 0; x < width; x++) {
      Window window = new Window(x, from, width);
      for (int row = 0; row < image.shape().count() / from; row++) {
        float sum = 0;
        for (int i = 0; i < window.weights.length; i++) {
          sum += window.weights[i] * image.data()[row * from + window.first + i];
        }
        resized.data()[row * width + x] = sum;
      }
    }
    return resized;
  }

  private static Tensor rows(Tensor image, int height) {
    int from = image.shape().size(1);
    int width = image.shape().size(2);
    Tensor resized = Tensor.zeros(image.shape().with(1, height));
    for (int y = 0; y < height; y++) {
      Window window = new Window(y, from, height);
      for (int c = 0; c < image.shape().size(0); c++) {
        for (int i = 0; i < window.weights.length; i++) {
          int in = (c * from + window.first + i) * width;
          int out = (c * height + y) * width;
          for (int x = 0; x < width; x++) {
            resized.data()[out + x] += window.weights[i] * image.data()[in + x];
          }
        }
      }
    }
    return resized;
  }

  /** The input pixels that one output pixel is made of. */
  private static final class Window {
    final int first;
    final float[] weights;

    Window(int at, int from, int to) {
      double scale = (double) from / to;
      double reach = Math.max(1, scale);
      double centre = (at + 0.5) * scale - 0.5;
      first = (int) Math.max(0, Math.ceil(centre - reach));
      int last = (int) Math.min(from - 1, Math.floor(centre + reach));
      double[] raw = new double[last - first + 1];
      double sum = 0;
      for (int i = 0; i < raw.length; i++) {
        raw[i] = Math.max(0, 1 - Math.abs(first + i - centre) / reach);
        sum += raw[i];
      }
      weights = new float[raw.length];
      for (int i = 0; i < raw.length; i++) {
        weights[i] = (float) (raw[i] / sum);
      }
    }
  }
}
