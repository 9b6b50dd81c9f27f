package dev.stria.op;

import dev.stria.internal.kernel.NormGeometry;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * Group normalisation: {@code y = w · (x − μ) / √(σ² + ε) + b} with mean and variance of each group of
 * channels of each example, so that nothing depends on the batch.
 *
 * <p>Wu and He, <em>Group normalization</em>, 2018; PyTorch's {@code group_norm}.
 */
public final class GroupNorm {
  private GroupNorm() {}

  /**
   * Normalises groups of channels.
   *
   * <p><b>Shape:</b> x {@code [N, C, …]}, w and b {@code [C]}; the shape of x comes out.
   *
   * @param x the input
   * @param groups into how many groups the channels fall
   * @param w the factor of each channel, or {@code null} for 1
   * @param b the summand of each channel, or {@code null} for 0
   * @param epsilon what keeps the root away from 0, PyTorch's default is 1e-5
   * @return the normalised input
   * @throws ShapeException if the shapes do not fit one another
   */
  public static Tensor groupNorm(Tensor x, int groups, Tensor w, Tensor b, double epsilon) {
    return normalize("group_norm", x, groups, w, b, epsilon);
  }

  static Tensor normalize(String op, Tensor x, int groups, Tensor w, Tensor b, double epsilon) {
    Shape shape = x.shape();
    if (shape.rank() < 2) {
      throw new ShapeException(op, "a batch of channels [N, C, …]", shape, "");
    }
    int channels = shape.size(1);
    if (groups < 1 || channels % groups != 0) {
      throw new ShapeException(op, "groups that divide the " + channels + " channels", groups, "");
    }
    Channels.requireEach(op, channels, "weight", w);
    Channels.requireEach(op, channels, "bias", b);
    NormGeometry g = NormGeometry.group(shape.size(0), channels, shape.stride(1), groups);
    return Channels.normalized(op, g, x, w, b, epsilon);
  }
}
