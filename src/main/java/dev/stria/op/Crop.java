package dev.stria.op;

import dev.stria.op.Slice.Range;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** Images without some rows and columns at their sides. */
public final class Crop {
  private Crop() {}

  /**
   * Cuts rows and columns off.
   *
   * <p><b>Shape:</b> {@code [.., H, W]} to {@code [.., H − top − bottom, W − left − right]}.
   *
   * @param x the images
   * @param sides how many rows and columns to cut off on each side
   * @return the smaller images
   * @throws ShapeException if there are no rows and columns, or fewer than are to be cut off
   */
  public static Tensor crop(Tensor x, Window.Sides sides) {
    Shape shape = x.shape();
    if (shape.rank() < 2) {
      throw new ShapeException("crop", "images [.., H, W]", shape, "");
    }
    int height = shape.size(-2) - sides.top() - sides.bottom();
    int width = shape.size(-1) - sides.left() - sides.right();
    boolean negative =
        Math.min(Math.min(sides.top(), sides.bottom()), Math.min(sides.left(), sides.right())) < 0;
    if (negative || height < 1 || width < 1) {
      throw new ShapeException("crop", "sides that leave something of " + shape, sides, "");
    }
    return Slice.slice(
        x,
        Range.along(-2).from(sides.top()).to(sides.top() + height),
        Range.along(-1).from(sides.left()).to(sides.left() + width));
  }

  /**
   * Cuts out the centre; of an odd number of rows or columns too many, one more goes at the bottom and on
   * the right.
   *
   * <p><b>Shape:</b> {@code [.., H, W]} to {@code [.., height, width]}.
   *
   * @param x the images
   * @param size height and width of what stays
   * @return the smaller images
   * @throws ShapeException if the images have no rows and columns, or fewer than should stay
   */
  public static Tensor center(Tensor x, Window.Extent size) {
    if (x.shape().rank() < 2) {
      throw new ShapeException("crop", "images [.., H, W]", x.shape(), "");
    }
    int rows = x.shape().size(-2) - size.height();
    int columns = x.shape().size(-1) - size.width();
    return crop(x, new Window.Sides(rows / 2, rows - rows / 2, columns / 2, columns - columns / 2));
  }
}
