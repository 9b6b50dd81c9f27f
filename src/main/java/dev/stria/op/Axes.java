package dev.stria.op;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The axes that a reduction sums up, and whether they stay as axes of size 1.
 *
 * <p>{@code Axes.all()}, {@code Axes.of(2, 3)}, {@code Axes.of(-1).keepDim()}.
 */
public final class Axes {
  private final int[] axes;
  private final boolean keepDim;

  private Axes(int[] axes, boolean keepDim) {
    this.axes = axes;
    this.keepDim = keepDim;
  }

  /**
   * Returns all axes: a scalar comes out.
   *
   * @return the axes
   */
  public static Axes all() {
    return new Axes(null, false);
  }

  /**
   * Returns some axes.
   *
   * @param axes their numbers; negative counts from the end. None at all reduces nothing.
   * @return the axes
   */
  public static Axes of(int... axes) {
    return new Axes(axes.clone(), false);
  }

  /**
   * Returns these axes with the reduced ones kept as axes of size 1.
   *
   * @return the changed axes
   */
  public Axes keepDim() {
    return new Axes(axes, true);
  }

  /** Brings the axes of a tensor side by side. */
  Reduced reduce(String op, Tensor x) {
    boolean[] reduced = marked(op, x.shape());
    int rank = reduced.length;
    int[] order =
        IntStream.concat(
                IntStream.range(0, rank).filter(axis -> !reduced[axis]),
                IntStream.range(0, rank).filter(axis -> reduced[axis]))
            .toArray();
    int kept = (int) IntStream.range(0, rank).filter(axis -> !reduced[axis]).count();
    Shape result = result(x.shape(), reduced);
    int first = kept == rank ? rank : order[kept];
    int last = kept == rank ? rank - 1 : order[rank - 1];
    if (last - first + 1 == rank - kept) {
      return new Reduced(
          x,
          count(x.shape(), 0, first),
          count(x.shape(), first, last + 1),
          count(x.shape(), last + 1, rank),
          result);
    }
    int outer = result.count();
    int size =
        IntStream.range(0, rank)
            .filter(i -> reduced[i])
            .map(x.shape()::size)
            .reduce(1, Math::multiplyExact);
    return new Reduced(Permute.permute(x, order), outer, size, 1, result);
  }

  private boolean[] marked(String op, Shape shape) {
    boolean[] reduced = new boolean[shape.rank()];
    if (axes == null) {
      Arrays.fill(reduced, true);
      return reduced;
    }
    for (int axis : axes) {
      int at = axis(op, shape, axis);
      if (reduced[at]) {
        throw new ShapeException(
            op, "each axis at most once", Arrays.toString(axes) + " of " + shape, "");
      }
      reduced[at] = true;
    }
    return reduced;
  }

  private Shape result(Shape shape, boolean[] reduced) {
    return Shape.of(
        IntStream.range(0, reduced.length)
            .filter(axis -> keepDim || !reduced[axis])
            .map(axis -> reduced[axis] ? 1 : shape.size(axis))
            .toArray());
  }

  /** Returns the number of elements over the axes from one to before another. */
  static int count(Shape shape, int from, int to) {
    int count = 1;
    for (int axis = from; axis < to; axis++) {
      count *= shape.size(axis);
    }
    return count;
  }

  /** Returns an axis counted from the front. */
  static int axis(String op, Shape shape, int axis) {
    if (axis < -shape.rank() || axis >= shape.rank()) {
      throw new ShapeException(
          op,
          shape.rank() == 0
              ? "a tensor with axes"
              : "an axis from " + -shape.rank() + " to " + (shape.rank() - 1) + " of " + shape,
          shape.rank() == 0 ? shape : "axis " + axis,
          "");
    }
    return shape.axis(axis);
  }

  /** Returns one axis of a tensor with what lies before and behind it. */
  static Reduced along(String op, Tensor x, int axis) {
    int at = axis(op, x.shape(), axis);
    return Axes.of(at).reduce(op, x);
  }

  /**
   * A tensor {@code [outer, size, inner]} whose middle axis is reduced.
   *
   * @param x the tensor, its reduced axes side by side
   * @param outer the number of slices before them
   * @param size the number of elements that become one
   * @param inner the number of elements behind them
   * @param result the shape of the result, {@code outer · inner} elements
   */
  record Reduced(Tensor x, int outer, int size, int inner, Shape result) {
    /** Refuses to look for the extreme of nothing. */
    Reduced notEmpty(String op) {
      if (size == 0 && result.count() > 0) {
        throw new ShapeException(op, "at least one element to reduce", x.shape(), "");
      }
      return this;
    }
  }

  /** Returns the numbers of the axes. */
  @Override
  public String toString() {
    return (axes == null ? "all axes" : "axes " + Arrays.toString(axes)) + (keepDim ? " kept" : "");
  }
}
