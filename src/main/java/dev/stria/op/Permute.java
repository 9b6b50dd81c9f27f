package dev.stria.op;

import dev.stria.internal.kernel.StridedView;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/** The same elements with their axes in another order. */
public final class Permute {
  private Permute() {}

  /**
   * Puts the axes in another order.
   *
   * <p><b>Shape:</b> axis i of the result is axis {@code order[i]} of x: with the order (0, 2, 3, 1)
   * images {@code [N, C, H, W]} become {@code [N, H, W, C]}.
   *
   * @param x the tensor
   * @param order each axis of x once; negative counts from the end
   * @return the permuted tensor
   * @throws ShapeException if an axis is missing, repeated or does not exist
   */
  public static Tensor permute(Tensor x, int... order) {
    int rank = x.shape().rank();
    if (order.length != rank) {
      throw new ShapeException(
          "permute", "an order of all axes of " + x.shape(), Arrays.toString(order), "");
    }
    int[] sizes = new int[rank];
    int[] strides = new int[rank];
    boolean[] seen = new boolean[rank];
    for (int i = 0; i < rank; i++) {
      int axis = Axes.axis("permute", x.shape(), order[i]);
      if (seen[axis]) {
        throw new ShapeException("permute", "each axis once", Arrays.toString(order), "");
      }
      seen[axis] = true;
      sizes[i] = x.shape().size(axis);
      strides[i] = x.shape().stride(axis);
    }
    return Views.read("permute", x, Shape.of(sizes), new StridedView(0, sizes, strides));
  }

  /**
   * Exchanges two axes.
   *
   * <p><b>Shape:</b> {@code [.., A, .., B, ..]} to {@code [.., B, .., A, ..]}.
   *
   * @param x the tensor
   * @param first an axis
   * @param second another axis
   * @return the tensor with both exchanged
   * @throws ShapeException if an axis does not exist
   */
  public static Tensor transpose(Tensor x, int first, int second) {
    int[] order = new int[x.shape().rank()];
    Arrays.setAll(order, i -> i);
    int a = Axes.axis("transpose", x.shape(), first);
    int b = Axes.axis("transpose", x.shape(), second);
    order[a] = b;
    order[b] = a;
    return permute(x, order);
  }
}
