package dev.stria.internal.kernel;

/** The kernels that use the Vector API; only {@link Kernels} may load this class. */
final class VectorKernels implements KernelProvider {
  private static final PanelMultiply PANELS = new VectorPanelMultiply();
  private static final Epilogue EPILOGUE = new VectorEpilogue();

  private final MatrixMultiply matrixMultiply = new PanelMatrixMultiply(PANELS, EPILOGUE);
  private final OptimizerStep optimizerStep = new LoopOptimizerStep();
  private final Pooling pooling;
  private final Elementwise elementwise;
  private final Softmax softmax;
  private final Reduction reduction;
  private final TileTransforms tileTransforms;
  private final Convolution convolution;
  private final FusedConvolution fusedConvolution;
  private final Normalization normalization;

  /** Creates all of them. */
  VectorKernels() {
    this(Family.LIGHT);
  }

  private VectorKernels(Family last) {
    boolean light = last.compareTo(Family.LIGHT) >= 0;
    boolean maxima = last.compareTo(Family.MAXIMA) >= 0;
    PixelLoops loops = maxima ? new VectorPixelLoops() : new ScalarPixelLoops();
    ArrayMath math = light ? new VectorArrayMath() : new ScalarArrayMath();
    pooling = light ? new VectorPooling(math) : new ScalarPooling(math);
    elementwise = new LoopElementwise(math);
    softmax = new LoopSoftmax(math);
    reduction = new LoopReduction(math);
    normalization = new LoopNormalization(math);
    tileTransforms = light ? new VectorTileTransforms() : new ScalarTileTransforms();
    WinogradPass winograd = new WinogradPass(PANELS, tileTransforms);
    convolution =
        new PanelConvolution(
            PANELS,
            winograd,
            reduction,
            EPILOGUE,
            new DepthwiseWeights(PANELS, new VectorDepthwiseTiles()));
    fusedConvolution =
        new PanelFusedConvolution(
            PANELS,
            winograd,
            convolution,
            EPILOGUE,
            new MaximaPass(PANELS, loops),
            maxima && VectorTapSumTiles.FIT
                ? new TapSums(PANELS, new VectorTapSumTiles())
                : new ScalarTapSums(loops));
  }

  @Override
  public KernelProvider upTo(Family last) {
    return last == Family.LIGHT ? this : new VectorKernels(last);
  }

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
