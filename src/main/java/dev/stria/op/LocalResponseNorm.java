package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.Normalization.LocalResponse;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * Local response normalisation across channels: {@code y = x / (k + α/size · Σ x²)^β}, the sum over {@code
 * size} neighbouring channels.
 *
 * <p>Krizhevsky, Sutskever and Hinton, <em>ImageNet classification with deep convolutional neural
 * networks</em>, 2012. Semantics are those of Caffe and PyTorch, which divide α by the size.
 */
public final class LocalResponseNorm {
  private static final String OP = "local_response_norm";

  private LocalResponseNorm() {}

  /**
   * The constants of the formula.
   *
   * @param size how many neighbouring channels are summed, the channel itself among them
   * @param alpha the weight of the squares
   * @param beta the exponent
   * @param k what is added to the sum
   */
  public record Constants(int size, double alpha, double beta, double k) {
    /** Refuses an empty neighbourhood. */
    public Constants {
      if (size < 1) {
        throw new IllegalArgumentException(
            OP + ": expected a size of at least 1 channel, but got " + size);
      }
    }

    /**
     * Returns the constants of AlexNet's successors in Caffe and PyTorch: α 1e-4, β 0.75, k 1.
     *
     * @param size how many neighbouring channels are summed
     * @return the constants
     */
    public static Constants of(int size) {
      return new Constants(size, 1e-4, 0.75, 1);
    }
  }

  /**
   * Normalises each value by its neighbours in other channels.
   *
   * <p><b>Shape:</b> {@code [N, C, …]}; the same comes out.
   *
   * @param x the input
   * @param constants size, α, β and k
   * @return the normalised input
   * @throws ShapeException if x has no channels
   */
  public static Tensor localResponseNorm(Tensor x, Constants constants) {
    Shape shape = x.shape();
    if (shape.rank() < 3) {
      throw new ShapeException(
          OP, "channels of images [N, C, H, W] or sequences [N, C, L]", shape, "");
    }
    LocalResponse g =
        new LocalResponse(
            shape.size(0),
            shape.size(1),
            shape.stride(1),
            constants.size,
            (float) constants.alpha,
            (float) constants.beta,
            (float) constants.k);
    Tensor y = Tape.result(shape, x);
    float[] base = Scratch.floats(y, shape.count());
    Kernels.normalization().localResponse(g, x.data(), base, y.data());
    return Tape.record(
        OP,
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            Kernels.normalization()
                .localResponseBackward(g, x.data(), base, y.data(), dy.data(), grads.into(x));
          }
        });
  }
}
