package dev.stria.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fused passes give the bits of their parts, one after the other. */
class FusedConvolutionTest {
  static Stream<ConvGeometry> geometries() {
    return Geometries.all();
  }

  private static List<KernelProvider> providers() {
    List<KernelProvider> providers = new ArrayList<>(List.of(Kernels.provider("scalar")));
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      providers.add(Kernels.provider("vector"));
    }
    return providers;
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void reluIsConvolutionThenRelu(ConvGeometry g) {
    Sample s = new Sample(g, true);
    KernelProvider plain = Kernels.provider("scalar");
    float[] convolved = new float[g.outputShape().count()];
    float[] expected = convolved.clone();
    plain.convolution().forward(g, s.x, s.w, s.bias, convolved);
    plain.elementwise().relu(convolved, expected);
    for (KernelProvider provider : providers()) {
      float[] actual = new float[expected.length];
      provider.fusedConvolution().relu(g, s.x, s.w, s.bias, actual);
      assertArrayEquals(expected, actual, provider.name());
    }
  }

  @ParameterizedTest
  @MethodSource("geometries")
  void reluMaxIsConvolutionThenReluThenMaxPool(ConvGeometry g) {
    if (g.outH() < 2 || g.outW() < 2 || g.n() == 0) {
      return;
    }
    Sample s = new Sample(g, true);
    checkReluMax(g, s, false);
    checkReluMax(g, new Sample(g, false), true);
  }

  /** Batches of several chunks, whose gradients go over maxima alone, and filters of each number of rows and vectors. */
  static Stream<ConvGeometry> batches() {
    return Stream.of(
        Geometries.square(16, 25, 13, 50, 3, 1, 0, 1, 1),
        Geometries.square(16, 17, 12, 7, 3, 1, 1, 1, 1),
        Geometries.square(16, 9, 13, 5, 3, 1, 1, 1, 1),
        Geometries.square(16, 20, 14, 6, 5, 1, 2, 1, 1),
        Geometries.square(16, 20, 13, 6, 4, 1, 0, 1, 1),
        Geometries.square(5, 24, 8, 21, 3, 1, 1, 1, 1),
        Geometries.square(17, 24, 8, 18, 3, 1, 1, 1, 1),
        new ConvGeometry(16, 24, 19, 12, 6, 7, 3, 1, 1, 3, 2, 1, 0, 1, 1, 1),
        Geometries.square(16, 1, 28, 25, 3, 1, 0, 1, 1),
        Geometries.square(9, 1, 15, 33, 3, 1, 1, 1, 1),
        Geometries.square(16, 1, 14, 20, 5, 1, 0, 1, 1),
        Geometries.square(16, 2, 14, 18, 3, 1, 0, 1, 1),
        Geometries.square(16, 3, 11, 16, 3, 1, 1, 1, 1));
  }

  @ParameterizedTest
  @MethodSource("batches")
  void gradientsOfBatchesAreThoseOfTheParts(ConvGeometry g) {
    checkReluMax(g, new Sample(g, false), true);
  }

  /** What is zero times such a value is not zero, so gradients of zero may not be left out. */
  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY})
  void valuesThatAreNotFiniteReachAllTheirGradients(float value) {
    for (ConvGeometry g :
        List.of(
            Geometries.square(16, 25, 13, 18, 3, 1, 0, 1, 1),
            Geometries.square(16, 9, 13, 5, 3, 1, 1, 1, 1),
            Geometries.square(5, 24, 8, 21, 3, 1, 1, 1, 1),
            Geometries.square(16, 1, 13, 25, 3, 1, 0, 1, 1))) {
      for (int place = 0; place < 4; place++) {
        Sample s = new Sample(g, false);
        float[] dy = slopes(g);
        float[] changed = List.of(s.x, s.w, s.bias, dy).get(place);
        changed[changed.length / 3] = value;
        checkAgreement(g, s, dy);
      }
    }
  }

  /** All providers give what plain Java does; its parts alone do not: their relu lets a NaN beside another through. */
  private static void checkAgreement(ConvGeometry g, Sample s, float[] dy) {
    Gradients wanted = null;
    for (KernelProvider provider : providers()) {
      float[] y = new float[dy.length];
      int[] argmax = new int[dy.length];
      provider.fusedConvolution().reluMax(g, s.x, s.w, s.bias, y, argmax);
      Gradients gradients = new Gradients(g, new SplittableRandom(5));
      FusedConvolution.Pooled pooled = new FusedConvolution.Pooled(s.x, s.w, y, argmax);
      provider.fusedConvolution().reluMaxBackward(g, pooled, dy, gradients.all(), float[]::new);
      if (wanted == null) {
        wanted = gradients;
      }
      wanted.assertEqual(gradients, provider.name() + " " + g);
      Gradients some = new Gradients(g, new SplittableRandom(5));
      provider.fusedConvolution().reluMaxBackward(g, pooled, dy, some.ofFilters(), float[]::new);
      wanted.assertEqualButX(some, provider.name() + " to the filters, " + g);
    }
  }

  private static void checkReluMax(ConvGeometry g, Sample s, boolean backward) {
    checkReluMax(g, s, backward ? slopes(g) : null);
  }

  private static float[] slopes(ConvGeometry g) {
    return Sample.random(new SplittableRandom(3), g.n() * g.k() * (g.outH() / 2) * (g.outW() / 2));
  }

  private static void checkReluMax(ConvGeometry g, Sample s, float[] dy) {
    KernelProvider plain = Kernels.provider("scalar");
    PoolGeometry pool =
        new PoolGeometry(
            "max", g.n(), g.k(), g.outH(), g.outW(), 2, 2, 2, 2, 0, 0, 0, 0, 1, 1, false);
    float[] convolved = new float[g.outputShape().count()];
    float[] positive = new float[convolved.length];
    float[] expected = new float[pool.outputShape().count()];
    int[] places = new int[expected.length];
    plain.convolution().forward(g, s.x, s.w, s.bias, convolved);
    plain.elementwise().relu(convolved, positive);
    plain.pooling().maxForward(pool, positive, expected, places);
    Gradients wanted = new Gradients(g, new SplittableRandom(5));
    if (dy != null) {
      float[] dPositive = new float[convolved.length];
      float[] dConvolved = new float[convolved.length];
      plain.pooling().maxBackward(pool, places, dy, dPositive);
      plain.elementwise().reluBackward(positive, dPositive, dConvolved);
      plain.convolution().backwardData(g, dConvolved, s.w, wanted.x);
      plain.convolution().backwardWeights(g, s.x, dConvolved, wanted.w);
      plain.convolution().backwardBias(g, dConvolved, wanted.bias);
    }
    for (KernelProvider provider : providers()) {
      float[] actual = new float[expected.length];
      int[] argmax = new int[expected.length];
      provider.fusedConvolution().reluMax(g, s.x, s.w, s.bias, actual, null);
      assertArrayEquals(expected, actual, provider.name() + " without places");
      actual = new float[expected.length];
      provider.fusedConvolution().reluMax(g, s.x, s.w, s.bias, actual, argmax);
      assertArrayEquals(expected, actual, provider.name());
      if (dy != null) {
        Gradients gradients = new Gradients(g, new SplittableRandom(5));
        FusedConvolution.Pooled pooled = new FusedConvolution.Pooled(s.x, s.w, actual, argmax);
        provider.fusedConvolution().reluMaxBackward(g, pooled, dy, gradients.all(), float[]::new);
        wanted.assertEqual(gradients, provider.name() + " backward");
        Gradients some = new Gradients(g, new SplittableRandom(5));
        provider.fusedConvolution().reluMaxBackward(g, pooled, dy, some.ofFilters(), float[]::new);
        wanted.assertEqualButX(some, provider.name() + " backward to the filters");
      }
    }
  }

  /** Gradients that something was added to already. */
  private static final class Gradients {
    private final float[] x;
    private final float[] w;
    private final float[] bias;

    Gradients(ConvGeometry g, SplittableRandom random) {
      x = Sample.random(random, g.inputShape().count());
      w = Sample.random(random, g.weightShape().count());
      bias = Sample.random(random, g.k());
    }

    FusedConvolution.Slopes all() {
      return new FusedConvolution.Slopes(x, w, bias);
    }

    FusedConvolution.Slopes ofFilters() {
      return new FusedConvolution.Slopes(null, w, bias);
    }

    void assertEqual(Gradients other, String message) {
      assertArrayEquals(x, other.x, message + ": data");
      assertEqualButX(other, message);
    }

    void assertEqualButX(Gradients other, String message) {
      assertArrayEquals(w, other.w, message + ": weights");
      assertArrayEquals(bias, other.bias, message + ": bias");
    }
  }

  /** Images of few values, so that there are ties, and one NaN if asked for. */
  private static final class Sample {
    private final float[] x;
    private final float[] w;
    private final float[] bias;

    Sample(ConvGeometry g, boolean nan) {
      SplittableRandom random = new SplittableRandom(11);
      x = new float[g.inputShape().count()];
      for (int i = 0; i < x.length; i++) {
        x[i] = random.nextInt(3) - 1;
      }
      if (nan && x.length > 40) {
        x[x.length / 2] = Float.NaN;
      }
      w = random(random, g.weightShape().count());
      for (int i = 0; i < w.length; i++) {
        w[i] = Math.round(w[i] * 4) / 4f;
      }
      bias = random(random, g.k());
    }

    static float[] random(SplittableRandom random, int count) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = (float) random.nextDouble() - 0.5f;
      }
      return values;
    }
  }
}
