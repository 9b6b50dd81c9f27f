package dev.stria.internal.kernel;

/** The kernels that use the Vector API; only {@link Kernels} may load this class. */
final class VectorKernels implements KernelProvider {
  private static final PanelMultiply PANELS = new VectorPanelMultiply();
  private static final PixelLoops LOOPS = new VectorPixelLoops();
  private static final Epilogue EPILOGUE = new VectorEpilogue();

  private final MatrixMultiply matrixMultiply = new PanelMatrixMultiply(PANELS);
  private final ArrayMath math = new VectorArrayMath();
  private final Pooling pooling = new VectorPooling(math);
  private final Elementwise elementwise = new LoopElementwise(math);
  private final Softmax softmax = new LoopSoftmax(math);
  private final Reduction reduction = new LoopReduction(math);
  private final TileTransforms tileTransforms = new VectorTileTransforms();
  private final WinogradPass winograd = new WinogradPass(PANELS, tileTransforms);
  private final Convolution convolution =
      new PanelConvolution(
          PANELS,
          winograd,
          reduction,
          EPILOGUE,
          new DepthwiseWeights(PANELS, new VectorDepthwiseTiles()));
  private final FusedConvolution fusedConvolution =
      new PanelFusedConvolution(
          PANELS,
          winograd,
          convolution,
          EPILOGUE,
          new MaximaPass(PANELS, LOOPS),
          VectorTapSumTiles.FIT
              ? new TapSums(PANELS, new VectorTapSumTiles())
              : new ScalarTapSums(LOOPS));
  private final Normalization normalization = new LoopNormalization(math);
  private final OptimizerStep optimizerStep = new LoopOptimizerStep();

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
