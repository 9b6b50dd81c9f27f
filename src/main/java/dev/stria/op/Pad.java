package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.StridedView;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/** More elements around a tensor: images with a border. */
public final class Pad {
  private Pad() {}

  /** What a border is made of. */
  public enum Kind {
    /** One value throughout. */
    CONSTANT,
    /** The image mirrored, without its outermost row and column: {@code c b | a b c | b a}. */
    REFLECT,
    /** The outermost row and column repeated: {@code a a | a b c | c c}. */
    REPLICATE,
    /** The image repeated: {@code b c | a b c | a b}. */
    CIRCULAR
  }

  /**
   * What a border is made of.
   *
   * @param kind how it follows from the image
   * @param value the value of a constant border
   */
  public record Border(Kind kind, float value) {
    /** A border of zeros. */
    public static final Border ZERO = constant(0);

    /** The image mirrored, without its outermost row and column. */
    public static final Border REFLECT = new Border(Kind.REFLECT, 0);

    /** The outermost row and column repeated. */
    public static final Border REPLICATE = new Border(Kind.REPLICATE, 0);

    /** The image repeated. */
    public static final Border CIRCULAR = new Border(Kind.CIRCULAR, 0);

    /**
     * Returns a border of one value.
     *
     * @param value the value
     * @return the border
     */
    public static Border constant(float value) {
      return new Border(Kind.CONSTANT, value);
    }
  }

  /**
   * Puts a border around images.
   *
   * <p><b>Shape:</b> {@code [.., H, W]} to {@code [.., top + H + bottom, left + W + right]}.
   *
   * @param x the images
   * @param sides how many rows and columns on each side
   * @param border what they are made of
   * @return the larger images
   * @throws ShapeException if there are no rows and columns, or the border is negative or wider than what it
   *     is made of
   */
  public static Tensor pad(Tensor x, Window.Sides sides, Border border) {
    int rank = x.shape().rank();
    if (rank < 2) {
      throw new ShapeException("pad", "images [.., H, W]", x.shape(), "");
    }
    int[] before = new int[rank];
    int[] after = new int[rank];
    before[rank - 2] = sides.top();
    after[rank - 2] = sides.bottom();
    before[rank - 1] = sides.left();
    after[rank - 1] = sides.right();
    return pad(x, before, after, border);
  }

  /**
   * Puts a border around a tensor of any rank.
   *
   * <p><b>Shape:</b> each axis grows by both its numbers.
   *
   * @param x the tensor
   * @param before how many elements in front, one number per axis
   * @param after how many elements behind, one number per axis
   * @param border what they are made of
   * @return the larger tensor
   * @throws ShapeException if there is not one number per axis, or one is negative or larger than what the
   *     border is made of
   */
  public static Tensor pad(Tensor x, int[] before, int[] after, Border border) {
    requireFit(x.shape(), before, after);
    if (border.kind() == Kind.CONSTANT) {
      return constant(x, before, after, border.value());
    }
    Tensor y = x;
    for (int axis = 0; axis < before.length; axis++) {
      if (before[axis] + after[axis] > 0) {
        y =
            Views.take(
                "pad", y, axis, source(x.shape(), axis, before[axis], after[axis], border.kind()));
      }
    }
    return y;
  }

  private static Tensor constant(Tensor x, int[] before, int[] after, float value) {
    int[] sizes = x.shape().sizes();
    Arrays.setAll(sizes, axis -> before[axis] + x.shape().size(axis) + after[axis]);
    Shape shape = Shape.of(sizes);
    int[] strides = new int[sizes.length];
    Arrays.setAll(strides, shape::stride);
    int offset = 0;
    for (int axis = 0; axis < strides.length; axis++) {
      offset += before[axis] * strides[axis];
    }
    StridedView inside = new StridedView(offset, x.shape().sizes(), strides);
    Tensor y = Tape.result(shape, x);
    Arrays.fill(y.data(), value);
    inside.write(x.data(), y.data());
    return Tape.record(
        "pad",
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            inside.addFrom(dy.data(), grads.into(x));
          }
        });
  }

  /** Where each element of a padded axis comes from. */
  private static int[] source(Shape x, int axis, int before, int after, Kind kind) {
    int size = x.size(axis);
    int most =
        kind == Kind.REFLECT
            ? size - 1
            : kind == Kind.CIRCULAR ? size : size == 0 ? 0 : Integer.MAX_VALUE;
    if (Math.max(before, after) > most) {
      throw new ShapeException(
          "pad",
          "at most " + Math.max(0, most) + " elements of border on axis " + axis + " of " + x,
          Math.max(before, after),
          "a border of kind " + kind + " is made of the axis itself");
    }
    int[] source = new int[before + size + after];
    Arrays.setAll(source, i -> folded(i - before, size, kind));
    return source;
  }

  private static int folded(int at, int size, Kind kind) {
    return switch (kind) {
      case REFLECT -> at < 0 ? -at : at >= size ? 2 * (size - 1) - at : at;
      case CIRCULAR -> Math.floorMod(at, size);
      default -> Math.max(0, Math.min(at, size - 1));
    };
  }

  private static void requireFit(Shape x, int[] before, int[] after) {
    if (before.length != x.rank() || after.length != x.rank()) {
      throw new ShapeException(
          "pad",
          "one number before and behind each axis of " + x,
          Arrays.toString(before) + " and " + Arrays.toString(after),
          "");
    }
    for (int axis = 0; axis < before.length; axis++) {
      if (before[axis] < 0 || after[axis] < 0) {
        throw new ShapeException(
            "pad",
            "padding of 0 or more on axis " + axis,
            Math.min(before[axis], after[axis]),
            "crop instead");
      }
      long size = (long) before[axis] + x.size(axis) + after[axis];
      if (size > Integer.MAX_VALUE) {
        throw new ShapeException("pad", "a size that an int can hold on axis " + axis, size, "");
      }
    }
  }
}
