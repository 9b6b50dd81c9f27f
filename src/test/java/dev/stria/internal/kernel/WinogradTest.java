package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.Geometries.square;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stria.OwnProcess;
import dev.stria.Stria;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Winograd's convolution: near the usual one, the same bits everywhere, and only where it was asked for. */
class WinogradTest {
  /** Of the root of the mean square of the results. */
  private static final double TOLERANCE = 2e-4;

  private static final KernelProvider SCALAR = Kernels.provider("scalar");

  @AfterEach
  void off() {
    Winograd.on(false);
  }

  static Stream<ConvGeometry> geometries() {
    return Stream.of(
        square(2, 32, 16, 32, 3, 1, 1, 1, 1),
        square(1, 33, 17, 35, 3, 1, 1, 1, 1),
        square(2, 33, 19, 40, 3, 1, 0, 1, 1),
        square(6, 64, 8, 48, 3, 1, 1, 1, 1),
        square(19, 36, 7, 32, 3, 1, 1, 1, 1),
        square(3, 32, 14, 65, 3, 1, 2, 1, 1),
        square(1, 32, 30, 32, 3, 1, 5, 1, 1),
        square(1, 300, 18, 100, 3, 1, 1, 1, 1),
        square(40, 32, 13, 32, 3, 1, 1, 1, 1),
        square(17, 32, 32, 33, 3, 1, 1, 1, 1),
        square(1, 32, 70, 33, 3, 1, 1, 1, 1),
        new ConvGeometry(2, 32, 9, 31, 32, 3, 3, 1, 1, 0, 3, 4, 1, 1, 1, 1),
        new ConvGeometry(2, 34, 31, 12, 32, 3, 3, 1, 1, 2, 0, 0, 2, 1, 1, 1));
  }

  /** What is computed with one kind of kernels, on or off. */
  private static final class Results {
    final float[] y;
    final float[] relu;
    final float[] maxima;
    final int[] argmax;
    final float[] dx;
    final float[] dw;

    Results(KernelProvider kernels, ConvGeometry g, boolean on) {
      SplittableRandom random = new SplittableRandom(7);
      float[] x = random(random, g.inputShape().count());
      float[] w = random(random, g.weightShape().count());
      float[] bias = random(random, g.k());
      float[] dy = random(random, g.outputShape().count());
      dx = random(random, x.length);
      dw = new float[w.length];
      y = new float[dy.length];
      relu = new float[dy.length];
      maxima = new float[g.n() * g.k() * (g.outH() / 2) * (g.outW() / 2)];
      argmax = new int[maxima.length];
      Winograd.on(on);
      kernels.convolution().forward(g, x, w, bias, y);
      kernels.fusedConvolution().relu(g, x, w, bias, relu);
      kernels.fusedConvolution().reluMax(g, x, w, bias, maxima, argmax);
      kernels.convolution().backwardData(g, dy, w, dx);
      kernels.convolution().backwardWeights(g, x, dy, dw);
      Winograd.on(false);
    }

    List<float[]> all() {
      return List.of(y, relu, maxima, dx, dw);
    }
  }

  private static float[] random(SplittableRandom random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble(-1, 1);
    }
    return values;
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void isNearTheUsualConvolutionAndNotTheSame(ConvGeometry g) {
    assertTrue(Winograd.suits(g, g.outH(), g.outW()));
    assertTrue(Winograd.suits(g, g.h(), g.w()));
    Results usual = new Results(SCALAR, g, false);
    Results tiled = new Results(SCALAR, g, true);
    assertClose(usual.y, tiled.y);
    assertClose(usual.relu, tiled.relu);
    assertClose(usual.maxima, tiled.maxima);
    assertClose(usual.dx, tiled.dx);
    assertArrayEquals(usual.dw, tiled.dw);
  }

  private static void assertClose(float[] expected, float[] actual) {
    assertFalse(Arrays.equals(expected, actual), "computed otherwise");
    double squares = 0;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      squares += (double) expected[i] * expected[i];
      worst = Math.max(worst, Math.abs((double) expected[i] - actual[i]));
    }
    double error = worst / Math.sqrt(squares / expected.length);
    assertTrue(error < TOLERANCE, () -> "error " + error);
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void theSameBitsWithVectorsAndOnAnyNumberOfThreads(ConvGeometry g) {
    Results expected = new Results(SCALAR, g, true);
    int before = Stria.threads();
    try {
      for (int threads : new int[] {1, 2, 8}) {
        Stria.threads(threads);
        assertSame(expected, new Results(SCALAR, g, true));
        if (KernelAgreementTest.vectorsExist()) {
          assertSame(expected, new Results(Kernels.provider("vector"), g, true));
        }
      }
    } finally {
      Stria.threads(before);
    }
  }

  private static void assertSame(Results expected, Results actual) {
    for (int i = 0; i < expected.all().size(); i++) {
      assertArrayEquals(expected.all().get(i), actual.all().get(i), "result " + i);
    }
    assertArrayEquals(expected.argmax, actual.argmax);
  }

  /** Fused and one after the other: relu of the same sums, maxima of the same. */
  @ParameterizedTest
  @MethodSource("geometries")
  void fusedGivesTheBitsOfOneAfterTheOther(ConvGeometry g) {
    Results results = new Results(SCALAR, g, true);
    float[] relu = results.y.clone();
    for (int i = 0; i < relu.length; i++) {
      relu[i] = Math.max(relu[i], 0f);
    }
    assertArrayEquals(relu, results.relu);
    int plane = g.outH() * g.outW();
    int pooled = g.outH() / 2 * (g.outW() / 2);
    for (int i = 0; i < results.maxima.length; i++) {
      assertEquals(results.maxima[i], relu[i / pooled * plane + results.argmax[i]]);
    }
  }

  /** The gradient of a linear function is its adjoint: {@code (conv(x), dy) = (x, dx)}. */
  @ParameterizedTest
  @MethodSource("geometries")
  void theGradientIsTheAdjoint(ConvGeometry g) {
    SplittableRandom random = new SplittableRandom(8);
    float[] x = random(random, g.inputShape().count());
    float[] w = random(random, g.weightShape().count());
    float[] dy = random(random, g.outputShape().count());
    float[] y = new float[dy.length];
    float[] dx = new float[x.length];
    Winograd.on(true);
    SCALAR.convolution().forward(g, x, w, null, y);
    SCALAR.convolution().backwardData(g, dy, w, dx);
    double size = Math.sqrt(product(y, y)) * Math.sqrt(product(dy, dy));
    assertEquals(product(y, dy), product(x, dx), 1e-6 * size);
  }

  private static double product(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  /** A NaN reaches at least what it is part of, and no tile that it is not. */
  @Test
  void nanStaysInItsTiles() {
    ConvGeometry g = square(1, 32, 24, 32, 3, 1, 1, 1, 1);
    float[] x = new float[32 * 24 * 24];
    x[3 * 24 * 24 + 10 * 24 + 10] = Float.NaN;
    float[] w = new float[32 * 32 * 9];
    Arrays.fill(w, 1f);
    float[] y = new float[32 * 24 * 24];
    Winograd.on(true);
    SCALAR.convolution().forward(g, x, w, null, y);
    for (int i = 0; i < y.length; i++) {
      int row = i / 24 % 24;
      int column = i % 24;
      boolean near = Math.abs(row - 10) <= 1 && Math.abs(column - 10) <= 1;
      boolean far = row / 4 < 2 || row / 4 > 2 || column / 4 < 2 || column / 4 > 2;
      assertTrue(!near || Float.isNaN(y[i]), "at " + row + ", " + column);
      assertTrue(!far || y[i] == 0, "at " + row + ", " + column);
    }
  }

  @Test
  void leavesOtherConvolutionsAlone() {
    List.of(
            square(8, 31, 16, 32, 3, 1, 1, 1, 1),
            square(8, 32, 16, 31, 3, 1, 1, 1, 1),
            square(8, 32, 16, 32, 3, 2, 1, 1, 1),
            square(8, 32, 16, 32, 3, 1, 2, 2, 1),
            square(8, 64, 16, 64, 3, 1, 1, 1, 2),
            square(8, 32, 16, 32, 5, 1, 2, 1, 1),
            square(8, 32, 5, 32, 3, 1, 1, 1, 1),
            square(1, 32, 8, 32, 3, 1, 1, 1, 1),
            square(0, 32, 16, 32, 3, 1, 1, 1, 1))
        .forEach(
            g -> {
              Results usual = new Results(SCALAR, g, false);
              assertSame(usual, new Results(SCALAR, g, true));
            });
  }

  @Test
  void isOffUnlessAskedFor() {
    assertFalse(Stria.winograd());
    assertTrue(Stria.info().contains("winograd: off"), Stria.info());
    Stria.winograd(true);
    assertTrue(Stria.winograd());
    assertTrue(Stria.info().contains("winograd: on"), Stria.info());
  }

  @Test
  void aPropertyAsksForItToo() throws IOException, InterruptedException {
    assumeTrue(System.getProperty("stria.winograd") == null);
    assertEquals(List.of("true"), OwnProcess.lines(Asked.class, "TRUE"));
    assertEquals(List.of("false"), OwnProcess.lines(Asked.class, "false"));
    for (String odd : List.of("yes", "1; true", "")) {
      List<String> said = OwnProcess.lines(Asked.class, odd);
      assertTrue(said.get(0).contains("expected true or false, but got '" + odd + "'"), odd);
      assertEquals("false", said.get(1));
    }
  }

  /** A program that was started with the system property. */
  static final class Asked {
    /**
     * Says whether it is on.
     *
     * @param args the property's value
     */
    public static void main(String[] args) {
      System.setProperty("stria.winograd", args[0]);
      System.out.println(Stria.winograd());
    }
  }

  @Test
  void leavesFewTilesThatFillBlocksToTheUsualForwardPass() {
    Winograd.on(true);
    assertFalse(Winograd.takesForward(square(1, 128, 16, 128, 3, 1, 1, 1, 1)));
    assertFalse(Winograd.takesForward(square(5, 128, 8, 128, 3, 1, 1, 1, 1)));
    assertTrue(Winograd.takesForward(square(2, 128, 16, 128, 3, 1, 1, 1, 1)));
    assertTrue(Winograd.takesForward(square(1, 512, 14, 512, 3, 1, 1, 1, 1)));
    assertTrue(Winograd.takesData(square(1, 128, 16, 128, 3, 1, 1, 1, 1)));
  }
}
