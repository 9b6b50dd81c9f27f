package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * Normalisation where each channel of a sample is one element: rows of features.
 *
 * <p>A row, its means and its factors are copied to the front of small arrays, where the compiler sees one index.
 */
final class FeatureNorm {
  private final ArrayMath math;
  private final NormGeometry g;
  private final int features;
  private final float[] row;
  private final float[] means;
  private final float[] inverses;
  private final float[] scales;
  private final float[] grad;

  FeatureNorm(ArrayMath math, NormGeometry g) {
    this.math = math;
    this.g = g;
    features = g.channels();
    row = new float[features];
    means = new float[features];
    inverses = new float[features];
    scales = new float[features];
    grad = new float[features];
    Arrays.fill(scales, 1);
  }

  void statistics(float[] x, float[] mean, float[] variance) {
    if (g.groups() == 0) {
      columnStatistics(x, mean, variance);
      return;
    }
    int n = g.share();
    for (int s = 0; s < g.statistics(); s++) {
      double exact = math.sum(x, s * n, n) / n;
      mean[s] = (float) exact;
      double miss = exact - mean[s];
      double squares = math.sumOfSquares(x, s * n, n, mean[s]);
      variance[s] = (float) Math.max(0, squares / n - miss * miss);
    }
  }

  private void columnStatistics(float[] x, float[] mean, float[] variance) {
    double[] sums = new double[features];
    for (int sample = 0; sample < g.n(); sample++) {
      for (int c = 0; c < features; c++) {
        sums[c] += x[sample * features + c];
      }
    }
    double[] squares = new double[features];
    for (int sample = 0; sample < g.n(); sample++) {
      for (int c = 0; c < features; c++) {
        double centered = x[sample * features + c] - sums[c] / g.n();
        squares[c] += centered * centered;
      }
    }
    for (int c = 0; c < features; c++) {
      mean[c] = (float) (sums[c] / g.n());
      variance[c] = (float) (squares[c] / g.n());
    }
  }

  private void spread(int sample, float[] ofStatistics, float[] toFeatures) {
    if (g.groups() == 0) {
      System.arraycopy(ofStatistics, 0, toFeatures, 0, features);
      return;
    }
    int size = features / g.groups();
    for (int group = 0; group < g.groups(); group++) {
      float value = ofStatistics[sample * g.groups() + group];
      Arrays.fill(toFeatures, group * size, (group + 1) * size, value);
    }
  }

  private void setScale(float[] scale) {
    if (scale != null) {
      System.arraycopy(scale, 0, scales, 0, features);
    }
  }

  void normalize(
      float[] x, float[] mean, float[] inverse, float[] scale, float[] shift, float[] y) {
    setScale(scale);
    float[] shifts = shift == null ? new float[features] : shift;
    for (int sample = 0; sample < g.n(); sample++) {
      System.arraycopy(x, sample * features, row, 0, features);
      spread(sample, mean, means);
      spread(sample, inverse, inverses);
      for (int c = 0; c < features; c++) {
        row[c] = Math.fma(row[c] - means[c], inverses[c] * scales[c], shifts[c]);
      }
      System.arraycopy(row, 0, y, sample * features, features);
    }
  }

  /** Adds to dscale and dshift, and returns the sums of dy and of dy · x̂ by feature, or by statistic of a row. */
  double[][] sums(
      float[] x,
      float[] mean,
      float[] inverse,
      float[] scale,
      float[] dy,
      float[] dscale,
      float[] dshift) {
    setScale(scale);
    double[] columns = new double[features];
    double[] columnProducts = new double[features];
    double[] sums = Scratch.doubles(Use.SUMS, g.statistics());
    double[] products = Scratch.doubles(Use.PRODUCTS, g.statistics());
    for (int sample = 0; sample < g.n(); sample++) {
      loadNormalized(sample, x, mean, inverse);
      for (int c = 0; c < features; c++) {
        float slope = dy[sample * features + c];
        columns[c] += slope;
        columnProducts[c] += slope * row[c];
        grad[c] = slope * scales[c];
      }
      addGroups(sample, sums, products);
    }
    addTo(dshift, columns);
    addTo(dscale, columnProducts);
    if (g.groups() == 0) {
      for (int c = 0; c < features; c++) {
        sums[c] = columns[c] * scales[c];
        products[c] = columnProducts[c] * scales[c];
      }
    }
    return new double[][] {sums, products};
  }

  private void loadNormalized(int sample, float[] x, float[] mean, float[] inverse) {
    System.arraycopy(x, sample * features, row, 0, features);
    spread(sample, mean, means);
    spread(sample, inverse, inverses);
    for (int c = 0; c < features; c++) {
      row[c] = (row[c] - means[c]) * inverses[c];
    }
  }

  private void addGroups(int sample, double[] sums, double[] products) {
    for (int group = 0; group < g.groups(); group++) {
      int size = g.share();
      int s = sample * g.groups() + group;
      sums[s] = math.sum(grad, group * size, size);
      products[s] = math.sumOfProducts(row, group * size, 0, grad, group * size, size);
    }
  }

  private static void addTo(float[] gradient, double[] sums) {
    for (int c = 0; gradient != null && c < gradient.length; c++) {
      gradient[c] += (float) sums[c];
    }
  }

  /** Adds to dx; {@code ofStatistics} is {@code null} where mean and variance are constants. */
  void backward(
      double[][] ofStatistics,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] scale,
      float[] dy,
      float[] dx) {
    setScale(scale);
    float[] constants = new float[features];
    float[] slopes = new float[features];
    float[] sums = ofStatistics == null ? null : perElement(ofStatistics[0], Use.BLOCK_X);
    float[] products = ofStatistics == null ? null : perElement(ofStatistics[1], Use.BLOCK_Y);
    for (int sample = 0; sample < g.n(); sample++) {
      loadNormalized(sample, x, mean, inverse);
      if (ofStatistics != null) {
        spread(sample, sums, constants);
        spread(sample, products, slopes);
      }
      int at = sample * features;
      System.arraycopy(dy, at, grad, 0, features);
      for (int c = 0; c < features; c++) {
        float rest = Math.fma(row[c], slopes[c], constants[c]);
        row[c] = inverses[c] * Math.fma(grad[c], scales[c], -rest);
      }
      math.add(row, 0, dx, at, features);
    }
  }

  private float[] perElement(double[] sums, Use use) {
    float[] result = Scratch.floats(use, g.statistics());
    for (int i = 0; i < g.statistics(); i++) {
      result[i] = (float) (sums[i] / g.share());
    }
    return result;
  }
}
