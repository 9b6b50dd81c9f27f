package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.ConvGeometry;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * A convolution and a relu in one pass: the same bits as {@link Conv2d#conv2d} then {@link Relu#relu}, without the map in
 * between.
 */
public final class Conv2dRelu {
  private Conv2dRelu() {}

  /**
   * Returns {@code relu(conv2d(x, w, b))}.
   *
   * <p><b>Shape:</b> as {@link Conv2d#conv2d}.
   *
   * @param x the images
   * @param w the filters
   * @param b the biases, or {@code null} for none
   * @param window kernel size, stride, padding, dilation
   * @param groups into how many independent groups the channels fall
   * @return the feature maps
   * @throws ShapeException if the shapes do not fit one another
   */
  public static Tensor conv2dRelu(Tensor x, Tensor w, Tensor b, Window window, int groups) {
    ConvGeometry g = Conv2d.geometry(x, w, b, window, groups);
    Tensor y = Tape.result(g.outputShape(), x, w, b);
    Kernels.fusedConvolution().relu(g, x.data(), w.data(), b == null ? null : b.data(), y.data());
    return Tape.record(
        "conv2d_relu",
        y,
        (dy, grads) -> {
          float[] dConvolved = Tape.of(y).lend(y.shape().count());
          Kernels.elementwise().passRelu(y.data(), dy.data(), dConvolved);
          Conv2d.addGradients(g, x, w, b, dConvolved, grads);
        });
  }
}
