package dev.stria.tensor;

import java.util.Arrays;
import java.util.Objects;

/**
 * A dense, row-major array of {@code float} with a shape.
 *
 * <p>A tensor has no mathematics: operations live in {@code dev.stria.op}. Most tensors simply have
 * their array. A tensor that was computed on a tape has an <em>owner</em>, the tape, which lends the
 * array and takes it back when it closes; from then on the tensor refuses to be read. {@link #copy()}
 * makes one that stays.
 */
public final class Tensor {
  /** Who lends a tensor its array and decides how long it may be read. */
  public interface Owner {
    /**
     * Throws if the arrays that this owner lent may no longer be read.
     *
     * @throws IllegalStateException if the arrays were taken back
     */
    void requireReadable();
  }

  private final Shape shape;
  private final float[] data;
  private final Owner owner;
  private final int slot;

  private Tensor(Shape shape, float[] data, Owner owner, int slot) {
    this.shape = Objects.requireNonNull(shape, "shape");
    this.data = Objects.requireNonNull(data, "data");
    this.owner = owner;
    this.slot = slot;
    if (data.length != shape.count()) {
      throw new ShapeException(
          "tensor", shape.count() + " values for shape " + shape, data.length, "");
    }
  }

  /**
   * Returns a tensor over an array, which is used as it is and not copied.
   *
   * @param shape the shape
   * @param data the values, row-major, as many as the shape has elements
   * @return the tensor
   * @throws ShapeException if the number of values is another
   */
  public static Tensor of(Shape shape, float... data) {
    return new Tensor(shape, data, null, -1);
  }

  /**
   * Returns a tensor whose array belongs to an owner. For tapes and parameters, not for applications.
   *
   * @param shape the shape
   * @param data the values, not copied
   * @param owner who lends the array
   * @param slot the owner's number for this tensor
   * @return the tensor
   * @throws ShapeException if the number of values does not fit the shape
   */
  public static Tensor owned(Shape shape, float[] data, Owner owner, int slot) {
    return new Tensor(shape, data, Objects.requireNonNull(owner, "owner"), slot);
  }

  /**
   * Returns a tensor of zeros.
   *
   * @param sizes the sizes of its axes
   * @return the tensor
   */
  public static Tensor zeros(int... sizes) {
    return zeros(Shape.of(sizes));
  }

  /**
   * Returns a tensor of zeros.
   *
   * @param shape its shape
   * @return the tensor
   */
  public static Tensor zeros(Shape shape) {
    return of(shape, new float[shape.count()]);
  }

  /**
   * Returns a tensor of one value throughout.
   *
   * @param shape its shape
   * @param value the value of every element
   * @return the tensor
   */
  public static Tensor filled(Shape shape, float value) {
    float[] data = new float[shape.count()];
    Arrays.fill(data, value);
    return of(shape, data);
  }

  /**
   * Returns a tensor of rank 0.
   *
   * @param value its only element
   * @return the tensor
   */
  public static Tensor scalar(float value) {
    return of(Shape.scalar(), value);
  }

  /**
   * Returns the sizes of the axes.
   *
   * @return the shape
   */
  public Shape shape() {
    return shape;
  }

  /**
   * Returns the values, row-major: the array itself, not a copy. Treat it as read-only.
   *
   * @return the array, exactly {@code shape().count()} long
   * @throws IllegalStateException if it was computed on a tape that has been closed
   */
  public float[] data() {
    if (owner != null) {
      owner.requireReadable();
    }
    return data;
  }

  /**
   * Returns the element at a position.
   *
   * @param index one index per axis
   * @return the value
   * @throws ShapeException if the number of indices is not the rank
   * @throws IndexOutOfBoundsException if an index is outside its axis
   */
  public float get(int... index) {
    if (index.length != shape.rank()) {
      throw new ShapeException("get", shape.rank() + " indices for " + shape, index.length, "");
    }
    int at = 0;
    for (int axis = 0; axis < index.length; axis++) {
      at = at * shape.size(axis) + Objects.checkIndex(index[axis], shape.size(axis));
    }
    return data()[at];
  }

  /**
   * Returns the only element of a tensor with one element.
   *
   * @return the value
   * @throws ShapeException if there are more elements or none
   */
  public float item() {
    if (data.length != 1) {
      throw new ShapeException(
          "item", "a tensor with one element", shape, "use get(index…) or data()");
    }
    return data()[0];
  }

  /**
   * Returns a tensor with an array of its own that outlives any tape.
   *
   * @return the copy
   * @throws IllegalStateException if this tensor was computed on a tape that has been closed
   */
  public Tensor copy() {
    return of(shape, data().clone());
  }

  /**
   * Returns who lends the array.
   *
   * @return the owner, or {@code null} if the tensor simply has its array
   */
  public Owner owner() {
    return owner;
  }

  /**
   * Returns the owner's number for this tensor.
   *
   * @return the number, -1 without an owner
   */
  public int slot() {
    return slot;
  }

  /** Returns the shape and the first few values. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Tensor").append(shape).append(' ');
    float[] values = data();
    text.append(Arrays.toString(Arrays.copyOf(values, Math.min(values.length, 8))));
    return values.length > 8 ? text.insert(text.length() - 1, ", …").toString() : text.toString();
  }
}
