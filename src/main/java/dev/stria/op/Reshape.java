package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

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
