package dev.stria.internal.kernel;

import java.util.List;
import java.util.function.Consumer;

/**
 * Runs vector kernels until the compiler has turned them into vector instructions.
 *
 * <p>Until then every vector is an object and a kernel hundreds of times slower than plain Java. So each is run, on work as
 * small as it can be, until it is no slower than its scalar version.
 */
final class Warmup {
  private static final long DEADLINE_NANOS = 120_000_000_000L;

  /** How often a kernel runs between two looks at the clock; the best time counts, as others disturb. */
  private static final int TIMES = 10;

  /** What runs each inner loop of the matrix products once. */
  private static final List<Consumer<KernelProvider>> PRODUCTS =
      List.of(
          product(8, 32),
          product(5, 32),
          product(4, 32),
          product(2, 32),
          product(1, 32),
          product(8, 3),
          product(5, 3),
          product(4, 3),
          product(2, 3),
          product(1, 3),
          convolution());

  private Warmup() {}

  /**
   * Runs until all kernels are fast.
   *
   * @return whether they are, or the time ran out
   */
  static boolean run(KernelProvider vector, KernelProvider scalar) {
    long deadline = System.nanoTime() + DEADLINE_NANOS;
    return fast(PRODUCTS, vector, scalar, deadline)
        && fast(LightWork.all(), vector, scalar, deadline);
  }

  private static boolean fast(
      List<Consumer<KernelProvider>> all,
      KernelProvider vector,
      KernelProvider scalar,
      long deadline) {
    for (Consumer<KernelProvider> work : all) {
      while (bestNanos(work, vector) > 2 * bestNanos(work, scalar)) {
        if (System.nanoTime() > deadline) {
          return false;
        }
      }
    }
    return true;
  }

  private static long bestNanos(Consumer<KernelProvider> work, KernelProvider kernels) {
    long best = Long.MAX_VALUE;
    for (int i = 0; i < TIMES; i++) {
      long start = System.nanoTime();
      work.accept(kernels);
      best = Math.min(best, System.nanoTime() - start);
    }
    return best;
  }

  private static Consumer<KernelProvider> product(int m, int n) {
    int k = 24;
    float[] a = new float[m * k];
    float[] b = new float[k * n];
    float[] c = new float[m * n];
    return kernels ->
        kernels.matrixMultiply().multiply(false, false, m, n, k, a, 0, b, 0, c, 0, true);
  }

  private static Consumer<KernelProvider> convolution() {
    ConvGeometry g = new ConvGeometry(1, 1, 8, 8, 1, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    float[] x = new float[64];
    float[] w = new float[9];
    float[] y = new float[64];
    return kernels -> kernels.convolution().forward(g, x, w, null, y);
  }
}
