package dev.stria.internal.kernel;

/**
 * Convolution as products of the filters with the images, which are laid out by {@link PatchGrid}.
 *
 * <p>The same for all providers: they differ in the {@link PanelMultiply} on which it stands.
 */
final class PanelConvolution implements Convolution {
  private final Reduction reduction;
  private final Epilogue epilogue;
  private final ForwardPass forward;
  private final DataPass data;
  private final WeightsPass weights;
  private final DepthwiseWeights depthwise;

  /**
   * Creates the kernels.
   *
   * @param depthwise sums filters of one channel, or {@code null} where that is not faster: in plain Java
   */
  PanelConvolution(
      PanelMultiply kernel,
      WinogradPass winograd,
      Reduction reduction,
      Epilogue epilogue,
      DepthwiseWeights depthwise) {
    this.epilogue = epilogue;
    this.reduction = reduction;
    this.forward = new ForwardPass(kernel, winograd);
    this.data = new DataPass(kernel, winograd);
    this.weights = new WeightsPass(kernel);
    this.depthwise = depthwise;
  }

  @Override
  public void forward(ConvGeometry g, float[] x, float[] w, float[] bias, float[] y) {
    forward.run(g, x, w, 1, new Finish.SameShape(g, bias, y, false, epilogue));
  }

  @Override
  public void backwardData(ConvGeometry g, float[] dy, float[] w, float[] dx) {
    data.run(g, dy, w, dx);
  }

  @Override
  public void backwardWeights(ConvGeometry g, float[] x, float[] dy, float[] dw) {
    if (depthwise != null && DepthwiseWeights.suits(g)) {
      depthwise.run(g, x, dy, dw);
      return;
    }
    weights.run(g, x, dy, dw);
  }

  @Override
  public void backwardBias(ConvGeometry g, float[] dy, float[] db) {
    reduction.addChannelSums(g.n(), g.k(), g.outH() * g.outW(), dy, db);
  }
}
