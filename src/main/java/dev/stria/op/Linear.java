package dev.stria.op;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** The fully connected layer's function, {@code y = x wᵀ + b}, as PyTorch's {@code linear}. */
public final class Linear {
  private Linear() {}

  /**
   * Multiplies rows by a weight matrix and adds a bias.
   *
   * <p><b>Shape:</b> x {@code [N, in]}, w {@code [out, in]}, b {@code [out]}; result {@code [N, out]}. Rows
   * may have more axes in front than one, which are kept.
   *
   * @param x the rows
   * @param w the weights
   * @param b the biases, or {@code null} for none
   * @return the result
   * @throws ShapeException if the shapes do not fit one another
   */
  public static Tensor linear(Tensor x, Tensor w, Tensor b) {
    Tensor y = forward(x, w, b, false);
    return Tape.record("linear", y, (dy, grads) -> addGradients(x, w, b, dy.data(), grads));
  }

  /** Returns {@code x wᵀ + b}, or the relu of it; not recorded yet. */
  static Tensor forward(Tensor x, Tensor w, Tensor b, boolean relu) {
    requireFit(x.shape(), w.shape(), b);
    int in = w.shape().size(1);
    int out = w.shape().size(0);
    Tensor y = Tape.result(x.shape().with(-1, out), x, w, b);
    float[] bias = b == null ? null : b.data();
    Kernels.matrixMultiply().linear(rows(x), in, out, x.data(), w.data(), bias, relu, y.data());
    return y;
  }

  /** Adds the gradients of those inputs that want them, from that of {@code x wᵀ + b}. */
  static void addGradients(Tensor x, Tensor w, Tensor b, float[] dy, Gradients grads) {
    int n = rows(x);
    int in = w.shape().size(1);
    int out = w.shape().size(0);
    if (grads.wants(x)) {
      Kernels.matrixMultiply()
          .multiply(false, false, n, in, out, dy, 0, w.data(), 0, grads.into(x), 0, true);
    }
    if (grads.wants(w)) {
      Kernels.matrixMultiply()
          .multiply(true, false, out, in, n, dy, 0, x.data(), 0, grads.into(w), 0, true);
    }
    if (grads.wants(b)) {
      Kernels.reduction().addChannelSums(n, out, 1, dy, grads.into(b));
    }
  }

  private static int rows(Tensor x) {
    return Axes.count(x.shape(), 0, x.shape().rank() - 1);
  }

  private static void requireFit(Shape x, Shape w, Tensor b) {
    if (w.rank() != 2) {
      throw new ShapeException("linear", "weights [out, in]", w, "");
    }
    if (x.rank() == 0 || x.size(-1) != w.size(1)) {
      throw new ShapeException(
          "linear",
          "rows [N, " + w.size(1) + "]",
          x,
          x.rank() > 2 ? "flatten the images first" : "the weights are " + w);
    }
    if (b != null && !b.shape().equals(Shape.of(w.size(0)))) {
      throw new ShapeException(
          "linear", "one bias per output, " + Shape.of(w.size(0)), b.shape(), "");
    }
  }
}
