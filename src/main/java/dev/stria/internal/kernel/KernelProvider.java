package dev.stria.internal.kernel;

/** One complete set of kernels, scalar or vector. Any two agree to the bit. */
public interface KernelProvider {
  /**
   * Returns the name, {@code scalar} or {@code vector}.
   *
   * @return the name
   */
  String name();

  /**
   * Returns the matrix multiplication.
   *
   * @return the kernel
   */
  MatrixMultiply matrixMultiply();

  /**
   * Returns the convolution.
   *
   * @return the kernel
   */
  Convolution convolution();
}
