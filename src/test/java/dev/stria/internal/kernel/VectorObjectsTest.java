package dev.stria.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stria.OwnProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compiled vector kernels keep vectors in registers. Where the compiler gives up on that, every vector is an object, and a
 * kernel a hundred times slower than plain Java: so what they allocate tells.
 */
class VectorObjectsTest {
  private static final com.sun.management.ThreadMXBean THREADS =
      (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** A call may allocate its small records and lambdas, but not its thousands of vectors. */
  private static final long BYTES_PER_CALL = 50_000;

  private static final int CALLS = 20;
  private static final int ROUNDS = 400;

  /** One kernel at a size whose vectors, as objects, would take megabytes. */
  private record Work(String name, Runnable once) {}

  private static Stream<Work> works() {
    KernelProvider kernels = Kernels.provider("vector");
    ConvGeometry g = new ConvGeometry(2, 16, 20, 20, 32, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    float[] x = filled(2 * 16 * 20 * 20);
    float[] w = filled(32 * 16 * 9);
    float[] y = filled(2 * 32 * 20 * 20);
    float[] dx = x.clone();
    float[] dw = w.clone();
    return Stream.of(
        new Work("product", product(kernels, 64, 64, 300)),
        new Work("product with a fringe", product(kernels, 61, 59, 100)),
        new Work("product of rows far apart", product(kernels, 16, 600, 100)),
        new Work("shallow product", product(kernels, 2, 200, 300)),
        new Work("forward, relu, maxima", reluMax(kernels, g, x, w)),
        new Work("forward", () -> kernels.convolution().forward(g, x, w, null, y)),
        new Work("data", () -> kernels.convolution().backwardData(g, y, w, dx)),
        new Work("weights", () -> kernels.convolution().backwardWeights(g, x, y, dw)),
        new Work("rows in pieces", piecewise(kernels)),
        new Work("rows read in place", near(kernels, 10)),
        new Work("rows with gaps read in place", near(kernels, 16)),
        new Work("maxima", maxima(kernels, 20, true)),
        new Work("maxima of few taps", maxima(kernels, 1, false)),
        new Work("depthwise", depthwise(kernels)),
        new Work("tiles", tiles(kernels.tileTransforms())),
        new Work("bias", () -> kernels.convolution().backwardBias(g, y, new float[32])),
        function(kernels, Functions.EXP),
        function(kernels, Functions.LOG),
        function(kernels, Activations.TANH),
        function(kernels, Activations.GELU));
  }

  private static Work function(KernelProvider kernels, UnaryFunction f) {
    float[] x = filled(20_000);
    float[] y = new float[x.length];
    return new Work(f.name(), () -> kernels.elementwise().apply(f, x, y));
  }

  private static Runnable reluMax(KernelProvider kernels, ConvGeometry g, float[] x, float[] w) {
    float[] maxima = new float[2 * 32 * 10 * 10];
    int[] argmax = new int[maxima.length];
    return () -> kernels.fusedConvolution().reluMax(g, x, w, null, maxima, argmax);
  }

  private static Runnable product(KernelProvider kernels, int m, int n, int k) {
    float[] a = filled(m * k);
    float[] b = filled(k * n);
    float[] c = new float[m * n];
    return () -> kernels.matrixMultiply().multiply(false, false, m, n, k, a, 0, b, 0, c, 0, false);
  }

  private static Runnable depthwise(KernelProvider kernels) {
    ConvGeometry g = new ConvGeometry(4, 32, 20, 20, 32, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 32);
    float[] x = filled(4 * 32 * 20 * 20);
    float[] dw = new float[32 * 9];
    return () -> kernels.convolution().backwardWeights(g, x, x, dw);
  }

  private static Runnable tiles(TileTransforms transforms) {
    float[] x = filled(6 * 3200);
    float[] y = filled(6 * 3200);
    return () -> {
      transforms.pixels(10, 320, x, 0, 3200, 320, y, 0, 3200, 320);
      transforms.taps(10, 320, x, 0, 3200, 320, y, 0, 3200, 320);
      transforms.products(10, 320, x, 0, 3200, 320, y, 0, 3200, 320);
    };
  }

  private static Runnable piecewise(KernelProvider kernels) {
    ConvGeometry g = new ConvGeometry(1, 64, 8, 20, 48, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    float[] dy = filled(48 * 8 * 20);
    float[] w = filled(48 * 64 * 9);
    float[] dx = new float[64 * 8 * 20];
    return () -> kernels.convolution().backwardData(g, dy, w, dx);
  }

  private static Runnable near(KernelProvider kernels, int width) {
    ConvGeometry g = new ConvGeometry(1, 48, 8, width, 66, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1);
    float[] x = filled(48 * 8 * width);
    float[] w = filled(66 * 48 * 9);
    float[] y = new float[66 * 8 * width];
    return () -> kernels.convolution().forward(g, x, w, null, y);
  }

  private static Runnable maxima(KernelProvider kernels, int channels, boolean toData) {
    ConvGeometry g = new ConvGeometry(8, channels, 18, 18, 16, 3, 3, 1, 1, 0, 0, 0, 0, 1, 1, 1);
    float[] x = filled(8 * channels * 18 * 18);
    float[] w = filled(16 * channels * 9);
    float[] y = new float[8 * 16 * 8 * 8];
    int[] argmax = new int[y.length];
    kernels.fusedConvolution().reluMax(g, x, w, null, y, argmax);
    FusedConvolution.Pooled pooled = new FusedConvolution.Pooled(x, w, y, argmax);
    FusedConvolution.Slopes to =
        new FusedConvolution.Slopes(toData ? x.clone() : null, w.clone(), new float[16]);
    return () -> kernels.fusedConvolution().reluMaxBackward(g, pooled, y, to, float[]::new);
  }

  private static float[] filled(int n) {
    float[] values = new float[n];
    Arrays.fill(values, 0.01f);
    return values;
  }

  @Test
  void noVectorIsAnObject() throws IOException, InterruptedException {
    assumeTrue(KernelAgreementTest.vectorsExist(), "needs --add-modules jdk.incubator.vector");
    List<String> said = OwnProcess.lines(VectorObjectsTest.class);
    assertEquals(
        20, said.stream().filter(line -> line.startsWith("few: ")).count(), said::toString);
    assertEquals(20, said.size(), said::toString);
  }

  /**
   * Says of each work, a line each, whether it came to allocate few bytes.
   *
   * @param args not looked at
   */
  public static void main(String[] args) {
    Parallel.threads(1);
    works()
        .forEach(
            work -> {
              long bytes = Long.MAX_VALUE;
              for (int round = 0; round < ROUNDS && bytes > BYTES_PER_CALL; round++) {
                bytes = bytesPerCall(work.once);
              }
              String amount = bytes <= BYTES_PER_CALL ? "few: " : "many: ";
              System.out.println(amount + work.name + ", " + bytes + " bytes a call");
            });
  }

  private static long bytesPerCall(Runnable once) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < CALLS; i++) {
      once.run();
    }
    return (THREADS.getCurrentThreadAllocatedBytes() - before) / CALLS;
  }
}
