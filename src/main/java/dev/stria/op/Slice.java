package dev.stria.op;

import dev.stria.internal.kernel.StridedView;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A part of a tensor between two positions along some axes. */
public final class Slice {
  private Slice() {}

  /**
   * Takes a part of a tensor: {@code slice(x, Range.along(2).to(5), Range.along(3).from(-2))}.
   *
   * <p><b>Shape:</b> any; each sliced axis becomes as long as its range.
   *
   * @param x the tensor
   * @param ranges what is taken along each sliced axis
   * @return the part
   * @throws ShapeException if there is no such axis, or one is sliced twice
   */
  public static Tensor slice(Tensor x, Range... ranges) {
    Shape shape = x.shape();
    int[] sizes = shape.sizes();
    int[] strides = new int[sizes.length];
    Arrays.setAll(strides, shape::stride);
    boolean[] sliced = new boolean[sizes.length];
    int offset = 0;
    for (Range range : ranges) {
      int axis = Axes.axis("slice", shape, range.axis());
      if (sliced[axis]) {
        throw new ShapeException("slice", "each axis at most once", "axis " + axis + " twice", "");
      }
      sliced[axis] = true;
      offset += range.first(shape.size(axis)) * strides[axis];
      sizes[axis] = range.count(shape.size(axis));
      strides[axis] *= range.step();
    }
    Shape result = Shape.of(sizes);
    return Views.read(
        "slice", x, result, new StridedView(result.count() == 0 ? 0 : offset, sizes, strides));
  }

  /**
   * Cuts a tensor into parts along an axis.
   *
   * <p><b>Shape:</b> the sizes add up to the axis.
   *
   * @param x the tensor
   * @param axis the axis; negative counts from the end
   * @param sizes how long each part is
   * @return the parts
   * @throws ShapeException if there is no such axis, or the sizes do not add up to it
   */
  public static List<Tensor> split(Tensor x, int axis, int... sizes) {
    int at = Axes.axis("split", x.shape(), axis);
    if (Arrays.stream(sizes).sum() != x.shape().size(at)
        || Arrays.stream(sizes).anyMatch(s -> s < 0)) {
      throw new ShapeException(
          "split",
          "sizes that add up to axis " + at + " of " + x.shape(),
          Arrays.toString(sizes),
          "");
    }
    List<Tensor> parts = new ArrayList<>();
    int from = 0;
    for (int size : sizes) {
      parts.add(slice(x, Range.along(at).from(from).to(from + size)));
      from += size;
    }
    return parts;
  }

  /**
   * What is taken along one axis, with the rules of Python's slices: negative positions count from the
   * end, and positions beyond the ends are moved to them.
   *
   * @param axis the axis; negative counts from the end
   * @param from the first position taken; {@code null} for the end where the step starts
   * @param to the position before which it ends; {@code null} for the other end
   * @param step from one position to the next, not 0; negative to go backwards
   */
  public record Range(int axis, Integer from, Integer to, int step) {
    /** Checks that the step leads somewhere. */
    public Range {
      if (step == 0) {
        throw new IllegalArgumentException("slice: expected a step other than 0, but got 0");
      }
    }

    /**
     * Returns the range of a whole axis.
     *
     * @param axis the axis; negative counts from the end
     * @return the range
     */
    public static Range along(int axis) {
      return new Range(axis, null, null, 1);
    }

    /**
     * Returns this range with another start.
     *
     * @param position the first position taken; negative counts from the end
     * @return the changed range
     */
    public Range from(int position) {
      return new Range(axis, position, to, step);
    }

    /**
     * Returns this range with another end.
     *
     * @param position the position before which it ends; negative counts from the end
     * @return the changed range
     */
    public Range to(int position) {
      return new Range(axis, from, position, step);
    }

    /**
     * Returns this range with another step.
     *
     * @param size from one position to the next, not 0
     * @return the changed range
     */
    public Range step(int size) {
      return new Range(axis, from, to, size);
    }

    int first(int size) {
      return from == null ? (step > 0 ? 0 : size - 1) : bounded(from, size);
    }

    int count(int size) {
      int end = to == null ? (step > 0 ? size : -1) : bounded(to, size);
      int distance = step > 0 ? end - first(size) : first(size) - end;
      int stride = Math.abs(step);
      return Math.max(0, (distance + stride - 1) / stride);
    }

    private int bounded(int position, int size) {
      int fromFront = position < 0 ? position + size : position;
      return step > 0
          ? Math.max(0, Math.min(fromFront, size))
          : Math.max(-1, Math.min(fromFront, size - 1));
    }
  }
}
