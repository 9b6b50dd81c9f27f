package dev.stria.internal.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Small work that runs each loop of the vector kernels besides the matrix products, for {@link Warmup}. */
final class LightWork {
  private static final int N = 256;
  private static final int LONG = UnaryFunction.BLOCK + 100;
  private static final int SHORT = 37;
  private static final List<UnaryFunction> FUNCTIONS =
      List.of(
          Functions.EXP,
          Functions.EXPM1,
          Functions.LOG,
          Functions.LOG1P,
          Activations.TANH,
          Functions.ERF);

  private LightWork() {}

  static List<Consumer<KernelProvider>> all() {
    List<Consumer<KernelProvider>> work = new ArrayList<>();
    for (UnaryFunction f : FUNCTIONS) {
      work.add(eachLength((kernels, n, x, y) -> kernels.elementwise().apply(f, x, y)));
    }
    work.add(eachLength((kernels, n, x, y) -> kernels.reduction().sum(1, n, 1, x, y)));
    work.add(eachLength((kernels, n, x, y) -> kernels.reduction().sum(1, 2, n / 2, x, y)));
    work.add(eachLength((kernels, n, x, y) -> kernels.reduction().max(1, n, 1, x, y)));
    work.add(eachLength((kernels, n, x, y) -> kernels.reduction().max(1, 2, n / 2, x, y)));
    work.add(eachLength(LightWork::normalize));
    work.add(pooling(2, new int[N / 4]));
    work.add(pooling(2, null));
    work.add(pooling(3, new int[N / 4]));
    work.add(tiles());
    return work;
  }

  /** A kernel on n elements of x, with room for as many results in y. */
  private interface Work {
    void run(KernelProvider kernels, int n, float[] x, float[] y);
  }

  /**
   * Runs work on arrays longer and shorter than a block, neither a whole number of vectors: a branch that the compiler never
   * saw taken would throw the compiled code away later, and vectors would be objects again.
   */
  private static Consumer<KernelProvider> eachLength(Work work) {
    float[] x = ramp(LONG);
    float[] y = new float[LONG];
    float[] shortX = ramp(SHORT);
    float[] shortY = new float[SHORT];
    return kernels -> {
      work.run(kernels, LONG, x, y);
      work.run(kernels, SHORT, shortX, shortY);
    };
  }

  private static float[] ramp(int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (i + 1) / 64f;
    }
    return x;
  }

  private static void normalize(KernelProvider kernels, int n, float[] x, float[] dx) {
    NormGeometry g = NormGeometry.batch(1, 1, n);
    float[] mean = new float[1];
    float[] variance = new float[1];
    kernels.normalization().statistics(g, x, mean, variance);
    kernels.normalization().backward(g, x, mean, variance, null, x, dx, null, null);
  }

  private static Consumer<KernelProvider> tiles() {
    float[] x = ramp(6 * N);
    float[] y = new float[6 * N];
    int run = N / 2;
    return kernels -> {
      kernels.tileTransforms().pixels(2, run, x, 0, N, run, y, 0, N, run);
      kernels.tileTransforms().taps(2, run, x, 0, N, run, y, 0, N, run);
      kernels.tileTransforms().products(2, run, x, 0, N, run, y, 0, N, run);
    };
  }

  private static Consumer<KernelProvider> pooling(int window, int[] argmax) {
    int pad = window - 2;
    PoolGeometry g =
        new PoolGeometry(
            "warm-up", 1, 1, 4, N / 4, window, window, 2, 2, pad, 0, pad, 0, 1, 1, false);
    float[] x = new float[N];
    float[] y = new float[N / 4];
    return kernels -> kernels.pooling().maxForward(g, x, y, argmax);
  }
}
