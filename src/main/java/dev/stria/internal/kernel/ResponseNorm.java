package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/** Local response normalisation, one sample at a time. */
final class ResponseNorm {
  private final ArrayMath math;
  private final Normalization.LocalResponse r;
  private final int sampleSize;

  ResponseNorm(ArrayMath math, Normalization.LocalResponse r) {
    this.math = math;
    this.r = r;
    sampleSize = r.channels() * r.inner();
  }

  /** What to do with one sample. */
  private interface Sample {
    void accept(int at);
  }

  private void eachSample(Sample sample) {
    Ranges.ofItems(
        r.n(),
        sampleSize,
        Ranges.EXPONENTIAL,
        (from, n) -> {
          for (int i = from; i < from + n; i++) {
            sample.accept(i * sampleSize);
          }
        });
  }

  void forward(float[] x, float[] base, float[] y) {
    eachSample(
        at -> {
          float[] row = copy(x, at, Use.BLOCK_X);
          float[] sums = zeros();
          for (int i = 0; i < sampleSize; i++) {
            row[i] *= row[i];
          }
          for (int c = 0; c < r.channels(); c++) {
            addNeighbours(row, c - r.size() / 2, c + (r.size() - 1) / 2, sums, c * r.inner());
          }
          float weight = r.alpha() / r.size();
          for (int i = 0; i < sampleSize; i++) {
            sums[i] = Math.fma(weight, sums[i], r.k());
          }
          System.arraycopy(sums, 0, base, at, sampleSize);
          power(sums, -r.beta(), row, sampleSize);
          for (int i = 0; i < sampleSize; i++) {
            y[at + i] = x[at + i] * row[i];
          }
        });
  }

  /** Adds the channels from {@code first} to {@code last}, as far as they exist. */
  private void addNeighbours(float[] x, int first, int last, float[] y, int yAt) {
    for (int c = Math.max(0, first); c <= Math.min(last, r.channels() - 1); c++) {
      math.add(x, c * r.inner(), y, yAt, r.inner());
    }
  }

  void backward(float[] x, float[] base, float[] y, float[] dy, float[] dx) {
    eachSample(
        at -> {
          float[] quotients = Scratch.floats(Use.BLOCK_X, sampleSize);
          for (int i = 0; i < sampleSize; i++) {
            quotients[i] = dy[at + i] * y[at + i] / base[at + i];
          }
          float[] sums = zeros();
          for (int c = 0; c < r.channels(); c++) {
            // The channels whose windows contain c: the window mirrored.
            addNeighbours(quotients, c - (r.size() - 1) / 2, c + r.size() / 2, sums, c * r.inner());
          }
          float[] factors = copy(base, at, Use.BLOCK_SLOPE);
          power(factors, -r.beta(), factors, sampleSize);
          float weight = -2 * r.beta() * r.alpha() / r.size();
          for (int i = 0; i < sampleSize; i++) {
            dx[at + i] += Math.fma(dy[at + i], factors[i], weight * x[at + i] * sums[i]);
          }
        });
  }

  private float[] copy(float[] x, int at, Use use) {
    float[] copy = Scratch.floats(use, sampleSize);
    System.arraycopy(x, at, copy, 0, sampleSize);
    return copy;
  }

  private float[] zeros() {
    float[] zeros = Scratch.floats(Use.BLOCK_Y, sampleSize);
    Arrays.fill(zeros, 0, sampleSize, 0);
    return zeros;
  }

  /** {@code y = x^p}, with roots for the power that everyone uses. */
  private static void power(float[] x, float p, float[] y, int n) {
    if (p == -0.75f) {
      for (int i = 0; i < n; i++) {
        float root = (float) Math.sqrt(x[i]);
        y[i] = 1 / (root * (float) Math.sqrt(root));
      }
      return;
    }
    for (int i = 0; i < n; i++) {
      y[i] = FloatMath.pow(x[i], p);
    }
  }
}
