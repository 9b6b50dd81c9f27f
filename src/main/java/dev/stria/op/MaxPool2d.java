package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.PoolGeometry;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * Two-dimensional max-pooling: each output is the largest value under its window.
 *
 * <p>Padding counts as −∞, NaN wins over everything, and among equals the first in row order is the
 * maximum and takes the whole gradient, as in PyTorch's {@code max_pool2d}.
 */
public final class MaxPool2d {
  private static final String OP = "max_pool2d";

  private MaxPool2d() {}

  /**
   * Pools images.
   *
   * <p><b>Shape:</b> {@code [N, C, H, W]} to {@code [N, C, H', W']} with {@code H' = ⌊(H + padding −
   * dilation·(kh − 1) − 1) / stride⌋ + 1}, rounded up instead in ceil mode.
   *
   * @param x the images
   * @param window kernel size, stride (usually the kernel's size), padding, dilation, ceil mode
   * @return the maxima
   * @throws ShapeException if the window does not fit the images
   */
  public static Tensor maxPool2d(Tensor x, Window window) {
    PoolGeometry g = window.pooling(OP, x.shape());
    Tensor y = Tape.result(g.outputShape(), x);
    return pool(g, x, y, Tape.isWanted(y) ? Tape.of(y).lendInts(y.shape().count()) : null);
  }

  /**
   * Pools images and tells where the maxima are, for {@link MaxUnpool2d}.
   *
   * @param x the images
   * @param window kernel size, stride (usually the kernel's size), padding, dilation, ceil mode
   * @return the maxima and their places
   * @throws ShapeException if the window does not fit the images
   */
  public static Located maxPool2dWithIndices(Tensor x, Window window) {
    PoolGeometry g = window.pooling(OP, x.shape());
    Tensor y = Tape.result(g.outputShape(), x);
    int[] argmax = new int[y.shape().count()];
    return new Located(pool(g, x, y, argmax), argmax);
  }

  /**
   * Maxima and where they are.
   *
   * @param values the maxima
   * @param indices the place of each in its plane, {@code row · W + column} without padding
   */
  public record Located(Tensor values, int[] indices) {}

  private static Tensor pool(PoolGeometry g, Tensor x, Tensor y, int[] argmax) {
    Kernels.pooling().maxForward(g, x.data(), y.data(), argmax);
    return Tape.record(
        OP,
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            Kernels.pooling().maxBackward(g, argmax, dy.data(), grads.into(x));
          }
        });
  }

  /**
   * Returns the shape of pooled images, without pooling them.
   *
   * @param x the shape of the images, {@code [N, C, H, W]}
   * @param window how to pool
   * @return {@code [N, C, H', W']}
   * @throws ShapeException if the window does not fit the images
   */
  public static Shape outputShape(Shape x, Window window) {
    return window.pooling(OP, x).outputShape();
  }
}
