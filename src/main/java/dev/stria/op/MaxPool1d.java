package dev.stria.op;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** One-dimensional max-pooling: {@link MaxPool2d} on images of one row. */
public final class MaxPool1d {
  private MaxPool1d() {}

  /**
   * Pools sequences.
   *
   * <p><b>Shape:</b> {@code [N, C, L]} to {@code [N, C, L']}.
   *
   * @param x the sequences
   * @param window a window of one row, such as {@code Window.kernel(1, 2).stride(1, 2)}
   * @return the maxima
   * @throws ShapeException if the window does not fit the sequences
   */
  public static Tensor maxPool1d(Tensor x, Window window) {
    Tensor row = Reshape.reshape(x, window.row("max_pool1d", x.shape()));
    Tensor y = MaxPool2d.maxPool2d(row, window);
    return Reshape.reshape(y, Shape.of(y.shape().size(0), y.shape().size(1), y.shape().size(3)));
  }
}
