package dev.stria.internal.kernel;

/** Convolution as its formula: loops over the output, then over the filter. */
final class ScalarConvolution implements Convolution {
  @Override
  public void forward(ConvGeometry g, float[] x, float[] w, float[] bias, float[] y) {
    int outH = g.outH();
    int outW = g.outW();
    int taps = g.groupChannels() * g.kh() * g.kw();
    for (int n = 0; n < g.n(); n++) {
      for (int k = 0; k < g.k(); k++) {
        int firstChannel = n * g.c() + k / g.groupFilters() * g.groupChannels();
        for (int p = 0; p < outH; p++) {
          for (int q = 0; q < outW; q++) {
            float sum = bias == null ? 0f : bias[k];
            int at = k * taps;
            for (int c = 0; c < g.groupChannels(); c++) {
              for (int r = 0; r < g.kh(); r++) {
                for (int s = 0; s < g.kw(); s++) {
                  sum =
                      Math.fma(
                          w[at++],
                          input(g, x, firstChannel + c, row(g, p, r), column(g, q, s)),
                          sum);
                }
              }
            }
            y[((n * g.k() + k) * outH + p) * outW + q] = sum;
          }
        }
      }
    }
  }

  @Override
  public void backwardData(ConvGeometry g, float[] dy, float[] w, float[] dx) {
    int outH = g.outH();
    int outW = g.outW();
    for (int n = 0; n < g.n(); n++) {
      for (int k = 0; k < g.k(); k++) {
        int firstChannel = n * g.c() + k / g.groupFilters() * g.groupChannels();
        for (int r = 0; r < g.kh(); r++) {
          for (int s = 0; s < g.kw(); s++) {
            for (int c = 0; c < g.groupChannels(); c++) {
              float weight = w[((k * g.groupChannels() + c) * g.kh() + r) * g.kw() + s];
              for (int p = 0; p < outH; p++) {
                for (int q = 0; q < outW; q++) {
                  int row = row(g, p, r);
                  int column = column(g, q, s);
                  if (inside(g, row, column)) {
                    int at = ((firstChannel + c) * g.h() + row) * g.w() + column;
                    dx[at] = Math.fma(weight, dy[((n * g.k() + k) * outH + p) * outW + q], dx[at]);
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  @Override
  public void backwardWeights(ConvGeometry g, float[] x, float[] dy, float[] dw) {
    int positions = g.outH() * g.outW();
    for (int n = 0; n < g.n(); n++) {
      for (int k = 0; k < g.k(); k++) {
        int firstChannel = n * g.c() + k / g.groupFilters() * g.groupChannels();
        int at = k * g.groupChannels() * g.kh() * g.kw();
        for (int c = 0; c < g.groupChannels(); c++) {
          for (int r = 0; r < g.kh(); r++) {
            for (int s = 0; s < g.kw(); s++) {
              float sum = dw[at];
              for (int i = 0; i < positions; i++) {
                float value =
                    input(
                        g,
                        x,
                        firstChannel + c,
                        row(g, i / g.outW(), r),
                        column(g, i % g.outW(), s));
                sum = Math.fma(dy[(n * g.k() + k) * positions + i], value, sum);
              }
              dw[at++] = sum;
            }
          }
        }
      }
    }
  }

  @Override
  public void backwardBias(ConvGeometry g, float[] dy, float[] db) {
    int positions = g.outH() * g.outW();
    for (int k = 0; k < g.k(); k++) {
      double sum = 0;
      for (int n = 0; n < g.n(); n++) {
        int at = (n * g.k() + k) * positions;
        for (int i = 0; i < positions; i++) {
          sum += dy[at + i];
        }
      }
      db[k] += (float) sum;
    }
  }

  private static int row(ConvGeometry g, int p, int r) {
    return p * g.strideH() - g.padTop() + r * g.dilationH();
  }

  private static int column(ConvGeometry g, int q, int s) {
    return q * g.strideW() - g.padLeft() + s * g.dilationW();
  }

  private static boolean inside(ConvGeometry g, int row, int column) {
    return row >= 0 && row < g.h() && column >= 0 && column < g.w();
  }

  private static float input(ConvGeometry g, float[] x, int plane, int row, int column) {
    return inside(g, row, column) ? x[(plane * g.h() + row) * g.w() + column] : 0f;
  }
}
