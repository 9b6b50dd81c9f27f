package dev.stria.internal.kernel;

/** The kernels that use the Vector API; only {@link Kernels} may load this class. */
final class VectorKernels implements KernelProvider {
  private static final PanelMultiply PANELS = new VectorPanelMultiply();

  private final MatrixMultiply matrixMultiply = new PanelMatrixMultiply(PANELS);
  private final ArrayMath math = new ScalarArrayMath();
  private final Pooling pooling = new ScalarPooling();
  private final Elementwise elementwise = new ScalarElementwise(math);
  private final Softmax softmax = new ScalarSoftmax(math);
  private final Reduction reduction = new ScalarReduction(math);
  private final Convolution convolution = new PanelConvolution(PANELS, reduction);
  private final Normalization normalization = new ScalarNormalization(math);
  private final OptimizerStep optimizerStep = new ScalarOptimizerStep();

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int vectorBits() {
    return VectorTiles.SPECIES.vectorBitSize();
  }

  @Override
  public MatrixMultiply matrixMultiply() {
    return matrixMultiply;
  }

  @Override
  public Convolution convolution() {
    return convolution;
  }

  @Override
  public Pooling pooling() {
    return pooling;
  }

  @Override
  public Elementwise elementwise() {
    return elementwise;
  }

  @Override
  public Softmax softmax() {
    return softmax;
  }

  @Override
  public Reduction reduction() {
    return reduction;
  }

  @Override
  public Normalization normalization() {
    return normalization;
  }

  @Override
  public OptimizerStep optimizerStep() {
    return optimizerStep;
  }
}
