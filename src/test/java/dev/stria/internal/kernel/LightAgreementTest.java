package dev.stria.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The light kernels give the same bits in every provider and at every number of threads. */
class LightAgreementTest {
  /** Small ones around the widths of vectors, and one large enough to be split among threads. */
  private static final int[] LENGTHS = {0, 1, 17, 203, 1025, 150_001};

  /** One kernel: from the providers and an input to all that it computes. */
  record Case(String name, BiFunction<KernelProvider, float[], float[]> run) {
    @Override
    public String toString() {
      return name;
    }
  }

  static List<Case> cases() {
    List<Case> cases = new ArrayList<>();
    functions().forEach(f -> cases.add(new Case(f.name(), (k, x) -> unary(k, f, x))));
    for (BinaryFunction f : BinaryFunction.values()) {
      cases.add(new Case(f.name(), (k, x) -> binary(k, f, x)));
    }
    cases.add(new Case("relu", LightAgreementTest::rectifiers));
    cases.add(new Case("sums", LightAgreementTest::sums));
    cases.add(new Case("reductions", LightAgreementTest::reductions));
    cases.add(new Case("softmax", LightAgreementTest::softmax));
    cases.add(
        new Case("batch norm", (k, x) -> normalization(k, x, g -> NormGeometry.batch(3, 2, g))));
    cases.add(
        new Case("group norm", (k, x) -> normalization(k, x, g -> NormGeometry.group(1, 6, g, 2))));
    cases.add(new Case("layer norm", (k, x) -> normalization(k, x, g -> NormGeometry.layer(6, g))));
    cases.add(
        new Case("features", (k, x) -> normalization(k, x, g -> NormGeometry.batch(6, g, 1))));
    cases.add(new Case("local response", LightAgreementTest::localResponse));
    cases.add(new Case("pooling", LightAgreementTest::pooling));
    cases.add(new Case("optimizers", LightAgreementTest::optimizers));
    return cases;
  }

  private static List<UnaryFunction> functions() {
    return List.of(
        Functions.EXP,
        Functions.LOG,
        Functions.SQRT,
        Functions.ABS,
        Functions.clamp(-1, 1),
        Activations.SIGMOID,
        Activations.TANH,
        Activations.GELU,
        Activations.GELU_TANH,
        Activations.SILU,
        Activations.MISH,
        Activations.SELU,
        Activations.elu(0.7f),
        Activations.softplus(2),
        Activations.LOGSIGMOID,
        Rectifiers.RELU6,
        Rectifiers.HARDSWISH,
        Rectifiers.hardSigmoid(0.2f, 0.5f));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void sameBitsEverywhere(Case c) {
    SplittableRandom random = new SplittableRandom(5);
    int before = Parallel.threads();
    try {
      for (int n : LENGTHS) {
        float[] x = LightInputs.awkward(random, n);
        Parallel.threads(1);
        float[] expected = c.run.apply(Kernels.provider("scalar"), x.clone());
        assertTrue(n < 10 || expected.length > 0, "something was computed");
        for (int threads : new int[] {2, 7}) {
          Parallel.threads(threads);
          float[] got = c.run.apply(Kernels.provider("scalar"), x.clone());
          LightInputs.assertSameBits(expected, got, c + " of " + n + " at " + threads + " threads");
        }
        for (int threads : new int[] {1, 4}) {
          if (LightInputs.vectorsExist()) {
            Parallel.threads(threads);
            float[] got = c.run.apply(Kernels.provider("vector"), x.clone());
            LightInputs.assertSameBits(expected, got, c + " of " + n + ", vector at " + threads);
          }
        }
      }
    } finally {
      Parallel.threads(before);
    }
  }

  private static float[] join(float[]... parts) {
    int n = 0;
    for (float[] part : parts) {
      n += part.length;
    }
    float[] all = new float[n];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }

  private static float[] unary(KernelProvider k, UnaryFunction f, float[] x) {
    float[] y = new float[x.length];
    float[] dx = x.clone();
    k.elementwise().apply(f, x, y);
    k.elementwise().applyBackward(f, x, y, x, dx);
    return join(y, dx);
  }

  private static float[] binary(KernelProvider k, BinaryFunction f, float[] x) {
    int n = x.length / 6;
    Broadcast g = Broadcast.of("test", Shape.of(2, 3, n), Shape.of(3, 1));
    float[] a = new float[6 * n];
    System.arraycopy(x, 0, a, 0, a.length);
    float[] b = {0.5f, -2, 3};
    float[] y = new float[6 * n];
    float[] da = new float[6 * n];
    float[] db = new float[3];
    k.elementwise().apply(f, g, a, b, y);
    k.elementwise().applyBackward(f, g, a, b, y, a, da, db);
    return join(y, da, db);
  }

  private static float[] rectifiers(KernelProvider k, float[] x) {
    Elementwise e = k.elementwise();
    float[] y = new float[x.length];
    float[] z = new float[x.length];
    float[] dx = x.clone();
    e.relu(x, y);
    e.reluBackward(y, x, dx);
    e.leakyRelu(0.1f, x, z);
    e.leakyReluBackward(0.1f, x, y, dx);
    return join(y, z, dx);
  }

  private static float[] sums(KernelProvider k, float[] x) {
    Elementwise e = k.elementwise();
    float[] y = new float[x.length];
    e.add(x, x, y);
    e.multiplyAdd(x, y, y);
    e.axpy(-0.3f, x, y);
    e.scale(1.7f, y, y);
    int n = x.length / 6;
    float[] rows = new float[6 * n];
    System.arraycopy(x, 0, rows, 0, rows.length);
    e.addBias(3, n, new float[] {1, 2, 3}, rows);
    float[] columns = rows.clone();
    e.addBias(n, 1, new float[n], columns);
    return join(y, rows, columns);
  }

  private static float[] reductions(KernelProvider k, float[] x) {
    Reduction r = k.reduction();
    int n = x.length / 6;
    float[] inner = new float[6];
    float[] middle = new float[2 * n];
    float[] all = {r.sum(x), (float) r.sumOfSquares(x)};
    r.sum(6, n, 1, x, inner);
    r.sum(2, 3, n, x, middle);
    float[] squares = new float[2 * n];
    r.sumOfSquares(2, 3, n, x, squares);
    float[] logs = new float[6];
    r.logSumExp(6, n, 1, x, logs);
    float[] most = new float[2 * n];
    r.max(2, 3, n, x, most);
    float[] dx = new float[x.length];
    r.extremeBackward(2, 3, n, x, most, middle, dx);
    float[] channels = new float[3];
    r.addChannelSums(2, 3, n, x, channels);
    return join(all, inner, middle, squares, logs, most, dx, channels);
  }

  private static float[] softmax(KernelProvider k, float[] x) {
    int n = x.length / 6;
    float[] y = new float[6 * n];
    float[] z = new float[6 * n];
    float[] dx = new float[6 * n];
    k.softmax().softmax(6, n, 1, x, y);
    k.softmax().logSoftmax(2, 3, n, x, z);
    k.softmax().softmaxBackward(6, n, 1, y, x, dx);
    k.softmax().logSoftmaxBackward(2, 3, n, z, x, dx);
    if (n == 0) {
      return dx;
    }
    float[] losses = new float[6];
    float[] p = new float[6 * n];
    k.softmax().crossEntropy(6, n, x, new int[] {0, 0, -1, n - 1, 0, 0}, p, losses);
    return join(y, z, dx, p, losses);
  }

  private interface Geometry {
    NormGeometry of(int size);
  }

  private static float[] normalization(KernelProvider k, float[] x, Geometry geometry) {
    int n = x.length / 6;
    NormGeometry g = geometry.of(n);
    if (n == 0) {
      return new float[0];
    }
    Normalization norm = k.normalization();
    float[] mean = new float[g.statistics()];
    float[] variance = new float[g.statistics()];
    float[] inverse = new float[g.statistics()];
    float[] scale = new float[g.channels()];
    float[] y = new float[6 * n];
    float[] dx = new float[6 * n];
    float[] dscale = new float[g.channels()];
    float[] dshift = new float[g.channels()];
    for (int c = 0; c < scale.length; c++) {
      scale[c] = 1 + c % 5;
    }
    float[] input = new float[6 * n];
    for (int i = 0; i < input.length; i++) {
      input[i] = Float.isFinite(x[i]) && Math.abs(x[i]) < 1e6 ? x[i] : 3;
    }
    norm.statistics(g, input, mean, variance);
    Normalization.inverseDeviation(variance, 1e-5f, inverse);
    norm.normalize(g, input, mean, inverse, scale, scale, y);
    norm.backward(g, input, mean, inverse, scale, y, dx, dscale, dshift);
    norm.backwardFixed(g, input, mean, inverse, scale, y, dx, dscale, dshift);
    return join(mean, variance, y, dx, dscale, dshift);
  }

  private static float[] localResponse(KernelProvider k, float[] x) {
    int n = x.length / 10;
    var r = new Normalization.LocalResponse(2, 5, n, 3, 0.1f, 0.75f, 1);
    float[] input = new float[10 * n];
    System.arraycopy(x, 0, input, 0, input.length);
    float[] base = new float[10 * n];
    float[] y = new float[10 * n];
    float[] dx = new float[10 * n];
    k.normalization().localResponse(r, input, base, y);
    k.normalization().localResponseBackward(r, input, base, y, input, dx);
    return join(base, y, dx);
  }

  private static float[] pooling(KernelProvider k, float[] x) {
    int side = (int) Math.sqrt(x.length / 6.0);
    if (side < 3) {
      return new float[x.length];
    }
    List<float[]> results = new ArrayList<>();
    for (int kernel = 2; kernel <= 3; kernel++) {
      PoolGeometry g = PoolGeometry.of("test", Shape.of(2, 3, side, side), kernel, 2);
      float[] y = new float[g.outputShape().count()];
      float[] dx = new float[x.length];
      int[] argmax = new int[y.length];
      k.pooling().maxForward(g, x, y, argmax);
      k.pooling().maxBackward(g, argmax, y, dx);
      float[] mean = new float[y.length];
      k.pooling().averageForward(g, true, 0, x, mean);
      k.pooling().averageBackward(g, true, 0, mean, dx);
      results.addAll(List.of(y, dx, mean));
    }
    return join(results.toArray(new float[0][]));
  }

  private static float[] optimizers(KernelProvider k, float[] x) {
    OptimizerStep o = k.optimizerStep();
    float[] w = x.clone();
    float[] m = new float[x.length];
    float[] v = new float[x.length];
    o.sgd(new OptimizerStep.Sgd(0.1, 0.9, 0, true, 0.01), false, w, x, m);
    o.adam(new OptimizerStep.Adam(0.1, 0.9, 0.99, 1e-8, 0.1, true), 2, w, x, m, v, null);
    o.rmsProp(new OptimizerStep.RmsProp(0.1, 0.9, 1e-8, 0, 0), w, x, v, null, null);
    return join(w, m, v);
  }
}
