package dev.stria.internal.kernel;

/** The kernels in plain Java: the specification, and what runs without the Vector API. */
final class ScalarKernels implements KernelProvider {
  private final MatrixMultiply matrixMultiply = new ScalarMatrixMultiply();
  private final Convolution convolution = new ScalarConvolution();

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public MatrixMultiply matrixMultiply() {
    return matrixMultiply;
  }

  @Override
  public Convolution convolution() {
    return convolution;
  }
}
