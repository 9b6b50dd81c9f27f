package dev.stria.op;

import dev.stria.internal.kernel.StridedView;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** The same elements in the opposite order along some axes. */
public final class Flip {
  private Flip() {}

  /**
   * Reverses axes: axis −1 mirrors images left to right.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the tensor
   * @param axes which axes; negative counts from the end
   * @return the reversed tensor
   * @throws dev.stria.tensor.ShapeException if there is no such axis
   */
  public static Tensor flip(Tensor x, int... axes) {
    Shape shape = x.shape();
    int[] strides = new int[shape.rank()];
    for (int axis = 0; axis < strides.length; axis++) {
      strides[axis] = shape.stride(axis);
    }
    int offset = 0;
    for (int axis : axes) {
      int at = Axes.axis("flip", shape, axis);
      if (strides[at] > 0) {
        offset += (shape.size(at) - 1) * strides[at];
        strides[at] = -strides[at];
      }
    }
    return Views.read("flip", x, shape, new StridedView(offset, shape.sizes(), strides));
  }
}
