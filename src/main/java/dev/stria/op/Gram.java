package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * The Gram matrix of feature maps, {@code G = F Fᵀ}: how much each two channels occur together, wherever
 * that is. It is what style is (Gatys, Ecker and Bethge, 2015).
 */
public final class Gram {
  private Gram() {}

  /**
   * Returns the Gram matrix of each example, without a norm.
   *
   * <p><b>Shape:</b> {@code [N, C, …]} to {@code [N, C, C]}; a single matrix {@code [C, L]} to {@code [C,
   * C]}.
   *
   * @param x the feature maps
   * @return the Gram matrices
   * @throws ShapeException if there are no channels
   */
  public static Tensor gram(Tensor x) {
    Shape shape = x.shape();
    if (shape.rank() < 2) {
      throw new ShapeException("gram", "feature maps [N, C, …]", shape, "");
    }
    int n = shape.rank() == 2 ? 1 : shape.size(0);
    int c = shape.rank() == 2 ? shape.size(0) : shape.size(1);
    int points = Axes.count(shape, shape.rank() == 2 ? 1 : 2, shape.rank());
    Tensor y = Tape.result(shape.rank() == 2 ? Shape.of(c, c) : Shape.of(n, c, c), x);
    Kernels.matrixMultiply()
        .multiplyBatch(n, false, true, c, c, points, x.data(), x.data(), y.data(), false);
    return Tape.record(
        "gram",
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            float[] dx = grads.into(x);
            Kernels.matrixMultiply()
                .multiplyBatch(n, false, false, c, points, c, dy.data(), x.data(), dx, true);
            Kernels.matrixMultiply()
                .multiplyBatch(n, true, false, c, points, c, dy.data(), x.data(), dx, true);
          }
        });
  }
}
