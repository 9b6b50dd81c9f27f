package dev.stria.op;

import dev.stria.internal.kernel.BinaryFunction;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/** The leaky rectified linear unit with learned slopes, {@code y = x > 0 ? x : w · x} (He et al., 2015). */
public final class PRelu {
  private PRelu() {}

  /**
   * Applies the unit.
   *
   * <p><b>Shape:</b> x {@code [N, C, …]} with w {@code [C]} or {@code [1]}; or w of more axes, broadcast to
   * x as in NumPy. The shape of x comes out.
   *
   * @param x the input
   * @param w the slopes for negative inputs
   * @return the result
   * @throws ShapeException if there are neither one slope nor as many as channels
   */
  public static Tensor prelu(Tensor x, Tensor w) {
    Shape slopes = w.shape();
    if (slopes.rank() == 1 && x.shape().rank() > 2 && slopes.size(0) > 1) {
      int[] sizes = new int[x.shape().rank() - 1];
      Arrays.fill(sizes, 1);
      sizes[0] = slopes.size(0);
      return prelu(x, Reshape.reshape(OnTape.of(w, x), Shape.of(sizes)));
    }
    requireFit(x.shape(), slopes);
    return Pairwise.apply("prelu", BinaryFunction.PRELU, x, w);
  }

  private static void requireFit(Shape x, Shape w) {
    boolean fits = w.rank() <= x.rank();
    for (int i = 1; fits && i <= w.rank(); i++) {
      fits = w.size(-i) == 1 || w.size(-i) == x.size(-i);
    }
    if (!fits) {
      throw new ShapeException(
          "prelu", "one slope, or one per channel of " + x, w, "slopes are [C] for x [N, C, …]");
    }
  }
}
