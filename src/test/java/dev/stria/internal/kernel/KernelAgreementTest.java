package dev.stria.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every provider gives the same bits, and those are close to the formula in double precision. */
class KernelAgreementTest {
  private static final KernelProvider SCALAR = Kernels.provider("scalar");

  static Stream<ConvGeometry> geometries() {
    return Geometries.all();
  }

  static boolean vectorsExist() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  static List<KernelProvider> providers() {
    List<KernelProvider> providers = new ArrayList<>(List.of(SCALAR));
    if (vectorsExist()) {
      providers.add(Kernels.provider("vector"));
    }
    return providers;
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void convolutionIsItsFormula(ConvGeometry g) {
    Sample s = new Sample(g);
    NaiveConvolution naive = new NaiveConvolution(g);
    for (KernelProvider provider : providers()) {
      Convolution kernel = provider.convolution();
      kernel.forward(g, s.x, s.w, s.bias, s.y);
      kernel.backwardData(g, s.dy, s.w, s.dx);
      kernel.backwardWeights(g, s.x, s.dy, s.dw);
      kernel.backwardBias(g, s.dy, s.db);
      Sample fresh = new Sample(g);
      String name = provider.name();
      assertClose(
          naive.forward(s.x, s.w, s.bias),
          s.y,
          g.groupChannels() * g.kh() * g.kw(),
          name + " forward");
      assertClose(
          naive.backwardData(s.dy, s.w, fresh.dx),
          s.dx,
          g.groupFilters() * g.kh() * g.kw(),
          name + " data");
      int positions = g.n() * g.outH() * g.outW();
      assertClose(naive.backwardWeights(s.x, s.dy, fresh.dw), s.dw, positions, name + " weights");
      assertClose(naive.backwardBias(s.dy, fresh.db), s.db, positions, name + " bias");
      s = fresh;
    }
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void providersAgreeToTheBit(ConvGeometry g) {
    assumeTrue(vectorsExist(), "needs --add-modules jdk.incubator.vector");
    Sample one = new Sample(g);
    Sample other = new Sample(g);
    run(SCALAR.convolution(), g, one);
    run(Kernels.provider("vector").convolution(), g, other);
    assertBits(one.y, other.y, "forward");
    assertBits(one.dx, other.dx, "data");
    assertBits(one.dw, other.dw, "weights");
    assertBits(one.db, other.db, "bias");
  }

  private static void run(Convolution kernel, ConvGeometry g, Sample s) {
    kernel.forward(g, s.x, s.w, null, s.y);
    kernel.backwardData(g, s.dy, s.w, s.dx);
    kernel.backwardWeights(g, s.x, s.dy, s.dw);
    kernel.backwardBias(g, s.dy, s.db);
  }

  @Test
  void convolutionDoesNotDependOnThreads() {
    int before = Parallel.threads();
    try {
      for (ConvGeometry g :
          List.of(
              Geometries.square(16, 25, 13, 50, 3, 1, 0, 1, 1),
              Geometries.square(1, 64, 40, 64, 3, 1, 1, 1, 1))) {
        for (KernelProvider provider : providers()) {
          Parallel.threads(1);
          Sample one = new Sample(g);
          run(provider.convolution(), g, one);
          Parallel.threads(4);
          Sample four = new Sample(g);
          run(provider.convolution(), g, four);
          assertBits(one.y, four.y, "forward");
          assertBits(one.dx, four.dx, "data");
          assertBits(one.dw, four.dw, "weights");
          assertBits(one.db, four.db, "bias");
        }
      }
    } finally {
      Parallel.threads(before);
    }
  }

  @Test
  void productsAreTheirFormulaAndAgreeToTheBit() {
    int[] sizes = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 33, 50, 65, 100};
    SplittableRandom random = new SplittableRandom(7);
    for (int trial = 0; trial < 200; trial++) {
      int m = sizes[random.nextInt(sizes.length)];
      int n = sizes[random.nextInt(sizes.length)];
      int k = trial % 20 == 0 ? 700 : sizes[random.nextInt(sizes.length)];
      checkProduct(
          random, m, n, k, random.nextBoolean(), random.nextBoolean(), random.nextBoolean());
    }
    checkProduct(random, 129, 300, 270, false, false, true);
    checkProduct(random, 64, 2049, 100, true, true, false);
    checkProduct(random, 21, 150, 1024, false, false, false);
    checkProduct(random, 21, 600, 700, false, false, true);
    checkProduct(random, 19, 135, 2048, false, false, true);
    checkProduct(random, 300, 70, 130, false, true, true);
    checkProduct(random, 1, 333, 200, false, true, true);
    checkProduct(random, 1, 20, 16, false, true, false);
    checkProduct(random, 39, 1, 65, false, false, true);
  }

  private static void checkProduct(
      SplittableRandom random, int m, int n, int k, boolean ta, boolean tb, boolean accumulate) {
    int shift = random.nextInt(3);
    float[] a = random(random, m * k + shift);
    float[] b = random(random, k * n + shift);
    float[] c = random(random, m * n + shift);
    double[] expected = new double[m * n + shift];
    for (int i = 0; i < shift; i++) {
      expected[i] = c[i];
    }
    for (int i = 0; i < m; i++) {
      for (int j = 0; j < n; j++) {
        double sum = accumulate ? c[shift + i * n + j] : 0;
        for (int l = 0; l < k; l++) {
          sum +=
              (double) a[shift + (ta ? l * m + i : i * k + l)]
                  * b[shift + (tb ? j * k + l : l * n + j)];
        }
        expected[shift + i * n + j] = sum;
      }
    }
    String what = (ta ? "aᵀ" : "a") + (tb ? "bᵀ " : "b ") + m + "×" + n + "×" + k;
    float[] first = null;
    for (KernelProvider provider : providers()) {
      float[] result = c.clone();
      provider
          .matrixMultiply()
          .multiply(ta, tb, m, n, k, a, shift, b, shift, result, shift, accumulate);
      assertClose(expected, result, k, provider.name() + " " + what);
      if (first != null) {
        assertBits(first, result, what);
      }
      first = result;
    }
  }

  private static void assertBits(float[] expected, float[] actual, String what) {
    for (int i = 0; i < expected.length; i++) {
      assertEquals(
          Float.floatToRawIntBits(expected[i]),
          Float.floatToRawIntBits(actual[i]),
          what + ", element " + i);
    }
    assertArrayEquals(expected, actual, what);
  }

  /** Values are of the order of 1, so that the error grows with the root of the number of terms. */
  private static void assertClose(double[] expected, float[] actual, int terms, String what) {
    assertEquals(expected.length, actual.length, what);
    double tolerance = 1e-6 * (4 + Math.sqrt(terms) * 2);
    for (int i = 0; i < expected.length; i++) {
      assertTrue(
          Math.abs(expected[i] - actual[i]) <= tolerance,
          what + ", element " + i + ": expected " + expected[i] + ", but got " + actual[i]);
    }
  }

  static float[] random(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble() - 0.5f;
    }
    return values;
  }

  /** One set of arguments; gradients start from values that must be kept. */
  private static final class Sample {
    private final float[] x;
    private final float[] w;
    private final float[] bias;
    private final float[] y;
    private final float[] dy;
    private final float[] dx;
    private final float[] dw;
    private final float[] db;

    Sample(ConvGeometry g) {
      SplittableRandom random = new SplittableRandom(42);
      x = random(random, g.inputShape().count());
      w = random(random, g.weightShape().count());
      bias = random(random, g.k());
      y = random(random, g.outputShape().count());
      dy = random(random, g.outputShape().count());
      dx = random(random, x.length);
      dw = random(random, w.length);
      db = random(random, g.k());
    }
  }
}
