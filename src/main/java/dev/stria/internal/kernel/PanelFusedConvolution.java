package dev.stria.internal.kernel;

import java.util.Arrays;
import java.util.function.IntFunction;

/** A convolution whose blocks are finished while they are in the cache. */
final class PanelFusedConvolution implements FusedConvolution {
  private final ForwardPass forward;
  private final Convolution convolution;
  private final Epilogue epilogue;
  private final MaximaPass maxima;
  private final TapGradients taps;

  /**
   * Creates the kernels.
   *
   * @param maxima goes over maxima alone
   * @param taps adds up filters of few taps
   */
  PanelFusedConvolution(
      PanelMultiply kernel,
      WinogradPass winograd,
      Convolution convolution,
      Epilogue epilogue,
      MaximaPass maxima,
      TapGradients taps) {
    this.forward = new ForwardPass(kernel, winograd);
    this.convolution = convolution;
    this.epilogue = epilogue;
    this.maxima = maxima;
    this.taps = taps;
  }

  @Override
  public void relu(ConvGeometry g, float[] x, float[] w, float[] bias, float[] y) {
    forward.run(g, x, w, 1, new Finish.SameShape(g, bias, y, true, epilogue));
  }

  @Override
  public void reluMax(ConvGeometry g, float[] x, float[] w, float[] bias, float[] y, int[] argmax) {
    forward.run(g, x, w, 2, new Finish.ReluMax(g, bias, y, argmax, epilogue));
  }

  @Override
  public void reluMaxBackward(
      ConvGeometry g, Pooled pooled, float[] dy, Slopes to, IntFunction<float[]> lender) {
    if (maxima.suits(g, pooled.w())) {
      maxima.run(g, pooled, dy, to);
      return;
    }
    if (to.x() == null && to.w() != null && taps.suits(g, pooled)) {
      taps.run(g, pooled, dy, to);
      return;
    }
    float[] dConvolved = lender.apply(g.n() * g.k() * g.outH() * g.outW());
    scatter(g, pooled.argmax(), pooled.y(), dy, dConvolved);
    if (to.x() != null) {
      convolution.backwardData(g, dConvolved, pooled.w(), to.x());
    }
    if (to.w() != null) {
      convolution.backwardWeights(g, pooled.x(), dConvolved, to.w());
    }
    if (to.bias() != null) {
      convolution.backwardBias(g, dConvolved, to.bias());
    }
  }

  /** Computes the gradient of the convolution's result from that of the maxima. */
  private static void scatter(
      ConvGeometry g, int[] argmax, float[] y, float[] dy, float[] dConvolved) {
    int positions = g.outH() * g.outW();
    int maxima = g.outH() / 2 * (g.outW() / 2);
    Ranges.ofItems(
        g.n() * g.k(),
        positions,
        Ranges.LIGHT,
        (first, planes) -> {
          float[] passed = Scratch.floats(Scratch.Use.STAGED, planes * maxima);
          MaximaList.pass(planes * maxima, y, dy, first * maxima, passed);
          for (int plane = 0; plane < planes; plane++) {
            int from = (first + plane) * maxima;
            int at = (first + plane) * positions;
            Arrays.fill(dConvolved, at, at + positions, 0f);
            scatter(maxima, passed, plane * maxima, argmax, from, dConvolved, at);
          }
        });
  }

  private static void scatter(
      int count, float[] passed, int passedFrom, int[] argmax, int from, float[] plane, int at) {
    for (int i = 0; i < count; i++) {
      plane[at + argmax[from + i]] = passed[passedFrom + i];
    }
  }
}
