package dev.stria.op;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/** One element for each index along an axis, as PyTorch's {@code gather}. */
public final class Gather {
  private Gather() {}

  /**
   * Takes elements: along axis 1, {@code y[i, j, k] = x[i, index[i, j, k], k]}.
   *
   * <p><b>Shape:</b> as many axes as x, none longer than x's but the one along which is gathered.
   *
   * @param x the tensor
   * @param axis the axis; negative counts from the end
   * @param shape the shape of the index, and of the result
   * @param index where along the axis each element is taken, row-major
   * @return the elements
   * @throws ShapeException if the shapes do not fit one another
   * @throws IllegalArgumentException if an index is outside the axis
   */
  public static Tensor gather(Tensor x, int axis, Shape shape, int... index) {
    int along = Axes.axis("gather", x.shape(), axis);
    requireFit(x.shape(), along, shape, index);
    int[] positions = new int[index.length];
    int[] at = new int[shape.rank()];
    for (int i = 0; i < positions.length; i++) {
      IndexSelect.requireIndex("gather", index[i], x.shape().size(along));
      for (int k = 0; k < at.length; k++) {
        positions[i] += (k == along ? index[i] : at[k]) * x.shape().stride(k);
      }
      advance(at, shape);
    }
    return Views.blocks("gather", x, shape, positions, 1);
  }

  private static void advance(int[] at, Shape shape) {
    for (int k = at.length - 1; k >= 0 && ++at[k] == shape.size(k); k--) {
      at[k] = 0;
    }
  }

  private static void requireFit(Shape x, int along, Shape shape, int[] index) {
    boolean fits = shape.rank() == x.rank();
    for (int k = 0; fits && k < x.rank(); k++) {
      fits = k == along || shape.size(k) <= x.size(k);
    }
    if (!fits) {
      throw new ShapeException(
          "gather", "an index whose axes other than " + along + " fit into " + x, shape, "");
    }
    if (index.length != shape.count()) {
      throw new ShapeException(
          "gather",
          shape.count() + " indices for " + shape,
          index.length,
          Arrays.toString(index).length() < 80 ? Arrays.toString(index) : "");
    }
  }
}
