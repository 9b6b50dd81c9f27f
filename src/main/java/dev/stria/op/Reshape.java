package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/** The same values in the same order under another shape; nothing is copied. */
public final class Reshape {
  private Reshape() {}

  /**
   * Gives a tensor another shape.
   *
   * <p><b>Shape:</b> any; as many elements must come out as go in.
   *
   * @param x the tensor
   * @param shape its new shape
   * @return a tensor over the same array
   * @throws ShapeException if the number of elements differs
   */
  public static Tensor reshape(Tensor x, Shape shape) {
    if (shape.count() != x.shape().count()) {
      throw new ShapeException(
          "reshape", x.shape().count() + " elements as in " + x.shape(), shape, "");
    }
    Tensor y = Tape.view(shape, x);
    return Tape.record(
        "reshape",
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            Kernels.elementwise().axpy(1, dy.data(), grads.into(x));
          }
        });
  }

  /**
   * Gives a tensor another shape, of which one size may be left open.
   *
   * <p><b>Shape:</b> any; as many elements must come out as go in.
   *
   * @param x the tensor
   * @param sizes the sizes of its new axes, at most one of them −1 for what is left over
   * @return a tensor over the same array
   * @throws ShapeException if the number of elements differs
   */
  public static Tensor reshape(Tensor x, int... sizes) {
    int[] whole = sizes.clone();
    int rest = x.shape().count();
    int open = -1;
    for (int i = 0; i < sizes.length; i++) {
      if (sizes[i] == -1 && open < 0) {
        open = i;
      } else {
        rest = sizes[i] <= 0 || rest % sizes[i] != 0 ? 0 : rest / sizes[i];
      }
    }
    if (open >= 0) {
      if (rest == 0) {
        throw new ShapeException(
            "reshape",
            "sizes that divide the " + x.shape().count() + " elements of " + x.shape(),
            Arrays.toString(sizes),
            "");
      }
      whole[open] = rest;
    }
    return reshape(x, Shape.of(whole));
  }

  /**
   * Puts in an axis of size 1.
   *
   * <p><b>Shape:</b> {@code [A, B]} to {@code [A, 1, B]} for axis 1.
   *
   * @param x the tensor
   * @param axis where the new axis stands in the result; −1 is the last
   * @return a tensor over the same array
   * @throws ShapeException if the axis is beyond the last
   */
  public static Tensor unsqueeze(Tensor x, int axis) {
    int rank = x.shape().rank() + 1;
    int at = Axes.axis("unsqueeze", x.shape().prepend(1), axis);
    int[] sizes = new int[rank];
    Arrays.setAll(sizes, i -> i == at ? 1 : x.shape().size(i < at ? i : i - 1));
    return reshape(x, Shape.of(sizes));
  }

  /**
   * Takes out an axis of size 1.
   *
   * <p><b>Shape:</b> {@code [A, 1, B]} to {@code [A, B]} for axis 1.
   *
   * @param x the tensor
   * @param axis the axis; negative counts from the end
   * @return a tensor over the same array
   * @throws ShapeException if there is no such axis or it has another size
   */
  public static Tensor squeeze(Tensor x, int axis) {
    int at = Axes.axis("squeeze", x.shape(), axis);
    if (x.shape().size(at) != 1) {
      throw new ShapeException(
          "squeeze", "an axis of size 1", "axis " + at + " of " + x.shape(), "");
    }
    int[] sizes = new int[x.shape().rank() - 1];
    Arrays.setAll(sizes, i -> x.shape().size(i < at ? i : i + 1));
    return reshape(x, Shape.of(sizes));
  }

  /**
   * Makes one axis of all but the first: images become rows.
   *
   * <p><b>Shape:</b> {@code [N, A, B, …]} to {@code [N, A·B·…]}.
   *
   * @param x a batch
   * @return a tensor over the same array
   * @throws ShapeException if the tensor is a scalar
   */
  public static Tensor flatten(Tensor x) {
    int n = x.shape().size(0);
    return reshape(x, Shape.of(n, x.shape().dropFirst().count()));
  }
}
