package dev.stria.op;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * Three-dimensional pooling, of volumes or short films, as PyTorch's {@code max_pool3d} and {@code
 * avg_pool3d}. It is a composition, and takes the memory of all patches.
 */
public final class Pool3d {
  private Pool3d() {}

  /**
   * Returns the largest value under each window; padding counts as −∞, and the first among equals takes
   * the gradient.
   *
   * <p><b>Shape:</b> {@code [N, C, D, H, W]} to {@code [N, C, D', H', W']}.
   *
   * @param x the volumes
   * @param window kernel size, stride (usually the kernel's size), padding, dilation
   * @return the maxima
   * @throws ShapeException if the window does not fit the volumes
   */
  public static Tensor maxPool3d(Tensor x, Window3d window) {
    Tensor padded = padded("max_pool3d", x, window, Float.NEGATIVE_INFINITY);
    Tensor y = ArgMax.max(window.patches("max_pool3d", padded, false), -1);
    return folded(y, window.positions("max_pool3d", padded.shape()));
  }

  /**
   * Returns the mean under each window.
   *
   * <p><b>Shape:</b> {@code [N, C, D, H, W]} to {@code [N, C, D', H', W']}.
   *
   * @param x the volumes
   * @param window kernel size, stride (usually the kernel's size), padding, dilation
   * @param countPadding whether cells of the padding count as zeros (PyTorch's {@code
   *     count_include_pad}), or not at all
   * @return the means
   * @throws ShapeException if the window does not fit the volumes
   */
  public static Tensor avgPool3d(Tensor x, Window3d window, boolean countPadding) {
    Tensor padded = padded("avg_pool3d", x, window, 0);
    Window3d.Volume out = window.positions("avg_pool3d", padded.shape());
    Tensor sums = Sum.sum(window.patches("avg_pool3d", padded, false), Axes.of(-1));
    Tensor ones = Tensor.filled(x.shape().with(0, 1).with(1, 1), 1);
    Tensor counted =
        countPadding
            ? Tensor.filled(padded.shape().with(0, 1).with(1, 1), 1)
            : window.padded(ones, 0);
    Tensor cells = Sum.sum(window.patches("avg_pool3d", counted, false), Axes.of(-1));
    return folded(Divide.divide(sums, cells), out);
  }

  private static Tensor padded(String op, Tensor x, Window3d window, float value) {
    Window3d.requireVolumes(op, x.shape());
    for (int i = 0; i < 3; i++) {
      if (2 * window.padding().sizes()[i] > window.kernel().sizes()[i]) {
        throw new ShapeException(
            op,
            "padding of at most half the kernel " + window.kernel(),
            window.padding(),
            "a window could lie on padding alone");
      }
    }
    return window.padded(x, value);
  }

  private static Tensor folded(Tensor y, Window3d.Volume out) {
    Shape s = y.shape();
    return Reshape.reshape(
        y, Shape.of(s.size(0), s.size(1), out.depth(), out.height(), out.width()));
  }
}
