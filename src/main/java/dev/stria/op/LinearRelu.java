package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * The fully connected layer's function and a relu in one pass: the same bits as {@link Linear#linear} then {@link Relu#relu},
 * without the rows in between.
 */
public final class LinearRelu {
  private LinearRelu() {}

  /**
   * Returns {@code relu(linear(x, w, b))}.
   *
   * <p><b>Shape:</b> as {@link Linear#linear}.
   *
   * @param x the rows
   * @param w the weights
   * @param b the biases, or {@code null} for none
   * @return the result
   * @throws ShapeException if the shapes do not fit one another
   */
  public static Tensor linearRelu(Tensor x, Tensor w, Tensor b) {
    Tensor y = Linear.forward(x, w, b, true);
    return Tape.record(
        "linear_relu",
        y,
        (dy, grads) -> {
          float[] dLinear = Tape.of(y).lend(y.shape().count());
          Kernels.elementwise().passRelu(y.data(), dy.data(), dLinear);
          Linear.addGradients(x, w, b, dLinear, grads);
        });
  }
}
