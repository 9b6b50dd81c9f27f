package dev.stria.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Reductions, softmax, normalisation and optimizer steps against their formulas in double precision. */
class RowKernelsTest {
  private final KernelProvider kernels = Kernels.provider("scalar");
  private final SplittableRandom random = new SplittableRandom(17);

  @Test
  void aMillionElementsAreSummedToTheLastBits() {
    float[] x = new float[1 << 20];
    double exact = 0;
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) random.nextDouble();
      exact += x[i];
    }
    assertEquals(exact, kernels.reduction().sum(x), 2e-7 * exact);
    float[] rows = new float[16];
    kernels.reduction().sum(1, x.length / 16, 16, x, rows);
    for (float row : rows) {
      assertEquals(exact / 16, row, 0.01 * exact / 16);
    }
    double sum = 0;
    for (float row : rows) {
      sum += row;
    }
    assertEquals(exact, sum, 2e-7 * exact);
  }

  @Test
  void reductionsAreTheirDefinitions() {
    int outer = 3;
    int axis = 37;
    int inner = 5;
    float[] x = LightInputs.normal(random, outer * axis * inner);
    Reduction r = kernels.reduction();
    float[] sum = new float[outer * inner];
    float[] squares = new float[outer * inner];
    float[] most = new float[outer * inner];
    float[] least = new float[outer * inner];
    float[] log = new float[outer * inner];
    int[] index = new int[outer * inner];
    r.sum(outer, axis, inner, x, sum);
    r.sumOfSquares(outer, axis, inner, x, squares);
    r.max(outer, axis, inner, x, most);
    r.min(outer, axis, inner, x, least);
    r.logSumExp(outer, axis, inner, x, log);
    r.argMax(outer, axis, inner, x, index);
    for (int k = 0; k < sum.length; k++) {
      int first = k / inner * axis * inner + k % inner;
      double total = 0;
      double square = 0;
      double exp = 0;
      float high = Float.NEGATIVE_INFINITY;
      float low = Float.POSITIVE_INFINITY;
      for (int a = 0; a < axis; a++) {
        float value = x[first + a * inner];
        total += value;
        square += (double) value * value;
        exp += Math.exp(value);
        high = Math.max(high, value);
        low = Math.min(low, value);
      }
      assertEquals(total, sum[k], 1e-5);
      assertEquals(square, squares[k], 1e-4);
      assertEquals(Math.log(exp), log[k], 1e-5);
      assertEquals(high, most[k]);
      assertEquals(low, least[k]);
      assertEquals(high, x[first + index[k] * inner]);
    }
  }

  @Test
  void infinitiesAndNansTravelThroughExtremesAndLogarithms() {
    float inf = Float.POSITIVE_INFINITY;
    float[] x = {-inf, -inf, 1, inf, Float.NaN, 0, 2, 2};
    float[] y = new float[4];
    kernels.reduction().max(4, 2, 1, x, y);
    assertArrayEquals(new float[] {-inf, inf, Float.NaN, 2}, y);
    kernels.reduction().logSumExp(4, 2, 1, x, y);
    assertArrayEquals(new float[] {-inf, inf, Float.NaN, 2 + FloatMath.LN2}, y, 1e-6f);
    float[] dx = new float[8];
    kernels.reduction().max(4, 2, 1, x, y);
    kernels.reduction().extremeBackward(4, 2, 1, x, y, new float[] {1, 1, 1, 1}, dx);
    assertArrayEquals(new float[] {0.5f, 0.5f, 0, 1, 1, 0, 0.5f, 0.5f}, dx);
  }

  @Test
  void crossEntropyIsStableAndItsGradientSumsToZero() {
    float[] logits = {1e4f, -1e4f, 0, 1, 2, 3, 5, 5, 5};
    int[] labels = {0, 2, -1};
    float[] p = new float[9];
    float[] losses = new float[3];
    kernels.softmax().crossEntropy(3, 3, logits, labels, p, losses);
    double second = Math.log(Math.exp(-2) + Math.exp(-1) + 1);
    assertArrayEquals(new float[] {0, (float) second, 0}, losses, 1e-6f);
    float[] dx = new float[9];
    kernels.softmax().crossEntropyBackward(3, 3, p, labels, new float[] {1, 0.5f, 1}, dx);
    assertEquals(0, dx[3] + dx[4] + dx[5], 1e-7);
    assertEquals(0.5 * (Math.exp(-second) - 1), dx[5], 1e-6);
    assertArrayEquals(new float[] {0, 0, 0}, new float[] {dx[6], dx[7], dx[8]});
  }

  @Test
  void statisticsSurviveAMeanFarLargerThanTheSpread() {
    for (int inner : new int[] {1, 50}) {
      NormGeometry g = NormGeometry.batch(20, 3, inner);
      float[] x = LightInputs.normal(random, 20 * 3 * inner);
      for (int i = 0; i < x.length; i++) {
        x[i] = 1000 + 0.01f * x[i];
      }
      float[] mean = new float[3];
      float[] variance = new float[3];
      kernels.normalization().statistics(g, x, mean, variance);
      for (int c = 0; c < 3; c++) {
        double sum = 0;
        double square = 0;
        int count = 20 * inner;
        for (int k = 0; k < count; k++) {
          sum += x[(k / inner * 3 + c) * inner + k % inner];
        }
        for (int k = 0; k < count; k++) {
          double centered = x[(k / inner * 3 + c) * inner + k % inner] - sum / count;
          square += centered * centered;
        }
        assertEquals(sum / count, mean[c], 1e-4);
        assertEquals(square / count, variance[c], 1e-5 * square / count);
      }
    }
  }

  @Test
  void normalizedValuesHaveMeanZeroAndVarianceOneWhateverTheGroups() {
    NormGeometry[] geometries = {
      NormGeometry.batch(4, 6, 7),
      NormGeometry.batch(9, 6, 1),
      NormGeometry.group(4, 6, 7, 2),
      NormGeometry.group(4, 6, 1, 2),
      NormGeometry.instance(4, 6, 7),
      NormGeometry.layer(5, 40)
    };
    for (NormGeometry g : geometries) {
      int n = g.n() * g.channels() * g.inner();
      float[] x = LightInputs.normal(random, n);
      float[] mean = new float[g.statistics()];
      float[] variance = new float[g.statistics()];
      float[] y = new float[n];
      kernels.normalization().statistics(g, x, mean, variance);
      Normalization.inverseDeviation(variance, 0, variance);
      kernels.normalization().normalize(g, x, mean, variance, null, null, y);
      double[] sums = new double[g.statistics()];
      double[] squares = new double[g.statistics()];
      for (int i = 0; i < n; i++) {
        int s = g.statistic(i / g.inner() / g.channels(), i / g.inner() % g.channels());
        sums[s] += y[i];
        squares[s] += y[i] * y[i];
      }
      for (int s = 0; s < sums.length; s++) {
        assertEquals(0, sums[s] / g.share(), 1e-5, g.toString());
        assertEquals(1, squares[s] / g.share(), 1e-5, g.toString());
      }
    }
  }

  @Test
  void adamIsItsFormula() {
    var rule = new OptimizerStep.Adam(0.01, 0.9, 0.999, 1e-8, 0.1, true);
    float[] w = LightInputs.normal(random, 100);
    double[] expected = new double[100];
    double[] m = new double[100];
    double[] v = new double[100];
    for (int i = 0; i < 100; i++) {
      expected[i] = w[i];
    }
    float[] mean = new float[100];
    float[] square = new float[100];
    for (int step = 1; step <= 10; step++) {
      float[] g = LightInputs.normal(random, 100);
      kernels.optimizerStep().adam(rule, step, w, g, mean, square, null);
      for (int i = 0; i < 100; i++) {
        expected[i] -= 0.01 * 0.1 * expected[i];
        m[i] = 0.9 * m[i] + 0.1 * g[i];
        v[i] = 0.999 * v[i] + 0.001 * g[i] * g[i];
        double corrected = Math.sqrt(v[i] / (1 - Math.pow(0.999, step)));
        expected[i] -= 0.01 * m[i] / (1 - Math.pow(0.9, step)) / (corrected + 1e-8);
      }
    }
    for (int i = 0; i < 100; i++) {
      assertEquals(expected[i], w[i], 1e-6);
    }
  }

  @Test
  void nesterovLooksAhead() {
    var rule = new OptimizerStep.Sgd(0.1, 0.5, 0, true, 0);
    float[] w = {1};
    float[] v = {0};
    kernels.optimizerStep().sgd(rule, true, w, new float[] {2}, v);
    assertEquals(1 - 0.1 * (2 + 0.5 * 2), w[0], 1e-6);
    kernels.optimizerStep().sgd(rule, false, w, new float[] {1}, v);
    assertEquals(2, v[0], 1e-6);
    assertEquals(0.7 - 0.1 * (1 + 0.5 * 2), w[0], 1e-6);
    assertTrue(w[0] < 0.7);
  }
}
