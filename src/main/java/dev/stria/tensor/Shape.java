package dev.stria.tensor;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The sizes of a tensor's axes, outermost first; images are {@code [N, C, H, W]}.
 *
 * <p>A shape of rank 0 is a scalar and has one element. An axis may have size 0.
 */
public final class Shape {
  private static final Shape SCALAR = new Shape();

  private final int[] sizes;
  private final int count;

  private Shape(int... sizes) {
    this.sizes = sizes;
    this.count = count(sizes);
  }

  /**
   * Returns the shape with these sizes.
   *
   * @param sizes one size per axis, each at least 0; none for a scalar
   * @return the shape
   * @throws ShapeException if a size is negative or the number of elements exceeds an {@code int}
   */
  public static Shape of(int... sizes) {
    return sizes.length == 0 ? SCALAR : new Shape(sizes.clone());
  }

  /**
   * Returns the shape of a single number, rank 0.
   *
   * @return the scalar shape
   */
  public static Shape scalar() {
    return SCALAR;
  }

  private static int count(int[] sizes) {
    boolean empty = false;
    long count = 1;
    for (int size : sizes) {
      if (size < 0) {
        throw new ShapeException("a size is negative: " + Arrays.toString(sizes));
      }
      empty |= size == 0;
      if (size > 0 && count <= Integer.MAX_VALUE) {
        count *= size;
      }
    }
    if (!empty && count > Integer.MAX_VALUE - 8) {
      throw new ShapeException(
          Arrays.toString(sizes) + " has more elements than one array can hold (2^31 - 9)");
    }
    return empty ? 0 : (int) count;
  }

  /**
   * Returns the number of axes.
   *
   * @return the rank, 0 for a scalar
   */
  public int rank() {
    return sizes.length;
  }

  /**
   * Returns the number of elements, the product of all sizes.
   *
   * @return the count, 1 for a scalar
   */
  public int count() {
    return count;
  }

  /**
   * Returns the size of one axis.
   *
   * @param axis the axis; negative counts from the end, -1 is the last
   * @return its size
   * @throws ShapeException if there is no such axis
   */
  public int size(int axis) {
    return sizes[axis(axis)];
  }

  /**
   * Returns the position from the front of an axis that may be counted from the end.
   *
   * @param axis the axis; negative counts from the end, -1 is the last
   * @return the same axis, between 0 and {@code rank() - 1}
   * @throws ShapeException if there is no such axis
   */
  public int axis(int axis) {
    int fromFront = axis < 0 ? axis + sizes.length : axis;
    if (fromFront < 0 || fromFront >= sizes.length) {
      throw new ShapeException(
          "axis " + axis + " does not exist in " + this + ", which has rank " + sizes.length);
    }
    return fromFront;
  }

  /**
   * Returns the number of elements between two neighbours along an axis, in row-major order.
   *
   * @param axis the axis; negative counts from the end
   * @return the product of all sizes behind {@code axis}
   * @throws ShapeException if there is no such axis
   */
  public int stride(int axis) {
    int stride = 1;
    for (int i = axis(axis) + 1; i < sizes.length; i++) {
      stride *= sizes[i];
    }
    return stride;
  }

  /**
   * Returns the sizes as a fresh array.
   *
   * @return one size per axis
   */
  public int[] sizes() {
    return sizes.clone();
  }

  /**
   * Returns this shape with one axis of another size.
   *
   * @param axis the axis; negative counts from the end
   * @param size its new size
   * @return the changed shape
   * @throws ShapeException if there is no such axis or the size is negative
   */
  public Shape with(int axis, int size) {
    int[] changed = sizes.clone();
    changed[axis(axis)] = size;
    return new Shape(changed);
  }

  /**
   * Returns this shape behind a new first axis: an image's shape as that of a batch.
   *
   * @param size the size of the new first axis
   * @return the shape of rank {@code rank() + 1}
   */
  public Shape prepend(int size) {
    int[] changed = new int[sizes.length + 1];
    changed[0] = size;
    System.arraycopy(sizes, 0, changed, 1, sizes.length);
    return new Shape(changed);
  }

  /**
   * Returns this shape without its first axis: a batch's shape as that of one example.
   *
   * @return the shape of rank {@code rank() - 1}
   * @throws ShapeException if this is a scalar
   */
  public Shape dropFirst() {
    axis(0);
    return of(Arrays.copyOfRange(sizes, 1, sizes.length));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** Returns the sizes in brackets, such as {@code [64, 1, 28, 28]}. */
  @Override
  public String toString() {
    return Arrays.stream(sizes)
        .mapToObj(Integer::toString)
        .collect(Collectors.joining(", ", "[", "]"));
  }
}
