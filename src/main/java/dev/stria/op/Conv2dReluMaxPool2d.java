package dev.stria.op;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.ConvGeometry;
import dev.stria.internal.kernel.FusedConvolution;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * A convolution, a relu and 2×2 max-pooling in one pass: the same bits as {@link Conv2d#conv2d}, {@link Relu#relu} and {@link
 * MaxPool2d#maxPool2d} one after the other, without the maps in between.
 */
public final class Conv2dReluMaxPool2d {
  private Conv2dReluMaxPool2d() {}

  /**
   * Returns the largest of each 2×2 neighbours of {@code relu(conv2d(x, w, b))}.
   *
   * <p><b>Shape:</b> as {@link Conv2d#conv2d}, with half the height and width, rounded down.
   *
   * @param x the images
   * @param w the filters
   * @param b the biases, or {@code null} for none
   * @param window kernel size, stride, padding, dilation of the convolution
   * @param groups into how many independent groups the channels fall
   * @return the pooled feature maps
   * @throws ShapeException if the shapes do not fit one another, or the feature maps are smaller than 2×2
   */
  public static Tensor conv2dReluMaxPool2d(
      Tensor x, Tensor w, Tensor b, Window window, int groups) {
    ConvGeometry g = Conv2d.geometry(x, w, b, window, groups);
    Shape shape = MaxPool2d.outputShape(g.outputShape(), Window.kernel(2).stride(2));
    Tensor y = Tape.result(shape, x, w, b);
    int[] argmax = Tape.isWanted(y) ? Tape.of(y).lendInts(shape.count()) : null;
    Kernels.fusedConvolution()
        .reluMax(g, x.data(), w.data(), b == null ? null : b.data(), y.data(), argmax);
    return Tape.record(
        "conv2d_relu_max_pool2d",
        y,
        (dy, grads) -> {
          FusedConvolution.Slopes to =
              new FusedConvolution.Slopes(into(x, grads), into(w, grads), into(b, grads));
          Kernels.fusedConvolution()
              .reluMaxBackward(
                  g,
                  new FusedConvolution.Pooled(x.data(), w.data(), y.data(), argmax),
                  dy.data(),
                  to,
                  grads::scratch);
        });
  }

  private static float[] into(Tensor x, Gradients grads) {
    return grads.wants(x) ? grads.into(x) : null;
  }
}
