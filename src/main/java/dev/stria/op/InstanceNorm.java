package dev.stria.op;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * Instance normalisation: each channel of each example by its own mean and variance, which takes an
 * image's contrast away.
 *
 * <p>Ulyanov, Vedaldi and Lempitsky, <em>Instance normalization</em>, 2016; PyTorch's {@code instance_norm}
 * without running statistics.
 */
public final class InstanceNorm {
  private InstanceNorm() {}

  /**
   * Normalises each channel of each example.
   *
   * <p><b>Shape:</b> x {@code [N, C, …]} with at least one axis behind the channels, w and b {@code [C]};
   * the shape of x comes out.
   *
   * @param x the input
   * @param w the factor of each channel, or {@code null} for 1
   * @param b the summand of each channel, or {@code null} for 0
   * @param epsilon what keeps the root away from 0, PyTorch's default is 1e-5
   * @return the normalised input
   * @throws ShapeException if the shapes do not fit one another
   */
  public static Tensor instanceNorm(Tensor x, Tensor w, Tensor b, double epsilon) {
    Shape shape = x.shape();
    if (shape.rank() < 3) {
      throw new ShapeException(
          "instance_norm",
          "channels with something to average, [N, C, L, …]",
          shape,
          "use batch or layer normalisation for plain features");
    }
    return GroupNorm.normalize("instance_norm", x, Math.max(1, shape.size(1)), w, b, epsilon);
  }
}
