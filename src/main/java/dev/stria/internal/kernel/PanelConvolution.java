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

  PanelConvolution(
      PanelMultiply kernel, WinogradPass winograd, Reduction reduction, Epilogue epilogue) {
    this.epilogue = epilogue;
    this.reduction = reduction;
    this.forward = new ForwardPass(kernel, winograd);
    this.data = new DataPass(kernel, winograd);
    this.weights = new WeightsPass(kernel);
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
    weights.run(g, x, dy, dw);
  }

  @Override
  public void backwardBias(ConvGeometry g, float[] dy, float[] db) {
    reduction.addChannelSums(g.n(), g.k(), g.outH() * g.outW(), dy, db);
  }
}
