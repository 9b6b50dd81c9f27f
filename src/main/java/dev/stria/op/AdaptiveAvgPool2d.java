package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.AdaptiveGeometry;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * Average pooling of planes of any size to a fixed size: bin {@code i} of {@code n} reaches from {@code
 * ⌊i·H/n⌋} to {@code ⌈(i+1)·H/n⌉}, as PyTorch's {@code adaptive_avg_pool2d}.
 */
public final class AdaptiveAvgPool2d {
  private AdaptiveAvgPool2d() {}

  /**
   * Pools images.
   *
   * <p><b>Shape:</b> {@code [N, C, H, W]} to {@code [N, C, H', W']} of the given output size.
   *
   * @param x the images
   * @param output rows and columns that come out
   * @return the means
   * @throws ShapeException if these are no images or nothing comes out
   */
  public static Tensor adaptiveAvgPool2d(Tensor x, Window.Extent output) {
    AdaptiveGeometry g =
        AdaptiveGeometry.of("adaptive_avg_pool2d", x.shape(), output.height(), output.width());
    Shape shape = x.shape().with(2, output.height()).with(3, output.width());
    Tensor y = Tape.result(shape, x);
    Kernels.pooling().adaptiveAverageForward(g, x.data(), y.data());
    return Tape.record(
        "adaptive_avg_pool2d",
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            Kernels.pooling().adaptiveAverageBackward(g, dy.data(), grads.into(x));
          }
        });
  }
}
