package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** Probabilities from logits along one axis, {@code y = e^x / Σ e^x}. */
public final class Softmax {
  private Softmax() {}

  /**
   * Returns the softmax along an axis, stable for any size of the logits.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the logits
   * @param axis along which the results sum to 1; negative counts from the end
   * @return the probabilities
   * @throws ShapeException if there is no such axis
   */
  public static Tensor softmax(Tensor x, int axis) {
    Shape shape = x.shape();
    int size = shape.size(axis);
    int inner = shape.stride(axis);
    int outer = shape.count() / Math.max(1, size * inner);
    Tensor y = Tape.result(shape, x);
    Kernels.softmax().softmax(outer, size, inner, x.data(), y.data());
    return Tape.record(
        "softmax",
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            Kernels.softmax()
                .softmaxBackward(outer, size, inner, y.data(), dy.data(), grads.into(x));
          }
        });
  }
}
