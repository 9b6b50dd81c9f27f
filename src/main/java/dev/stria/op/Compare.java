package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.BinaryFunction;
import dev.stria.internal.kernel.Broadcast;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Tensor;

/**
 * Comparisons element by element: 1 where they hold and 0 where they do not, with broadcasting as in
 * NumPy. Nothing compares with NaN. The slope is 0 everywhere.
 */
public final class Compare {
  private Compare() {}

  /**
   * Tells where one tensor is greater than another.
   *
   * <p><b>Shape:</b> equal, or broadcast.
   *
   * @param a one tensor
   * @param b the other
   * @return 1 where {@code a > b}, else 0
   * @throws dev.stria.tensor.ShapeException if sizes differ on an axis where neither is 1
   */
  public static Tensor greater(Tensor a, Tensor b) {
    return compare("greater", BinaryFunction.GREATER, a, b);
  }

  /**
   * Tells where one tensor is at least as great as another.
   *
   * <p><b>Shape:</b> equal, or broadcast.
   *
   * @param a one tensor
   * @param b the other
   * @return 1 where {@code a ≥ b}, else 0
   * @throws dev.stria.tensor.ShapeException if sizes differ on an axis where neither is 1
   */
  public static Tensor greaterOrEqual(Tensor a, Tensor b) {
    return compare("greater_or_equal", BinaryFunction.GREATER_OR_EQUAL, a, b);
  }

  /**
   * Tells where two tensors are equal.
   *
   * <p><b>Shape:</b> equal, or broadcast.
   *
   * @param a one tensor
   * @param b the other
   * @return 1 where {@code a = b}, else 0
   * @throws dev.stria.tensor.ShapeException if sizes differ on an axis where neither is 1
   */
  public static Tensor equal(Tensor a, Tensor b) {
    return compare("equal", BinaryFunction.EQUAL, a, b);
  }

  private static Tensor compare(String op, BinaryFunction f, Tensor a, Tensor b) {
    Broadcast g = Broadcast.of(op, a.shape(), b.shape());
    Tensor y = Tape.result(g.shape(), a, b);
    Kernels.elementwise().apply(f, g, a.data(), b.data(), y.data());
    return Tape.record(op, y, (dy, grads) -> {});
  }
}
