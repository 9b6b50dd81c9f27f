package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.SparseMultiply;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/** The product of a constant sparse matrix and a dense one: what a graph convolution gathers. */
public final class SparseMatmul {
  private SparseMatmul() {}

  /**
   * Multiplies, {@code y = A x}.
   *
   * <p><b>Shape:</b> A {@code [R, S]}, x {@code [S, D]} or {@code [N, S, D]}; result {@code [R, D]} or
   * {@code [N, R, D]}.
   *
   * @param a the sparse matrix
   * @param x the dense matrix, or a batch of them
   * @return the product
   * @throws ShapeException if the sizes do not fit one another
   */
  public static Tensor sparseMatmul(SparseMatrix a, Tensor x) {
    Shape shape = x.shape();
    if (shape.rank() < 2 || shape.rank() > 3 || shape.size(-2) != a.columns()) {
      throw new ShapeException(
          "sparse_matmul",
          "[" + a.columns() + ", D] or [N, " + a.columns() + ", D]",
          shape,
          "the matrix has " + a.rows() + " rows and " + a.columns() + " columns");
    }
    int batch = shape.rank() == 3 ? shape.size(0) : 1;
    int width = shape.size(-1);
    Tensor y = Tape.result(shape.with(-2, a.rows()), x);
    Arrays.fill(y.data(), 0);
    multiplyAdd(a, batch, width, x.data(), y.data());
    return Tape.record(
        "sparse_matmul",
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            multiplyAdd(a.transposed(), batch, width, dy.data(), grads.into(x));
          }
        });
  }

  private static void multiplyAdd(SparseMatrix a, int batch, int width, float[] x, float[] y) {
    SparseMultiply.multiplyAdd(
        batch, a.rows(), a.columns(), width, a.start(), a.column(), a.value(), x, y);
  }
}
