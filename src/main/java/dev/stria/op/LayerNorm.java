package dev.stria.op;

import dev.stria.internal.kernel.NormGeometry;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/**
 * Layer normalisation: {@code y = w · (x − μ) / √(σ² + ε) + b} with mean and variance over the last axes of
 * each example, and a factor and a summand for each of their elements.
 *
 * <p>Ba, Kiros and Hinton, <em>Layer normalization</em>, 2016; PyTorch's {@code layer_norm}.
 */
public final class LayerNorm {
  private static final String OP = "layer_norm";

  private LayerNorm() {}

  /**
   * Normalises over the last axes.
   *
   * <p><b>Shape:</b> x {@code […, D…]}, w and b {@code [D…]}; the shape of x comes out.
   *
   * @param x the input
   * @param normalized the sizes of the last axes, over which is averaged
   * @param w the factor of each element, or {@code null} for 1
   * @param b the summand of each element, or {@code null} for 0
   * @param epsilon what keeps the root away from 0, PyTorch's default is 1e-5
   * @return the normalised input
   * @throws ShapeException if the shapes do not fit one another
   */
  public static Tensor layerNorm(Tensor x, Shape normalized, Tensor w, Tensor b, double epsilon) {
    requireFit(x.shape(), normalized);
    requireSame(normalized, "weight", w);
    requireSame(normalized, "bias", b);
    int elements = normalized.count();
    NormGeometry g = NormGeometry.layer(x.shape().count() / Math.max(1, elements), elements);
    return Channels.normalized(OP, g, x, w, b, epsilon);
  }

  private static void requireFit(Shape x, Shape normalized) {
    int before = x.rank() - normalized.rank();
    boolean fits =
        normalized.rank() > 0
            && before >= 0
            && Arrays.equals(Arrays.copyOfRange(x.sizes(), before, x.rank()), normalized.sizes());
    if (!fits) {
      throw new ShapeException(OP, "an input whose last axes are " + normalized, x, "");
    }
  }

  private static void requireSame(Shape normalized, String what, Tensor p) {
    if (p != null && !p.shape().equals(normalized)) {
      throw new ShapeException(OP, "a " + what + " per element, " + normalized, p.shape(), "");
    }
  }
}
