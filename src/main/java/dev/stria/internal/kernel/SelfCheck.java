package dev.stria.internal.kernel;

import java.util.Arrays;

/** A small convolution, its gradients and the transforms of tiles, to see that this machine computes the same bits with all kernels. */
final class SelfCheck {
  private SelfCheck() {}

  /** Whether two providers give the same bits for a small convolution and its gradients, and for tiles. */
  static boolean agree(KernelProvider one, KernelProvider other) {
    return Arrays.equals(results(one), results(other)) && Arrays.equals(tiles(one), tiles(other));
  }

  private static float[] results(KernelProvider kernels) {
    ConvGeometry g = new ConvGeometry(1, 2, 5, 7, 9, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    float[] x = ramp(2 * 5 * 7);
    float[] w = ramp(9 * 2 * 3 * 3);
    float[] results = new float[9 * 5 * 7 + x.length + w.length];
    float[] y = new float[9 * 5 * 7];
    float[] dx = new float[x.length];
    float[] dw = new float[w.length];
    kernels.convolution().forward(g, x, w, null, y);
    kernels.convolution().backwardData(g, y, w, dx);
    kernels.convolution().backwardWeights(g, x, y, dw);
    System.arraycopy(y, 0, results, 0, y.length);
    System.arraycopy(dx, 0, results, y.length, dx.length);
    System.arraycopy(dw, 0, results, y.length + dx.length, dw.length);
    return results;
  }

  private static float[] tiles(KernelProvider kernels) {
    int run = TileTransforms.MULTIPLE;
    float[] x = ramp(6 * run);
    float[] y = new float[3 * 6 * run];
    kernels.tileTransforms().pixels(1, run, x, 0, run, 0, y, 0, run, 0);
    kernels.tileTransforms().taps(1, run, x, 0, run, 0, y, 6 * run, run, 0);
    kernels.tileTransforms().products(1, run, x, 0, run, 0, y, 2 * 6 * run, run, 0);
    return y;
  }

  private static float[] ramp(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (i * 37 % 101 - 50) / 64f;
    }
    return values;
  }
}
