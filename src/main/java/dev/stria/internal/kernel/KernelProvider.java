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
   * Returns the width of the vectors that the kernels use.
   *
   * @return the bits, 32 for plain Java
   */
  int vectorBits();

  /** Returns these kernels with plain ones in place of those of later families. */
  default KernelProvider upTo(Family last) {
    return this;
  }

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

  /**
   * Returns convolution with what follows it.
   *
   * @return the kernel
   */
  FusedConvolution fusedConvolution();

  /**
   * Returns the transforms of Winograd's convolution.
   *
   * @return the kernel
   */
  TileTransforms tileTransforms();

  /**
   * Returns the pooling.
   *
   * @return the kernel
   */
  Pooling pooling();

  /**
   * Returns the functions of each element.
   *
   * @return the kernel
   */
  Elementwise elementwise();

  /**
   * Returns the softmax and its relatives.
   *
   * @return the kernel
   */
  Softmax softmax();

  /**
   * Returns the sums and extremes along an axis.
   *
   * @return the kernel
   */
  Reduction reduction();

  /**
   * Returns the normalisation.
   *
   * @return the kernel
   */
  Normalization normalization();

  /**
   * Returns the optimizers' steps.
   *
   * @return the kernel
   */
  OptimizerStep optimizerStep();
}
