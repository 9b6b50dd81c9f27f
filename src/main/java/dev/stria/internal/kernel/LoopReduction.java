package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * Reductions over one axis.
 *
 * <p>Where the axis is innermost, each sum is one of {@link ArrayMath}. Where it is not, whole rows are added in order, and
 * the sums of blocks of rows in double precision.
 */
final class LoopReduction implements Reduction {
  private static final int ROWS = 128;

  private final ArrayMath math;

  LoopReduction(ArrayMath math) {
    this.math = math;
  }

  @Override
  public float sum(float[] x) {
    return (float) math.sum(x, 0, x.length);
  }

  @Override
  public double sumOfSquares(float[] x) {
    return math.sumOfSquares(x, 0, x.length, 0);
  }

  @Override
  public void sum(int outer, int axis, int inner, float[] x, float[] y) {
    Ranges.ofItems(
        outer,
        axis * inner,
        Ranges.LIGHT,
        (from, n) -> {
          for (int o = from; o < from + n; o++) {
            if (inner == 1) {
              y[o] = (float) math.sum(x, o * axis, axis);
            } else {
              sumRows(x, o * axis * inner, axis, inner, y, o * inner);
            }
          }
        });
  }

  @Override
  public void sumOfSquares(int outer, int axis, int inner, float[] x, float[] y) {
    Ranges.ofItems(
        outer,
        axis * inner,
        Ranges.LIGHT,
        (from, n) -> {
          for (int o = from; o < from + n; o++) {
            if (inner == 1) {
              y[o] = (float) math.sumOfSquares(x, o * axis, axis, 0);
            } else {
              float[] squares = Scratch.floats(Use.BLOCK_X, axis * inner);
              System.arraycopy(x, o * axis * inner, squares, 0, axis * inner);
              square(squares, axis * inner);
              sumRows(squares, 0, axis, inner, y, o * inner);
            }
          }
        });
  }

  private static void square(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] *= x[i];
    }
  }

  /** The sums of the columns of {@code [rows, inner]}. */
  private void sumRows(float[] x, int xAt, int rows, int inner, float[] y, int yAt) {
    if (rows <= ROWS) {
      Arrays.fill(y, yAt, yAt + inner, 0);
      addRows(x, xAt, rows, inner, y, yAt);
      return;
    }
    float[] part = Scratch.floats(Use.BLOCK_Y, inner);
    double[] total = Scratch.zeroDoubles(Use.TOTALS, inner);
    for (int row = 0; row < rows; row += ROWS) {
      Arrays.fill(part, 0, inner, 0);
      addRows(x, xAt + row * inner, Math.min(ROWS, rows - row), inner, part, 0);
      for (int i = 0; i < inner; i++) {
        total[i] += part[i];
      }
    }
    for (int i = 0; i < inner; i++) {
      y[yAt + i] = (float) total[i];
    }
  }

  private void addRows(float[] x, int xAt, int rows, int inner, float[] y, int yAt) {
    for (int row = 0; row < rows; row++) {
      math.add(x, xAt + row * inner, y, yAt, inner);
    }
  }

  @Override
  public void mean(int outer, int axis, int inner, float[] x, float[] y) {
    sum(outer, axis, inner, x, y);
    for (int i = 0; i < y.length; i++) {
      y[i] /= axis;
    }
  }

  @Override
  public void max(int outer, int axis, int inner, float[] x, float[] y) {
    for (int o = 0; o < outer; o++) {
      int at = o * axis * inner;
      if (inner == 1) {
        y[o] = math.max(x, at, axis);
        continue;
      }
      System.arraycopy(x, at, y, o * inner, inner);
      for (int a = 1; a < axis; a++) {
        at += inner;
        for (int i = 0; i < inner; i++) {
          y[o * inner + i] = Math.max(y[o * inner + i], x[at + i]);
        }
      }
    }
  }

  @Override
  public void min(int outer, int axis, int inner, float[] x, float[] y) {
    for (int o = 0; o < outer; o++) {
      int at = o * axis * inner;
      System.arraycopy(x, at, y, o * inner, inner);
      for (int a = 1; a < axis; a++) {
        at += inner;
        for (int i = 0; i < inner; i++) {
          y[o * inner + i] = Math.min(y[o * inner + i], x[at + i]);
        }
      }
    }
  }

  @Override
  public void argMax(int outer, int axis, int inner, float[] x, int[] index) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        int best = 0;
        float most = x[o * axis * inner + i];
        for (int a = 1; a < axis && most == most; a++) {
          float value = x[(o * axis + a) * inner + i];
          if (!(value <= most)) {
            most = value;
            best = a;
          }
        }
        index[o * inner + i] = best;
      }
    }
  }

  @Override
  public void logSumExp(int outer, int axis, int inner, float[] x, float[] y) {
    float[] row = Scratch.floats(Use.BLOCK_X, axis);
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        int from = o * axis * inner + i;
        float most = LoopSoftmax.exponentials(math, x, from, inner, axis, row);
        y[o * inner + i] = most + FloatMath.log((float) math.sum(row, 0, axis));
      }
    }
  }

  @Override
  public void sumBackward(int outer, int axis, int inner, float factor, float[] dy, float[] dx) {
    for (int o = 0; o < outer; o++) {
      for (int a = 0; a < axis; a++) {
        int at = (o * axis + a) * inner;
        for (int i = 0; i < inner; i++) {
          dx[at + i] = Math.fma(factor, dy[o * inner + i], dx[at + i]);
        }
      }
    }
  }

  @Override
  public void extremeBackward(
      int outer, int axis, int inner, float[] x, float[] y, float[] dy, float[] dx) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        int first = o * axis * inner + i;
        float extreme = y[o * inner + i];
        int ties = 0;
        for (int a = 0; a < axis; a++) {
          ties += equal(x[first + a * inner], extreme) ? 1 : 0;
        }
        for (int a = 0; a < axis; a++) {
          if (equal(x[first + a * inner], extreme)) {
            dx[first + a * inner] += dy[o * inner + i] / ties;
          }
        }
      }
    }
  }

  private static boolean equal(float a, float b) {
    return a == b || a != a && b != b;
  }

  @Override
  public void logSumExpBackward(
      int outer, int axis, int inner, float[] x, float[] y, float[] dy, float[] dx) {
    float[] row = Scratch.floats(Use.BLOCK_X, inner);
    for (int o = 0; o < outer; o++) {
      for (int a = 0; a < axis; a++) {
        int at = (o * axis + a) * inner;
        for (int i = 0; i < inner; i++) {
          row[i] = x[at + i] - y[o * inner + i];
        }
        math.exp(row, 0, row, 0, inner);
        for (int i = 0; i < inner; i++) {
          dx[at + i] = Math.fma(row[i], dy[o * inner + i], dx[at + i]);
        }
      }
    }
  }

  @Override
  public void addChannelSums(int outer, int channels, int inner, float[] x, float[] y) {
    if (inner == 1) {
      float[] sums = Scratch.floats(Use.BLOCK_X, channels);
      sumRows(x, 0, outer, channels, sums, 0);
      for (int c = 0; c < channels; c++) {
        y[c] += sums[c];
      }
      return;
    }
    Ranges.ofItems(
        channels,
        outer * inner,
        Ranges.LIGHT,
        (from, n) -> {
          for (int c = from; c < from + n; c++) {
            double total = 0;
            for (int o = 0; o < outer; o++) {
              total += math.sum(x, (o * channels + c) * inner, inner);
            }
            y[c] += (float) total;
          }
        });
  }
}
