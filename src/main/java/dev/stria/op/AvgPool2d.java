package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.PoolGeometry;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * Two-dimensional average pooling: each output is the mean under its window, as PyTorch's {@code
 * avg_pool2d}.
 */
public final class AvgPool2d {
  private static final String OP = "avg_pool2d";

  private AvgPool2d() {}

  /**
   * What the sum under a window is divided by. Cells beyond the padding, which ceil mode may reach, never
   * count.
   *
   * @param countPadding whether cells of the padding count (PyTorch's {@code count_include_pad})
   * @param override what to divide by instead of the count, or 0 for the count
   */
  public record Divisor(boolean countPadding, int override) {
    /** Refuses to divide by a negative number. */
    public Divisor {
      if (override < 0) {
        throw new IllegalArgumentException(
            OP
                + ": expected a positive divisor, or 0 for the number of cells, but got "
                + override);
      }
    }

    /**
     * Returns the number of cells of the image and its padding, PyTorch's default.
     *
     * @return the divisor
     */
    public static Divisor cellsAndPadding() {
      return new Divisor(true, 0);
    }

    /**
     * Returns the number of cells of the image, without padding.
     *
     * @return the divisor
     */
    public static Divisor cells() {
      return new Divisor(false, 0);
    }

    /**
     * Returns one number for all windows.
     *
     * @param number what to divide by, at least 1
     * @return the divisor
     */
    public static Divisor of(int number) {
      if (number < 1) {
        throw new IllegalArgumentException(
            OP + ": expected a divisor of at least 1, but got " + number);
      }
      return new Divisor(true, number);
    }
  }

  /**
   * Pools images.
   *
   * <p><b>Shape:</b> {@code [N, C, H, W]} to {@code [N, C, H', W']} with {@code H' = ⌊(H + padding − kh) /
   * stride⌋ + 1}, rounded up instead in ceil mode.
   *
   * @param x the images
   * @param window kernel size, stride (usually the kernel's size), padding, ceil mode; no dilation
   * @param divisor what each window's sum is divided by
   * @return the means
   * @throws ShapeException if the window does not fit the images
   */
  public static Tensor avgPool2d(Tensor x, Window window, Divisor divisor) {
    PoolGeometry g = geometry(x.shape(), window);
    Tensor y = Tape.result(g.outputShape(), x);
    Kernels.pooling().averageForward(g, divisor.countPadding, divisor.override, x.data(), y.data());
    return Tape.record(
        OP,
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            Kernels.pooling()
                .averageBackward(
                    g, divisor.countPadding, divisor.override, dy.data(), grads.into(x));
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
    return geometry(x, window).outputShape();
  }

  private static PoolGeometry geometry(Shape x, Window window) {
    if (!window.dilation().equals(new Window.Extent(1, 1))) {
      throw new ShapeException(OP, "a window without dilation", window.dilation(), "");
    }
    return window.pooling(OP, x);
  }
}
