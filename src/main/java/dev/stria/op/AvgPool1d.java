package dev.stria.op;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** One-dimensional average pooling: {@link AvgPool2d} on images of one row. */
public final class AvgPool1d {
  private AvgPool1d() {}

  /**
   * Pools sequences.
   *
   * <p><b>Shape:</b> {@code [N, C, L]} to {@code [N, C, L']}.
   *
   * @param x the sequences
   * @param window a window of one row, such as {@code Window.kernel(1, 2).stride(1, 2)}
   * @param divisor what each window's sum is divided by
   * @return the means
   * @throws ShapeException if the window does not fit the sequences
   */
  public static Tensor avgPool1d(Tensor x, Window window, AvgPool2d.Divisor divisor) {
    Tensor row = Reshape.reshape(x, window.row("avg_pool1d", x.shape()));
    Tensor y = AvgPool2d.avgPool2d(row, window, divisor);
    return Reshape.reshape(y, Shape.of(y.shape().size(0), y.shape().size(1), y.shape().size(3)));
  }
}
