package dev.stria.internal.kernel;

/** Normalisation as plain loops over the runs of elements that share channel and statistic. */
final class ScalarNormalization implements Normalization {
  private final ArrayMath math;

  ScalarNormalization(ArrayMath math) {
    this.math = math;
  }

  @Override
  public void statistics(NormGeometry g, float[] x, float[] mean, float[] variance) {
    double[] sums = new double[g.statistics()];
    addSums(g, x, null, sums);
    for (int s = 0; s < sums.length; s++) {
      mean[s] = (float) (sums[s] / g.share());
    }
    double[] squares = new double[g.statistics()];
    double[] rest = new double[g.statistics()];
    float[] centered = new float[Math.min(x.length, UnaryFunction.BLOCK)];
    eachRun(
        g,
        centered.length,
        (at, n, channel, statistic) -> {
          subtract(x, at, n, mean[statistic], centered);
          squares[statistic] += ScalarReduction.sumOfSquares(centered, 0, n);
          rest[statistic] += ScalarReduction.sum(centered, 0, n);
        });
    for (int s = 0; s < squares.length; s++) {
      // The mean was rounded to float: what it misses is in the sum of the rest.
      double miss = rest[s] / g.share();
      variance[s] = (float) Math.max(0, squares[s] / g.share() - miss * miss);
    }
  }

  private interface Run {
    void accept(int at, int n, int channel, int statistic);
  }

  /** Visits all runs of at most {@code longest} elements that share channel and statistic, in order. */
  private static void eachRun(NormGeometry g, int longest, Run run) {
    for (int sample = 0; sample < g.n(); sample++) {
      for (int c = 0; c < g.channels(); c++) {
        int from = (sample * g.channels() + c) * g.inner();
        for (int i = 0; i < g.inner(); i += longest) {
          run.accept(from + i, Math.min(longest, g.inner() - i), c, g.statistic(sample, c));
        }
      }
    }
  }

  private static void addSums(NormGeometry g, float[] x, float[] scale, double[] sums) {
    eachRun(
        g,
        UnaryFunction.BLOCK,
        (at, n, channel, statistic) -> {
          float factor = scale == null ? 1 : scale[channel];
          sums[statistic] += (double) factor * ScalarReduction.sum(x, at, n);
        });
  }

  private static void subtract(float[] x, int at, int n, float mean, float[] to) {
    for (int i = 0; i < n; i++) {
      to[i] = x[at + i] - mean;
    }
  }

  @Override
  public void normalize(
      NormGeometry g,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] scale,
      float[] shift,
      float[] y) {
    eachRun(
        g,
        Integer.MAX_VALUE,
        (at, n, channel, statistic) -> {
          float m = mean[statistic];
          float factor = inverse[statistic] * (scale == null ? 1 : scale[channel]);
          float summand = shift == null ? 0 : shift[channel];
          for (int i = at; i < at + n; i++) {
            y[i] = Math.fma(x[i] - m, factor, summand);
          }
        });
  }

  @Override
  public void backward(
      NormGeometry g,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] scale,
      float[] dy,
      float[] dx,
      float[] dscale,
      float[] dshift) {
    double[] sums = new double[g.statistics()];
    double[] products = new double[g.statistics()];
    sums(g, x, mean, inverse, scale, dy, sums, products, dscale, dshift);
    if (dx == null) {
      return;
    }
    eachRun(
        g,
        Integer.MAX_VALUE,
        (at, n, channel, statistic) -> {
          float m = mean[statistic];
          float factor = inverse[statistic] * (scale == null ? 1 : scale[channel]);
          float constant = (float) (inverse[statistic] * sums[statistic] / g.share());
          float slope =
              (float)
                  ((double) inverse[statistic]
                      * inverse[statistic]
                      * products[statistic]
                      / g.share());
          for (int i = at; i < at + n; i++) {
            dx[i] += Math.fma(dy[i], factor, -Math.fma(x[i] - m, slope, constant));
          }
        });
  }

  /** Per statistic: the sums of dy · scale and of dy · scale · x̂; per channel: those of dy · x̂ and dy. */
  private static void sums(
      NormGeometry g,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] scale,
      float[] dy,
      double[] sums,
      double[] products,
      float[] dscale,
      float[] dshift) {
    double[] channelSums = new double[g.channels()];
    double[] channelProducts = new double[g.channels()];
    float[] product = new float[Math.min(x.length, UnaryFunction.BLOCK)];
    eachRun(
        g,
        product.length,
        (at, n, channel, statistic) -> {
          for (int i = 0; i < n; i++) {
            product[i] = (x[at + i] - mean[statistic]) * dy[at + i];
          }
          double sum = ScalarReduction.sum(dy, at, n);
          double centered = (double) ScalarReduction.sum(product, 0, n) * inverse[statistic];
          double factor = scale == null ? 1 : scale[channel];
          channelSums[channel] += sum;
          channelProducts[channel] += centered;
          sums[statistic] += factor * sum;
          products[statistic] += factor * centered;
        });
    addTo(dshift, channelSums);
    addTo(dscale, channelProducts);
  }

  private static void addTo(float[] gradient, double[] sums) {
    if (gradient != null) {
      for (int c = 0; c < gradient.length; c++) {
        gradient[c] += (float) sums[c];
      }
    }
  }

  @Override
  public void backwardFixed(
      NormGeometry g,
      float[] x,
      float[] mean,
      float[] inverse,
      float[] scale,
      float[] dy,
      float[] dx,
      float[] dscale,
      float[] dshift) {
    if (dscale != null || dshift != null) {
      double[] unused = new double[g.statistics()];
      sums(g, x, mean, inverse, scale, dy, unused, unused, dscale, dshift);
    }
    if (dx == null) {
      return;
    }
    eachRun(
        g,
        Integer.MAX_VALUE,
        (at, n, channel, statistic) -> {
          float factor = inverse[statistic] * (scale == null ? 1 : scale[channel]);
          for (int i = at; i < at + n; i++) {
            dx[i] = Math.fma(dy[i], factor, dx[i]);
          }
        });
  }

  @Override
  public void localResponse(LocalResponse r, float[] x, float[] base, float[] y) {
    int sample = r.channels() * r.inner();
    float weight = r.alpha() / r.size();
    for (int from = 0; from < x.length; from += sample) {
      for (int c = 0; c < r.channels(); c++) {
        int at = from + c * r.inner();
        java.util.Arrays.fill(base, at, at + r.inner(), 0);
        for (int other = r.first(c); other < r.end(c); other++) {
          int otherAt = from + other * r.inner();
          for (int i = 0; i < r.inner(); i++) {
            base[at + i] = Math.fma(x[otherAt + i], x[otherAt + i], base[at + i]);
          }
        }
        for (int i = at; i < at + r.inner(); i++) {
          base[i] = Math.fma(weight, base[i], r.k());
        }
      }
    }
    power(base, -r.beta(), y);
    for (int i = 0; i < x.length; i++) {
      y[i] *= x[i];
    }
  }

  @Override
  public void localResponseBackward(
      LocalResponse r, float[] x, float[] base, float[] y, float[] dy, float[] dx) {
    int sample = r.channels() * r.inner();
    float weight = -2 * r.beta() * r.alpha() / r.size();
    float[] factor = new float[x.length];
    power(base, -r.beta(), factor);
    float[] sum = new float[r.inner()];
    for (int from = 0; from < x.length; from += sample) {
      for (int c = 0; c < r.channels(); c++) {
        int at = from + c * r.inner();
        java.util.Arrays.fill(sum, 0);
        // The channels whose windows contain c: the window mirrored.
        int end = Math.min(r.channels(), c + r.size() / 2 + 1);
        for (int other = Math.max(0, c - (r.size() - 1) / 2); other < end; other++) {
          int otherAt = from + other * r.inner();
          for (int i = 0; i < r.inner(); i++) {
            sum[i] += dy[otherAt + i] * y[otherAt + i] / base[otherAt + i];
          }
        }
        for (int i = 0; i < r.inner(); i++) {
          float slope = weight * x[at + i] * sum[i];
          dx[at + i] += Math.fma(dy[at + i], factor[at + i], slope);
        }
      }
    }
  }

  /** {@code y = x^p}, with roots for the power that everyone uses. */
  private static void power(float[] x, float p, float[] y) {
    if (p == -0.75f) {
      for (int i = 0; i < x.length; i++) {
        float root = (float) Math.sqrt(x[i]);
        y[i] = 1 / (root * (float) Math.sqrt(root));
      }
      return;
    }
    for (int i = 0; i < x.length; i++) {
      y[i] = FloatMath.pow(x[i], p);
    }
  }
}
