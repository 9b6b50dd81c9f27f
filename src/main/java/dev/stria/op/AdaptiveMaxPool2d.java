package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.AdaptiveGeometry;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * Max-pooling of planes of any size to a fixed size, with the bins of {@link AdaptiveAvgPool2d}, as
 * PyTorch's {@code adaptive_max_pool2d}.
 */
public final class AdaptiveMaxPool2d {
  private AdaptiveMaxPool2d() {}

  /**
   * Pools images.
   *
   * <p><b>Shape:</b> {@code [N, C, H, W]} to {@code [N, C, H', W']} of the given output size.
   *
   * @param x the images
   * @param output rows and columns that come out
   * @return the maxima
   * @throws ShapeException if these are no images or nothing comes out
   */
  public static Tensor adaptiveMaxPool2d(Tensor x, Window.Extent output) {
    AdaptiveGeometry g = geometry(x, output);
    Tensor y = Tape.result(shape(x, output), x);
    int[] argmax = Tape.isWanted(y) ? Tape.of(y).lendInts(y.shape().count()) : null;
    return pool(g, x, y, argmax);
  }

  /**
   * Pools images and tells where the maxima are.
   *
   * @param x the images
   * @param output rows and columns that come out
   * @return the maxima and their places
   * @throws ShapeException if these are no images or nothing comes out
   */
  public static MaxPool2d.Located adaptiveMaxPool2dWithIndices(Tensor x, Window.Extent output) {
    AdaptiveGeometry g = geometry(x, output);
    Tensor y = Tape.result(shape(x, output), x);
    int[] argmax = new int[y.shape().count()];
    return new MaxPool2d.Located(pool(g, x, y, argmax), argmax);
  }

  private static Tensor pool(AdaptiveGeometry g, Tensor x, Tensor y, int[] argmax) {
    Kernels.pooling().adaptiveMaxForward(g, x.data(), y.data(), argmax);
    int cells = g.outH() * g.outW();
    return Tape.record(
        "adaptive_max_pool2d",
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            Kernels.pooling()
                .maxBackward(g.planes(), cells, g.h() * g.w(), argmax, dy.data(), grads.into(x));
          }
        });
  }

  private static AdaptiveGeometry geometry(Tensor x, Window.Extent output) {
    return AdaptiveGeometry.of("adaptive_max_pool2d", x.shape(), output.height(), output.width());
  }

  private static Shape shape(Tensor x, Window.Extent output) {
    return x.shape().with(2, output.height()).with(3, output.width());
  }
}
