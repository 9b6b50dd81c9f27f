package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/** The matrix product, of single matrices or of stacks of them. */
public final class MatMul {
  private MatMul() {}

  /**
   * Multiplies matrices, with NumPy's rules.
   *
   * <p><b>Shape:</b> {@code [.., m, k]} and {@code [.., k, n]} to {@code [.., m, n]}, where the axes in
   * front are broadcast; a single vector {@code [k]} counts as a row on the left and as a column on the
   * right, and its axis is gone afterwards.
   *
   * @param a the left factor
   * @param b the right factor
   * @return the product
   * @throws ShapeException if the inner sizes differ, the axes in front do not meet, or a factor is a scalar
   */
  public static Tensor matmul(Tensor a, Tensor b) {
    Shape left = a.shape();
    Shape right = b.shape();
    if (left.rank() == 0
        || right.rank() == 0
        || left.size(-1) != right.size(right.rank() == 1 ? 0 : -2)) {
      throw new ShapeException(
          "matmul", "factors [.., m, k] and [.., k, n]", left + " and " + right, "");
    }
    if (left.rank() == 1) {
      return Reshape.squeeze(
          matmul(Reshape.reshape(OnTape.of(a, b), left.prepend(1)), b), right.rank() == 1 ? 0 : -2);
    }
    if (right.rank() == 1) {
      return Reshape.squeeze(
          matmul(a, Reshape.reshape(OnTape.of(b, a), Shape.of(right.size(0), 1))), -1);
    }
    if (right.rank() == 2) {
      int m = left.size(-2);
      int rows = front(left).count() * m;
      Tensor flat =
          rows == m && left.rank() == 2
              ? a
              : Reshape.reshape(OnTape.of(a, b), Shape.of(rows, left.size(-1)));
      Tensor y = product(flat, b, Shape.of(rows, right.size(1)), 1);
      return left.rank() == 2 ? y : Reshape.reshape(y, left.with(-1, right.size(1)));
    }
    Shape front = Expand.common("matmul", front(left), front(right));
    Tensor p = Expand.expand(OnTape.of(a, b), join(front, left));
    Tensor q = Expand.expand(OnTape.of(b, a), join(front, right));
    Shape result = join(front, Shape.of(left.size(-2), right.size(-1)));
    return product(p, q, result, front.count());
  }

  private static Tensor product(Tensor a, Tensor b, Shape result, int count) {
    int m = result.size(-2);
    int n = result.size(-1);
    int k = a.shape().size(-1);
    Tensor y = Tape.result(result, a, b);
    Kernels.matrixMultiply()
        .multiplyBatch(count, false, false, m, n, k, a.data(), b.data(), y.data(), false);
    return Tape.record(
        "matmul",
        y,
        (dy, grads) -> {
          if (grads.wants(a)) {
            Kernels.matrixMultiply()
                .multiplyBatch(
                    count, false, true, m, k, n, dy.data(), b.data(), grads.into(a), true);
          }
          if (grads.wants(b)) {
            Kernels.matrixMultiply()
                .multiplyBatch(
                    count, true, false, k, n, m, a.data(), dy.data(), grads.into(b), true);
          }
        });
  }

  private static Shape front(Shape shape) {
    return Shape.of(Arrays.copyOf(shape.sizes(), shape.rank() - 2));
  }

  private static Shape join(Shape front, Shape matrix) {
    int[] sizes = Arrays.copyOf(front.sizes(), front.rank() + 2);
    sizes[front.rank()] = matrix.size(-2);
    sizes[front.rank() + 1] = matrix.size(-1);
    return Shape.of(sizes);
  }
}
