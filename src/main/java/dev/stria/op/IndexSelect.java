package dev.stria.op;

import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** Some slices along an axis, in any order and perhaps several times. */
public final class IndexSelect {
  private IndexSelect() {}

  /**
   * Takes slices along an axis; the gradients of a slice that is taken several times add up.
   *
   * <p><b>Shape:</b> any with that axis, which becomes as long as the index.
   *
   * @param x the tensor
   * @param axis the axis; negative counts from the end
   * @param index which slices
   * @return the slices
   * @throws ShapeException if there is no such axis
   * @throws IllegalArgumentException if there is no such slice
   */
  public static Tensor indexSelect(Tensor x, int axis, int... index) {
    int at = Axes.axis("index_select", x.shape(), axis);
    for (int slice : index) {
      requireIndex("index_select", slice, x.shape().size(at));
    }
    return Views.take("index_select", x, at, index);
  }

  /** Refuses an index outside an axis. */
  static void requireIndex(String op, int index, int size) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException(
          op + ": expected indices from 0 to " + (size - 1) + ", but got " + index);
    }
  }
}
