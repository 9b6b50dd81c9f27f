package dev.stria.op;

import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Tensor;

/** Where the largest elements lie along an axis; NaN wins, and the first among equals. */
public final class ArgMax {
  private ArgMax() {}

  /**
   * Returns the positions of the largest elements along an axis: the predicted classes of logits.
   *
   * <p><b>Shape:</b> any with that axis.
   *
   * @param x the elements
   * @param axis the axis; negative counts from the end
   * @return the positions along the axis, row-major over the other axes
   * @throws dev.stria.tensor.ShapeException if there is no such axis, or nothing along it
   */
  public static int[] argMax(Tensor x, int axis) {
    Axes.Reduced r = Axes.along("argmax", x, axis).notEmpty("argmax");
    int[] index = new int[r.result().count()];
    Kernels.reduction().argMax(r.outer(), r.size(), r.inner(), x.data(), index);
    return index;
  }

  /**
   * Returns the positions of the smallest elements along an axis.
   *
   * <p><b>Shape:</b> any with that axis.
   *
   * @param x the elements
   * @param axis the axis; negative counts from the end
   * @return the positions along the axis, row-major over the other axes
   * @throws dev.stria.tensor.ShapeException if there is no such axis, or nothing along it
   */
  public static int[] argMin(Tensor x, int axis) {
    return argMax(Scale.scale(x, -1), axis);
  }

  /**
   * Returns the largest elements along an axis; unlike with {@link Max}, the whole gradient goes to the
   * first largest.
   *
   * <p><b>Shape:</b> any with that axis, which is gone afterwards.
   *
   * @param x the elements
   * @param axis the axis; negative counts from the end
   * @return the elements to which {@link #argMax} points
   * @throws dev.stria.tensor.ShapeException if there is no such axis, or nothing along it
   */
  public static Tensor max(Tensor x, int axis) {
    Axes.Reduced r = Axes.along("max", x, axis).notEmpty("max");
    int[] positions = argMax(x, axis);
    for (int i = 0; i < positions.length; i++) {
      positions[i] = (i / r.inner() * r.size() + positions[i]) * r.inner() + i % r.inner();
    }
    return Views.blocks("max", x, r.result(), positions, 1);
  }
}
