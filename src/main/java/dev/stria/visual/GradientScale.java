package dev.stria.visual;

/** To what the gradient of a picture is scaled before an optimizer sees it. */
public enum GradientScale {
  /** The gradient as it is. */
  NONE {
    @Override
    double divisor(float[] g, int from, int count) {
      return 1;
    }
  },
  /** Length 1. */
  UNIT {
    @Override
    double divisor(float[] g, int from, int count) {
      return Math.sqrt(squares(g, from, count));
    }
  },
  /** Root of the mean square 1. */
  RMS {
    @Override
    double divisor(float[] g, int from, int count) {
      return Math.sqrt(squares(g, from, count) / count);
    }
  },
  /** Mean magnitude 1, as in Deep Dream. */
  MEAN_ABS {
    @Override
    double divisor(float[] g, int from, int count) {
      double sum = 0;
      for (int i = from; i < from + count; i++) {
        sum += Math.abs(g[i]);
      }
      return sum / count;
    }
  };

  /** Keeps a gradient of zeros from being divided by zero. */
  private static final double TINY = 1e-20;

  /** Returns what the gradient is divided by. */
  abstract double divisor(float[] g, int from, int count);

  private static double squares(float[] g, int from, int count) {
    double sum = 0;
    for (int i = from; i < from + count; i++) {
      sum += (double) g[i] * g[i];
    }
    return sum;
  }

  /** Scales the gradients of pictures, each by itself; returns what they were divided by. */
  double[] apply(float[] g, int pictures) {
    int count = g.length / pictures;
    double[] divisors = new double[pictures];
    for (int n = 0; n < pictures; n++) {
      divisors[n] = divisor(g, n * count, count) + TINY;
      for (int i = n * count; this != NONE && i < (n + 1) * count; i++) {
        g[i] = (float) (g[i] / divisors[n]);
      }
    }
    return divisors;
  }
}
