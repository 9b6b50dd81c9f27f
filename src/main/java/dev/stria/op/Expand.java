package dev.stria.op;

import dev.stria.internal.kernel.Broadcast;
import dev.stria.internal.kernel.StridedView;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** Repetition along axes of size 1, as broadcasting does it; the gradient is summed over the repeats. */
public final class Expand {
  private Expand() {}

  /**
   * Repeats a tensor to a shape.
   *
   * <p><b>Shape:</b> aligned at the last axis, each axis of x is as large as the result's, 1, or missing.
   *
   * @param x the tensor
   * @param shape the shape that comes out
   * @return the repeated tensor, x itself if it has the shape already
   * @throws ShapeException if x cannot be repeated to that shape
   */
  public static Tensor expand(Tensor x, Shape shape) {
    if (x.shape().equals(shape)) {
      return x;
    }
    int rank = shape.rank();
    int missing = rank - x.shape().rank();
    boolean fits = missing >= 0;
    int[] strides = new int[rank];
    for (int axis = Math.max(0, missing); fits && axis < rank; axis++) {
      int size = x.shape().size(axis - missing);
      fits = size == 1 || size == shape.size(axis);
      strides[axis] = size == 1 ? 0 : x.shape().stride(axis - missing);
    }
    if (!fits) {
      throw new ShapeException(
          "expand", "a tensor whose axes are 1 or those of " + shape, x.shape(), "");
    }
    return Views.read("expand", x, shape, new StridedView(0, shape.sizes(), strides));
  }

  /** Returns the shape to which two shapes broadcast. */
  static Shape common(String op, Shape a, Shape b) {
    return Broadcast.of(op, a, b).shape();
  }
}
