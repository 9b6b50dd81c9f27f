package dev.stria.op;

import dev.stria.internal.kernel.ConvGeometry;
import dev.stria.internal.kernel.PoolGeometry;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;

/**
 * How a kernel slides over an image: its size, stride, padding and dilation.
 *
 * <p>{@code Window.kernel(3)} has stride 1, no padding and no dilation; {@code Window.kernel(3, 5).stride(2)
 * .padding(1, 2)} says more. Sizes are given as one number, or as height and width.
 *
 * @param kernel rows and columns of the kernel
 * @param stride rows and columns from one position to the next
 * @param padding rows and columns added around the image
 * @param dilation rows and columns from one cell of the kernel to the next
 * @param ceil whether pooling adds a last window that hangs over the border (PyTorch's {@code ceil_mode})
 */
public record Window(Extent kernel, Extent stride, Sides padding, Extent dilation, boolean ceil) {
  private static final Extent ONE = new Extent(1, 1);

  /**
   * A number of rows and columns.
   *
   * @param height rows
   * @param width columns
   */
  public record Extent(int height, int width) {
    @Override
    public String toString() {
      return height + "×" + width;
    }
  }

  /**
   * Rows and columns added around an image.
   *
   * @param top rows above
   * @param bottom rows below
   * @param left columns on the left
   * @param right columns on the right
   */
  public record Sides(int top, int bottom, int left, int right) {}

  /**
   * Returns a square window of stride 1.
   *
   * @param size its height and width
   * @return the window
   */
  public static Window kernel(int size) {
    return kernel(size, size);
  }

  /**
   * Returns a window of stride 1.
   *
   * @param height its rows
   * @param width its columns
   * @return the window
   */
  public static Window kernel(int height, int width) {
    return new Window(new Extent(height, width), ONE, new Sides(0, 0, 0, 0), ONE, false);
  }

  /**
   * Returns this window with another stride.
   *
   * @param size rows and columns from one position to the next
   * @return the changed window
   */
  public Window stride(int size) {
    return stride(size, size);
  }

  /**
   * Returns this window with another stride.
   *
   * @param height rows from one position to the next
   * @param width columns from one position to the next
   * @return the changed window
   */
  public Window stride(int height, int width) {
    return new Window(kernel, new Extent(height, width), padding, dilation, ceil);
  }

  /**
   * Returns this window with the same padding on all four sides.
   *
   * @param size rows and columns added on each side
   * @return the changed window
   */
  public Window padding(int size) {
    return padding(size, size);
  }

  /**
   * Returns this window with other padding.
   *
   * @param height rows added above and as many below
   * @param width columns added on the left and as many on the right
   * @return the changed window
   */
  public Window padding(int height, int width) {
    return padding(new Sides(height, height, width, width));
  }

  /**
   * Returns this window with padding that differs from side to side.
   *
   * @param sides what is added on each side
   * @return the changed window
   */
  public Window padding(Sides sides) {
    return new Window(kernel, stride, sides, dilation, ceil);
  }

  /**
   * Returns this window padded so that at stride 1 the output is as large as the input; an odd total puts
   * the larger half below and on the right, as PyTorch does.
   *
   * @return the changed window
   * @throws ShapeException if the stride is not 1
   */
  public Window same() {
    if (!stride.equals(ONE)) {
      throw new ShapeException(
          "window",
          "stride 1 for padding 'same'",
          "stride " + stride,
          "give the padding in numbers");
    }
    int rows = dilation.height * (kernel.height - 1);
    int columns = dilation.width * (kernel.width - 1);
    return padding(new Sides(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2));
  }

  /**
   * Returns this window with another dilation.
   *
   * @param size rows and columns from one cell of the kernel to the next
   * @return the changed window
   */
  public Window dilation(int size) {
    return dilation(size, size);
  }

  /**
   * Returns this window with another dilation.
   *
   * @param height rows from one row of the kernel to the next
   * @param width columns from one column of the kernel to the next
   * @return the changed window
   */
  public Window dilation(int height, int width) {
    return new Window(kernel, stride, padding, new Extent(height, width), ceil);
  }

  /**
   * Returns this window with or without a last pooling window that hangs over the border.
   *
   * @param mode whether sizes are rounded up
   * @return the changed window
   */
  public Window ceil(boolean mode) {
    return new Window(kernel, stride, padding, dilation, mode);
  }

  /** Returns the sizes of a convolution of this window over images, with {@code k} filters in groups. */
  ConvGeometry convolving(Shape x, int k, int groups) {
    requireImages("conv2d", x);
    return new ConvGeometry(
        x.size(0),
        x.size(1),
        x.size(2),
        x.size(3),
        k,
        kernel.height,
        kernel.width,
        stride.height,
        stride.width,
        padding.top,
        padding.bottom,
        padding.left,
        padding.right,
        dilation.height,
        dilation.width,
        groups);
  }

  /** Returns the sizes of pooling images under this window. */
  PoolGeometry pooling(String op, Shape x) {
    requireImages(op, x);
    return new PoolGeometry(
        op,
        x.size(0),
        x.size(1),
        x.size(2),
        x.size(3),
        kernel.height,
        kernel.width,
        stride.height,
        stride.width,
        padding.top,
        padding.bottom,
        padding.left,
        padding.right,
        dilation.height,
        dilation.width,
        ceil);
  }

  /** Returns the shape of sequences {@code [N, C, L]} as images of one row, for a window of one row. */
  Shape row(String op, Shape x) {
    if (x.rank() != 3) {
      throw new ShapeException(
          op,
          "sequences [N, C, L]",
          x,
          x.rank() == 2 ? "add a batch or channel axis of size 1" : "");
    }
    if (kernel.height != 1 || stride.height != 1 || padding.top + padding.bottom != 0) {
      throw new ShapeException(
          op, "a window of one row, stride 1 and no padding above it", this, "");
    }
    return Shape.of(x.size(0), x.size(1), 1, x.size(2));
  }

  /** Returns {@code [N, C]} of images whose planes have at least one cell. */
  static Shape requirePlanes(String op, Shape x) {
    requireImages(op, x);
    if (x.size(2) * x.size(3) == 0) {
      throw new ShapeException(op, "planes with at least one cell", x, "");
    }
    return Shape.of(x.size(0), x.size(1));
  }

  /** Refuses what is not a batch of images. */
  static void requireImages(String op, Shape x) {
    if (x.rank() != 4) {
      throw new ShapeException(
          op, "images [N, C, H, W]", x, x.rank() == 3 ? "add a batch axis of size 1" : "");
    }
  }
}
