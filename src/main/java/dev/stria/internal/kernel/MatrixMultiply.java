package dev.stria.internal.kernel;

/**
 * Multiplies dense, row-major matrices.
 *
 * <p>Each element of the result is one chain of fused multiply-adds along the inner dimension, in ascending order, that
 * starts from zero or from what the result holds.
 */
public interface MatrixMultiply {
  /**
   * Computes {@code C = op(A) · op(B)} or {@code C += op(A) · op(B)}.
   *
   * @param transposeA whether A is stored as {@code [k, m]} rather than {@code [m, k]}
   * @param transposeB whether B is stored as {@code [n, k]} rather than {@code [k, n]}
   * @param m the rows of C
   * @param n the columns of C
   * @param k the inner dimension
   * @param a the array that holds A
   * @param aAt where A starts
   * @param b the array that holds B
   * @param bAt where B starts
   * @param c the array that holds C
   * @param cAt where C starts
   * @param accumulate whether to add to what C holds rather than to overwrite it
   */
  void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] c,
      int cAt,
      boolean accumulate);

  /**
   * Computes {@code y = x · wᵀ + bias}, or {@code max(x · wᵀ + bias, 0)}: the forward pass of a fully connected layer. The bias is
   * added to the finished sum.
   *
   * @param rows the number of examples
   * @param in the inputs of an example
   * @param out the outputs of an example
   * @param x the inputs, {@code [rows, in]}
   * @param w the weights, {@code [out, in]}
   * @param bias one number per output, or {@code null} for none
   * @param relu whether to take the maximum
   * @param y the outputs, {@code [rows, out]}, overwritten
   */
  void linear(
      int rows, int in, int out, float[] x, float[] w, float[] bias, boolean relu, float[] y);

  /**
   * Multiplies the pairs of two stacks of matrices that lie one behind the other.
   *
   * @param count the number of pairs
   * @param transposeA as in {@link #multiply}
   * @param transposeB as in {@link #multiply}
   * @param m the rows of each C
   * @param n the columns of each C
   * @param k the inner dimension
   * @param a the stack {@code [count, m, k]}
   * @param b the stack {@code [count, k, n]}
   * @param c the stack {@code [count, m, n]}
   * @param accumulate as in {@link #multiply}
   */
  default void multiplyBatch(
      int count,
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      float[] b,
      float[] c,
      boolean accumulate) {
    for (int i = 0; i < count; i++) {
      multiply(
          transposeA, transposeB, m, n, k, a, i * m * k, b, i * k * n, c, i * m * n, accumulate);
    }
  }
}
