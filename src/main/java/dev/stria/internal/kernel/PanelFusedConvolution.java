package dev.stria.internal.kernel;

import java.util.Arrays;
import java.util.function.IntFunction;

/** A convolution whose blocks are finished while they are in the cache. */
final class PanelFusedConvolution implements FusedConvolution {
  private final ForwardPass forward;
  private final Convolution convolution;
  private final Epilogue epilogue;
  private final MaximaPass maxima;

  PanelFusedConvolution(
      PanelMultiply kernel, Convolution convolution, Epilogue epilogue, PixelLoops loops) {
    this.forward = new ForwardPass(kernel);
    this.convolution = convolution;
    this.epilogue = epilogue;
    this.maxima = new MaximaPass(loops);
  }

  @Override
  public void relu(ConvGeometry g, float[] x, float[] w, float[] bias, float[] y) {
    forward.run(g, x, w, 1, new Finish.Relu(g, bias, y, epilogue));
  }

  @Override
  public void reluBackward(ConvGeometry g, float[] y, float[] dy, float[] dConvolved) {
    int image = g.k() * g.outH() * g.outW();
    Parallel.run(
        g.n(),
        (long) g.n() * image,
        n -> {
          for (int i = n * image; i < (n + 1) * image; i++) {
            float bound = y[i] * 0x1p127f * 0x1p127f * 0x1p127f;
            dConvolved[i] = 0f + Math.max(Math.min(dy[i], bound), -bound);
          }
        });
  }

  @Override
  public void reluMax(ConvGeometry g, float[] x, float[] w, float[] bias, float[] y, int[] argmax) {
    forward.run(g, x, w, 2, new Finish.ReluMax(g, bias, y, argmax, epilogue));
  }

  @Override
  public void reluMaxBackward(
      ConvGeometry g, Pooled pooled, float[] dy, Slopes to, IntFunction<float[]> lender) {
    if (MaximaPass.suits(g)) {
      maxima.run(g, pooled, dy, to);
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
    Parallel.run(
        g.n(),
        (long) g.n() * g.k() * positions,
        image -> {
          int first = image * g.k();
          for (int plane = first; plane < first + g.k(); plane++) {
            Arrays.fill(dConvolved, plane * positions, (plane + 1) * positions, 0f);
            scatter(plane * maxima, maxima, argmax, y, dy, dConvolved, plane * positions);
          }
        });
  }

  private static void scatter(
      int from, int count, int[] argmax, float[] y, float[] dy, float[] dConvolved, int to) {
    for (int i = from; i < from + count; i++) {
      // 0 or infinity: the bound of the gradient that may pass the relu.
      float bound = y[i] * 0x1p127f * 0x1p127f * 0x1p127f;
      dConvolved[to + argmax[i]] = 0f + Math.max(Math.min(dy[i], bound), -bound);
    }
  }
}
