package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;

/** Normalisation where each channel of a sample is a run of several elements, such as an image plane. */
final class PlaneNorm {
  private final ArrayMath math;
  private final NormGeometry g;

  PlaneNorm(ArrayMath math, NormGeometry g) {
    this.math = math;
    this.g = g;
  }

  /** What to do with the run of one channel of one sample. */
  private interface Run {
    void accept(int at, int channel, int statistic);
  }

  private void eachRun(Run run) {
    Ranges.ofItems(
        g.n() * g.channels(),
        g.inner(),
        Ranges.LIGHT,
        (from, n) -> {
          for (int i = from; i < from + n; i++) {
            int channel = i % g.channels();
            run.accept(i * g.inner(), channel, g.statistic(i / g.channels(), channel));
          }
        });
  }

  void statistics(float[] x, float[] mean, float[] variance) {
    Ranges.ofItems(
        g.statistics(),
        g.share(),
        Ranges.LIGHT,
        (from, n) -> {
          for (int s = from; s < from + n; s++) {
            statistics(s, x, mean, variance);
          }
        });
  }

  private void statistics(int s, float[] x, float[] mean, float[] variance) {
    double sum = 0;
    int samples = g.groups() == 0 ? g.n() : 1;
    int run = g.share() / samples;
    int stride = g.channels() * g.inner();
    for (int i = 0; i < samples; i++) {
      sum += math.sum(x, s * run + i * stride, run);
    }
    double exact = sum / g.share();
    mean[s] = (float) exact;
    double squares = 0;
    for (int i = 0; i < samples; i++) {
      squares += math.sumOfSquares(x, s * run + i * stride, run, mean[s]);
    }
    // The squares are those around the rounded mean.
    double miss = exact - mean[s];
    variance[s] = (float) Math.max(0, squares / g.share() - miss * miss);
  }

  void normalize(
      float[] x, float[] mean, float[] inverse, float[] scale, float[] shift, float[] y) {
    eachRun(
        (at, channel, statistic) -> {
          float m = mean[statistic];
          float factor = inverse[statistic] * (scale == null ? 1 : scale[channel]);
          float summand = shift == null ? 0 : shift[channel];
          for (int i = at; i < at + g.inner(); i++) {
            y[i] = Math.fma(x[i] - m, factor, summand);
          }
        });
  }

  /** Adds to dscale and dshift; returns the sums of dy and of dy · x̂ of each run. */
  double[][] sums(
      float[] x, float[] mean, float[] inverse, float[] dy, float[] dscale, float[] dshift) {
    double[] sums = Scratch.doubles(Use.SUMS, g.n() * g.channels());
    double[] products = Scratch.doubles(Use.PRODUCTS, g.n() * g.channels());
    eachRun(
        (at, channel, statistic) -> {
          int run = at / g.inner();
          sums[run] = math.sum(dy, at, g.inner());
          double product = math.sumOfProducts(x, at, mean[statistic], dy, at, g.inner());
          products[run] = product * inverse[statistic];
        });
    addByChannel(products, dscale);
    addByChannel(sums, dshift);
    return new double[][] {sums, products};
  }

  private void addByChannel(double[] ofRuns, float[] gradient) {
    for (int c = 0; gradient != null && c < g.channels(); c++) {
      double sum = 0;
      for (int run = c; run < g.n() * g.channels(); run += g.channels()) {
        sum += ofRuns[run];
      }
      gradient[c] += (float) sum;
    }
  }

  void backwardFixed(float[] inverse, float[] scale, float[] dy, float[] dx) {
    eachRun(
        (at, channel, statistic) -> {
          float factor = inverse[statistic] * (scale == null ? 1 : scale[channel]);
          for (int i = at; i < at + g.inner(); i++) {
            dx[i] = Math.fma(dy[i], factor, dx[i]);
          }
        });
  }

  void backward(
      double[][] ofRuns,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] scale,
      float[] dy,
      float[] dx) {
    double[] sums = byStatistic(ofRuns[0], scale, Use.TOTALS);
    double[] products = byStatistic(ofRuns[1], scale, Use.TOTAL_PRODUCTS);
    eachRun(
        (at, channel, statistic) -> {
          float m = mean[statistic];
          double inv = inverse[statistic];
          float factor = inverse[statistic] * (scale == null ? 1 : scale[channel]);
          float constant = (float) (inv * sums[statistic] / g.share());
          float slope = (float) (inv * inv * products[statistic] / g.share());
          for (int i = at; i < at + g.inner(); i++) {
            dx[i] += Math.fma(dy[i], factor, -Math.fma(x[i] - m, slope, constant));
          }
        });
  }

  private double[] byStatistic(double[] ofRuns, float[] scale, Use use) {
    double[] sums = Scratch.zeroDoubles(use, g.statistics());
    for (int run = 0; run < g.n() * g.channels(); run++) {
      int channel = run % g.channels();
      double factor = scale == null ? 1 : scale[channel];
      sums[g.statistic(run / g.channels(), channel)] += factor * ofRuns[run];
    }
    return sums;
  }
}
