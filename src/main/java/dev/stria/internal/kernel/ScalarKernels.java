package dev.stria.internal.kernel;

/** The kernels in plain Java: the specification, and what runs without the Vector API. */
final class ScalarKernels implements KernelProvider {
  private static final PanelMultiply PANELS = new ScalarPanelMultiply();
  private static final PixelLoops LOOPS = new ScalarPixelLoops();
  private static final Epilogue EPILOGUE = new ScalarEpilogue();

  private final MatrixMultiply matrixMultiply = new PanelMatrixMultiply(PANELS, EPILOGUE);
  private final ArrayMath math = new ScalarArrayMath();
  private final Pooling pooling = new ScalarPooling(math);
  private final Elementwise elementwise = new LoopElementwise(math);
  private final Softmax softmax = new LoopSoftmax(math);
  private final Reduction reduction = new LoopReduction(math);
  private final TileTransforms tileTransforms = new ScalarTileTransforms();
  private final WinogradPass winograd = new WinogradPass(PANELS, tileTransforms);
  private final Convolution convolution =
      new PanelConvolution(PANELS, winograd, reduction, EPILOGUE, null);
  private final FusedConvolution fusedConvolution =
      new PanelFusedConvolution(
          PANELS,
          winograd,
          convolution,
          EPILOGUE,
          new MaximaPass(PANELS, LOOPS),
          new ScalarTapSums(LOOPS));
  private final Normalization normalization = new LoopNormalization(math);
  private final OptimizerStep optimizerStep = new LoopOptimizerStep();

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public int vectorBits() {
    return Float.SIZE;
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
  public FusedConvolution fusedConvolution() {
    return fusedConvolution;
  }

  @Override
  public TileTransforms tileTransforms() {
    return tileTransforms;
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
