package dev.stria.op;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/** Some channel or some unit of each example: what an objective looks at. */
public final class Pick {
  private Pick() {}

  /**
   * Picks the same channel of each example.
   *
   * <p><b>Shape:</b> {@code [N, C, …]} to {@code [N, …]}.
   *
   * @param x feature maps or rows
   * @param channel the channel's number
   * @return the channel
   * @throws ShapeException if there is no axis of channels, or no such channel
   */
  public static Tensor channel(Tensor x, int channel) {
    int[] channels = new int[x.shape().rank() == 0 ? 0 : x.shape().size(0)];
    Arrays.fill(channels, channel);
    return channels(x, channels);
  }

  /**
   * Picks one channel of each example, a whole layer's channels in one batch.
   *
   * <p><b>Shape:</b> {@code [N, C, …]} to {@code [N, …]}.
   *
   * @param x feature maps or rows
   * @param channels one number per example
   * @return the channels
   * @throws ShapeException if there is no axis of channels, or no such channel, or the numbers are more or
   *     fewer than the examples
   */
  public static Tensor channels(Tensor x, int... channels) {
    Shape shape = x.shape();
    if (shape.rank() < 2) {
      throw new ShapeException("pick", "examples with channels [N, C, …]", shape, "");
    }
    int inner = Axes.count(shape, 2, shape.rank());
    return pick(
        x, channels, shape.size(1), inner, shape.dropFirst().dropFirst().prepend(shape.size(0)));
  }

  /**
   * Picks one element of each example.
   *
   * <p><b>Shape:</b> {@code [N, …]} to {@code [N]}.
   *
   * @param x rows or feature maps
   * @param units one position per example, in the example's row-major order
   * @return the elements
   * @throws ShapeException if there is no such element, or the positions are more or fewer than the examples
   */
  public static Tensor units(Tensor x, int... units) {
    Shape shape = x.shape();
    if (shape.rank() < 1) {
      throw new ShapeException("pick", "examples [N, …]", shape, "");
    }
    return pick(x, units, shape.dropFirst().count(), 1, Shape.of(shape.size(0)));
  }

  private static Tensor pick(Tensor x, int[] picked, int of, int inner, Shape result) {
    int n = x.shape().size(0);
    if (picked.length != n) {
      throw new ShapeException(
          "pick", "one number per example of " + x.shape(), picked.length + " numbers", "");
    }
    int[] blocks = new int[n];
    for (int i = 0; i < n; i++) {
      if (picked[i] < 0 || picked[i] >= of) {
        throw new ShapeException(
            "pick", "numbers from 0 to " + (of - 1) + " for " + x.shape(), picked[i], "");
      }
      blocks[i] = i * of + picked[i];
    }
    return Views.blocks("pick", x, result, blocks, inner);
  }
}
