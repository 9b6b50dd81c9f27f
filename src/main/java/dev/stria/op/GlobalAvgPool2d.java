package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** The mean of each plane: how strongly a channel answers anywhere in the image. */
public final class GlobalAvgPool2d {
  private GlobalAvgPool2d() {}

  /**
   * Averages planes.
   *
   * <p><b>Shape:</b> {@code [N, C, H, W]} to {@code [N, C]}.
   *
   * @param x the images
   * @return the means
   * @throws ShapeException if these are no images, or their planes are empty
   */
  public static Tensor globalAvgPool2d(Tensor x) {
    Shape planes = Window.requirePlanes("global_avg_pool2d", x.shape());
    int n = planes.count();
    int cells = x.shape().size(2) * x.shape().size(3);
    Tensor y = Tape.result(planes, x);
    Kernels.reduction().mean(n, cells, 1, x.data(), y.data());
    return Tape.record(
        "global_avg_pool2d",
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            Kernels.reduction().sumBackward(n, cells, 1, 1f / cells, dy.data(), grads.into(x));
          }
        });
  }
}
