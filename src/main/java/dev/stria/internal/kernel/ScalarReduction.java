package dev.stria.internal.kernel;

import java.util.Arrays;

/**
 * Reductions as plain loops.
 *
 * <p>Where the reduced axis is innermost, a block of {@link #BLOCK} elements is summed in 16 columns,
 * which a fixed tree joins; the sums of the blocks are added in double precision. Where it is not,
 * whole rows are added in order, and the sums of blocks of rows again in double precision. So a sum of
 * a million elements is good to the last bit or two, and every provider can do it in this order.
 */
final class ScalarReduction implements Reduction {
  static final int COLUMNS = 16;
  static final int BLOCK = 1024;
  private static final int ROWS = 128;

  private final ArrayMath math;

  ScalarReduction(ArrayMath math) {
    this.math = math;
  }

  /** Returns the sum of {@code x[from] … x[from + n − 1]}. */
  static float sum(float[] x, int from, int n) {
    double total = 0;
    float[] columns = new float[COLUMNS];
    for (int at = 0; at < n; at += BLOCK) {
      int size = Math.min(BLOCK, n - at);
      Arrays.fill(columns, 0);
      int whole = size - size % COLUMNS;
      for (int i = 0; i < whole; i += COLUMNS) {
        for (int k = 0; k < COLUMNS; k++) {
          columns[k] += x[from + at + i + k];
        }
      }
      for (int i = whole; i < size; i++) {
        columns[i - whole] += x[from + at + i];
      }
      total += tree(columns);
    }
    return (float) total;
  }

  /** Returns the sum of the squares of {@code x[from] … x[from + n − 1]}. */
  static double sumOfSquares(float[] x, int from, int n) {
    double total = 0;
    float[] columns = new float[COLUMNS];
    for (int at = 0; at < n; at += BLOCK) {
      int size = Math.min(BLOCK, n - at);
      Arrays.fill(columns, 0);
      int whole = size - size % COLUMNS;
      for (int i = 0; i < whole; i += COLUMNS) {
        for (int k = 0; k < COLUMNS; k++) {
          float value = x[from + at + i + k];
          columns[k] = Math.fma(value, value, columns[k]);
        }
      }
      for (int i = whole; i < size; i++) {
        float value = x[from + at + i];
        columns[i - whole] = Math.fma(value, value, columns[i - whole]);
      }
      total += tree(columns);
    }
    return total;
  }

  /** Joins 16 columns: the upper half onto the lower, four times. */
  static float tree(float[] columns) {
    for (int half = COLUMNS / 2; half > 0; half /= 2) {
      for (int k = 0; k < half; k++) {
        columns[k] += columns[k + half];
      }
    }
    return columns[0];
  }

  @Override
  public float sum(float[] x) {
    return sum(x, 0, x.length);
  }

  @Override
  public double sumOfSquares(float[] x) {
    return sumOfSquares(x, 0, x.length);
  }

  @Override
  public void sum(int outer, int axis, int inner, float[] x, float[] y) {
    for (int o = 0; o < outer; o++) {
      if (inner == 1) {
        y[o] = sum(x, o * axis, axis);
      } else {
        sumRows(x, o * axis * inner, axis, inner, y, o * inner, false);
      }
    }
  }

  @Override
  public void sumOfSquares(int outer, int axis, int inner, float[] x, float[] y) {
    for (int o = 0; o < outer; o++) {
      if (inner == 1) {
        y[o] = (float) sumOfSquares(x, o * axis, axis);
      } else {
        sumRows(x, o * axis * inner, axis, inner, y, o * inner, true);
      }
    }
  }

  private static void sumRows(
      float[] x, int xAt, int rows, int inner, float[] y, int yAt, boolean squares) {
    if (rows <= ROWS) {
      Arrays.fill(y, yAt, yAt + inner, 0);
      addRows(x, xAt, rows, inner, y, yAt, squares);
      return;
    }
    float[] part = new float[inner];
    double[] total = new double[inner];
    for (int row = 0; row < rows; row += ROWS) {
      Arrays.fill(part, 0);
      addRows(x, xAt + row * inner, Math.min(ROWS, rows - row), inner, part, 0, squares);
      for (int i = 0; i < inner; i++) {
        total[i] += part[i];
      }
    }
    for (int i = 0; i < inner; i++) {
      y[yAt + i] = (float) total[i];
    }
  }

  private static void addRows(
      float[] x, int xAt, int rows, int inner, float[] y, int yAt, boolean squares) {
    for (int row = 0; row < rows; row++) {
      int at = xAt + row * inner;
      if (squares) {
        for (int i = 0; i < inner; i++) {
          y[yAt + i] = Math.fma(x[at + i], x[at + i], y[yAt + i]);
        }
      } else {
        for (int i = 0; i < inner; i++) {
          y[yAt + i] += x[at + i];
        }
      }
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
    float[] row = new float[axis];
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        int from = o * axis * inner + i;
        float most = ScalarSoftmax.exponentials(math, x, from, inner, axis, row);
        y[o * inner + i] = most + FloatMath.log(sum(row, 0, axis));
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
    float[] row = new float[inner];
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
      float[] sums = new float[channels];
      sumRows(x, 0, outer, channels, sums, 0, false);
      for (int c = 0; c < channels; c++) {
        y[c] += sums[c];
      }
      return;
    }
    for (int c = 0; c < channels; c++) {
      double total = 0;
      for (int o = 0; o < outer; o++) {
        total += sum(x, (o * channels + c) * inner, inner);
      }
      y[c] += (float) total;
    }
  }
}
