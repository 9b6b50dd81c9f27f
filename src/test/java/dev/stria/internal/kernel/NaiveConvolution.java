package dev.stria.internal.kernel;

/** Convolution as its formula, in double precision: what the kernels are measured against. */
final class NaiveConvolution {
  private final ConvGeometry g;

  NaiveConvolution(ConvGeometry geometry) {
    this.g = geometry;
  }

  /** What is done for each product of a filter's tap with a pixel. */
  private interface Term {
    void at(int w, int x, int y);
  }

  double[] forward(float[] x, float[] w, float[] bias) {
    double[] y = new double[g.outputShape().count()];
    int positions = g.outH() * g.outW();
    for (int i = 0; i < y.length; i++) {
      y[i] = bias == null ? 0 : bias[i / positions % g.k()];
    }
    forEach((tap, pixel, out) -> y[out] += (double) w[tap] * x[pixel]);
    return y;
  }

  double[] backwardData(float[] dy, float[] w, float[] dx) {
    double[] sum = widened(dx);
    forEach((tap, pixel, out) -> sum[pixel] += (double) w[tap] * dy[out]);
    return sum;
  }

  double[] backwardWeights(float[] x, float[] dy, float[] dw) {
    double[] sum = widened(dw);
    forEach((tap, pixel, out) -> sum[tap] += (double) x[pixel] * dy[out]);
    return sum;
  }

  double[] backwardBias(float[] dy, float[] db) {
    double[] sum = widened(db);
    for (int i = 0; i < dy.length; i++) {
      sum[i / (g.outH() * g.outW()) % g.k()] += dy[i];
    }
    return sum;
  }

  private static double[] widened(float[] x) {
    double[] wide = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      wide[i] = x[i];
    }
    return wide;
  }

  private void forEach(Term term) {
    int out = 0;
    for (int n = 0; n < g.n(); n++) {
      for (int k = 0; k < g.k(); k++) {
        for (int p = 0; p < g.outH(); p++) {
          for (int q = 0; q < g.outW(); q++) {
            taps(n, k, p, q, out++, term);
          }
        }
      }
    }
  }

  private void taps(int n, int k, int p, int q, int out, Term term) {
    int channels = g.groupChannels();
    for (int c = 0; c < channels; c++) {
      for (int r = 0; r < g.kh(); r++) {
        for (int s = 0; s < g.kw(); s++) {
          int row = p * g.strideH() - g.padTop() + r * g.dilationH();
          int column = q * g.strideW() - g.padLeft() + s * g.dilationW();
          if (row >= 0 && row < g.h() && column >= 0 && column < g.w()) {
            int channel = n * g.c() + k / g.groupFilters() * channels + c;
            term.at(
                ((k * channels + c) * g.kh() + r) * g.kw() + s,
                (channel * g.h() + row) * g.w() + column,
                out);
          }
        }
      }
    }
  }
}
