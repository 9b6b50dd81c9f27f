package dev.stria.internal.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Small work that runs each loop of the vector kernels besides the matrix products, for {@link Warmup}. */
final class LightWork {
  private static final int N = 256;
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
    float[] x = new float[N];
    float[] y = new float[N];
    for (int i = 0; i < N; i++) {
      x[i] = (i + 1) / 64f;
    }
    for (UnaryFunction f : FUNCTIONS) {
      work.add(kernels -> kernels.elementwise().apply(f, x, y));
    }
    work.add(kernels -> kernels.reduction().sum(1, N, 1, x, y));
    work.add(kernels -> kernels.reduction().sum(1, 2, N / 2, x, y));
    work.add(kernels -> kernels.reduction().max(1, N, 1, x, y));
    work.add(normalization(x, y));
    work.add(pooling(new int[N / 4]));
    work.add(pooling(null));
    return work;
  }

  private static Consumer<KernelProvider> normalization(float[] x, float[] dy) {
    NormGeometry g = NormGeometry.batch(1, 1, N);
    float[] mean = new float[1];
    float[] variance = new float[1];
    float[] dx = new float[N];
    return kernels -> {
      kernels.normalization().statistics(g, x, mean, variance);
      kernels.normalization().backward(g, x, mean, variance, null, dy, dx, null, null);
    };
  }

  private static Consumer<KernelProvider> pooling(int[] argmax) {
    PoolGeometry g =
        new PoolGeometry("warm-up", 1, 1, 4, N / 4, 2, 2, 2, 2, 0, 0, 0, 0, 1, 1, false);
    float[] x = new float[N];
    float[] y = new float[N / 4];
    return kernels -> kernels.pooling().maxForward(g, x, y, argmax);
  }
}
