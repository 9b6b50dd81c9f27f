package dev.stria.internal.kernel;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;

/**
 * The sizes of one two-dimensional convolution: the one home of its shape arithmetic.
 *
 * @param n the number of images
 * @param c the channels of an image
 * @param h the height of an image
 * @param w the width of an image
 * @param k the number of filters
 * @param kh the height of a filter
 * @param kw the width of a filter
 * @param strideH the rows from one output to the next
 * @param strideW the columns from one output to the next
 * @param padTop the rows of zeros above the image
 * @param padBottom the rows of zeros below the image
 * @param padLeft the columns of zeros left of the image
 * @param padRight the columns of zeros right of the image
 * @param dilationH the rows from one element of a filter to the next
 * @param dilationW the columns from one element of a filter to the next
 * @param groups the number of groups into which channels and filters are split
 */
public record ConvGeometry(
    int n,
    int c,
    int h,
    int w,
    int k,
    int kh,
    int kw,
    int strideH,
    int strideW,
    int padTop,
    int padBottom,
    int padLeft,
    int padRight,
    int dilationH,
    int dilationW,
    int groups) {

  private static final String OP = "conv2d";

  /**
   * Checks that the sizes fit one another.
   *
   * @throws ShapeException if they do not, with what would have fitted
   */
  public ConvGeometry {
    if (n < 0 || c < 1 || h < 0 || w < 0) {
      throw refusal("images [N, C, H, W] with C ≥ 1", Shape.of(n, c, h, w), "");
    }
    if (k < 1) {
      throw refusal("at least one filter", k, "");
    }
    requireEach("a kernel of at least 1×1", kh, kw, "");
    requireEach("a stride of at least 1", strideH, strideW, "");
    requireEach("a dilation of at least 1", dilationH, dilationW, "1 is a dense kernel");
    if (padTop < 0 || padBottom < 0 || padLeft < 0 || padRight < 0) {
      String given =
          "top " + padTop + ", bottom " + padBottom + ", left " + padLeft + ", right " + padRight;
      throw refusal("a padding of at least 0", given, "crop the images instead");
    }
    requireGroups(groups);
    requireDivisible("channels", c, groups);
    requireDivisible("filters", k, groups);
    requireFits("tall", (long) h + padTop + padBottom, reach(kh, dilationH));
    requireFits("wide", (long) w + padLeft + padRight, reach(kw, dilationW));
    Shape.of(
        n,
        k,
        out(h + padTop + padBottom, kh, dilationH, strideH),
        out(w + padLeft + padRight, kw, dilationW, strideW));
  }

  // Texts are put together only where something is refused: this is asked in every step.

  private static void requireEach(String expected, int rows, int columns, String hint) {
    if (rows < 1 || columns < 1) {
      throw refusal(expected, rows + "×" + columns, hint);
    }
  }

  private static void requireGroups(int groups) {
    if (groups < 1) {
      throw refusal("at least one group", groups, "");
    }
  }

  private static void requireDivisible(String what, int count, int groups) {
    if (count % groups != 0) {
      throw refusal(what + " divisible by groups " + groups, count + " " + what, "");
    }
  }

  private static void requireFits(String direction, long size, long reach) {
    if (reach > size || size > Integer.MAX_VALUE) {
      throw refusal(
          "a padded image at least " + reach + " " + direction + " for the (dilated) kernel",
          size,
          "use a smaller kernel, more padding or larger images");
    }
  }

  private static ShapeException refusal(Object expected, Object actual, String hint) {
    return new ShapeException(OP, expected, actual, hint);
  }

  private static long reach(int kernel, int dilation) {
    return (long) (kernel - 1) * dilation + 1;
  }

  private static int out(int padded, int kernel, int dilation, int stride) {
    return (int) ((padded - reach(kernel, dilation)) / stride) + 1;
  }

  /**
   * Returns the sizes for images and filters of these shapes, with stride 1 and no padding.
   *
   * @param images the shape {@code [N, C, H, W]}
   * @param filters the shape {@code [K, C, kh, kw]}
   * @return the geometry
   * @throws ShapeException if the shapes do not fit one another
   */
  public static ConvGeometry of(Shape images, Shape filters) {
    return of(images, filters, 1, 1, 0, 0, 0, 0, 1, 1, 1);
  }

  /**
   * Returns the sizes for images and filters of these shapes.
   *
   * @param images the shape {@code [N, C, H, W]}
   * @param filters the shape {@code [K, C/groups, kh, kw]}
   * @param strideH the vertical stride
   * @param strideW the horizontal stride
   * @param padTop the padding above
   * @param padBottom the padding below
   * @param padLeft the padding to the left
   * @param padRight the padding to the right
   * @param dilationH the vertical dilation
   * @param dilationW the horizontal dilation
   * @param groups the number of groups
   * @return the geometry
   * @throws ShapeException if the shapes do not fit one another
   */
  public static ConvGeometry of(
      Shape images,
      Shape filters,
      int strideH,
      int strideW,
      int padTop,
      int padBottom,
      int padLeft,
      int padRight,
      int dilationH,
      int dilationW,
      int groups) {
    if (images.rank() != 4) {
      throw refusal(
          "images [N, C, H, W]", images, "a single image needs a batch of 1: [1, C, H, W]");
    }
    if (filters.rank() != 4) {
      throw refusal("filters [K, C/groups, kh, kw]", filters, "");
    }
    requireGroups(groups);
    long channels = (long) filters.size(1) * groups;
    if (channels != images.size(1)) {
      throw refusal(
          "images with "
              + channels
              + " channels for filters "
              + filters
              + " in "
              + groups
              + " group(s)",
          images,
          "axis 1 of the images must be axis 1 of the filters times groups");
    }
    return new ConvGeometry(
        images.size(0),
        images.size(1),
        images.size(2),
        images.size(3),
        filters.size(0),
        filters.size(2),
        filters.size(3),
        strideH,
        strideW,
        padTop,
        padBottom,
        padLeft,
        padRight,
        dilationH,
        dilationW,
        groups);
  }

  /**
   * Returns the height of the output.
   *
   * @return {@code (h + padTop + padBottom − dilationH·(kh − 1) − 1) / strideH + 1}
   */
  public int outH() {
    return out(h + padTop + padBottom, kh, dilationH, strideH);
  }

  /**
   * Returns the width of the output.
   *
   * @return {@code (w + padLeft + padRight − dilationW·(kw − 1) − 1) / strideW + 1}
   */
  public int outW() {
    return out(w + padLeft + padRight, kw, dilationW, strideW);
  }

  /**
   * Returns the channels that one filter sees.
   *
   * @return {@code c / groups}
   */
  public int groupChannels() {
    return c / groups;
  }

  /**
   * Returns the filters of one group.
   *
   * @return {@code k / groups}
   */
  public int groupFilters() {
    return k / groups;
  }

  /**
   * Returns the shape of the images.
   *
   * @return {@code [n, c, h, w]}
   */
  public Shape inputShape() {
    return Shape.of(n, c, h, w);
  }

  /**
   * Returns the shape of the filters.
   *
   * @return {@code [k, c/groups, kh, kw]}
   */
  public Shape weightShape() {
    return Shape.of(k, groupChannels(), kh, kw);
  }

  /**
   * Returns the shape of the output.
   *
   * @return {@code [n, k, outH, outW]}
   */
  public Shape outputShape() {
    return Shape.of(n, k, outH(), outW());
  }

  /**
   * Returns the number of multiply-adds of the forward pass over the whole batch.
   *
   * @return the count
   */
  public long multiplyAdds() {
    return (long) n * k * outH() * outW() * groupChannels() * kh * kw;
  }
}
