package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * Reductions over one axis.
 *
 * <p>Where the axis is innermost, each sum is one of {@link ArrayMath}, else of {@link RowSums}.
 */
final class LoopReduction implements Reduction {
  private final ArrayMath math;
  private final RowSums rowSums;

  LoopReduction(ArrayMath math) {
    this.math = math;
    this.rowSums = new RowSums(math);
  }

  @Override
  public float sum(float[] x) {
    return (float) math.sum(x, 0, x.length);
  }

  /** What to do with a slice before the axis, which begins at a place. */
  private interface Slice {
    void accept(int o, int at);
  }

  private static void eachSlice(int outer, int size, Slice slice) {
    Ranges.ofItems(
        outer,
        size,
        Ranges.LIGHT,
        (from, n) -> {
          for (int o = from; o < from + n; o++) {
            slice.accept(o, o * size);
          }
        });
  }

  @Override
  public double sumOfSquares(float[] x) {
    return math.sumOfSquares(x, 0, x.length, 0);
  }

  @Override
  public void sum(int outer, int axis, int inner, float[] x, float[] y) {
    eachSlice(
        outer,
        axis * inner,
        (o, at) -> {
          if (inner == 1) {
            y[o] = (float) math.sum(x, at, axis);
          } else {
            rowSums.sum(x, at, axis, inner, y, o * inner);
          }
        });
  }

  @Override
  public void sumOfSquares(int outer, int axis, int inner, float[] x, float[] y) {
    eachSlice(
        outer,
        axis * inner,
        (o, at) -> {
          if (inner == 1) {
            y[o] = (float) math.sumOfSquares(x, at, axis, 0);
          } else {
            float[] squares = Scratch.floats(Use.BLOCK_X, axis * inner);
            System.arraycopy(x, at, squares, 0, axis * inner);
            square(squares, axis * inner);
            rowSums.sum(squares, 0, axis, inner, y, o * inner);
          }
        });
  }

  private static void square(float[] x, int n) {
    for (int i = 0; i < n; i++) {
      x[i] *= x[i];
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
    eachSlice(outer, axis * inner, (o, at) -> max(axis, inner, x, at, y, o * inner));
  }

  private void max(int axis, int inner, float[] x, int at, float[] y, int yAt) {
    if (inner == 1) {
      y[yAt] = math.max(x, at, axis);
      return;
    }
    System.arraycopy(x, at, y, yAt, inner);
    for (int a = 1; a < axis; a++) {
      math.maxima(x, at + a * inner, y, yAt, inner);
    }
  }

  @Override
  public void min(int outer, int axis, int inner, float[] x, float[] y) {
    eachSlice(
        outer,
        axis * inner,
        (o, at) -> {
          float[] negative = Scratch.floats(Use.BLOCK_X, axis * inner);
          System.arraycopy(x, at, negative, 0, axis * inner);
          for (int i = 0; i < axis * inner; i++) {
            negative[i] = -negative[i];
          }
          max(axis, inner, negative, 0, y, o * inner);
          for (int i = o * inner; i < (o + 1) * inner; i++) {
            y[i] = -y[i];
          }
        });
  }

  @Override
  public void argMax(int outer, int axis, int inner, float[] x, int[] index) {
    eachSlice(
        outer,
        axis * inner,
        (o, at) -> {
          for (int i = 0; i < inner; i++) {
            index[o * inner + i] = argMax(axis, inner, x, at + i);
          }
        });
  }

  private static int argMax(int axis, int step, float[] x, int at) {
    int best = 0;
    float most = x[at];
    for (int a = 1; a < axis && most == most; a++) {
      float value = x[at + a * step];
      if (!(value <= most)) {
        most = value;
        best = a;
      }
    }
    return best;
  }

  @Override
  public void logSumExp(int outer, int axis, int inner, float[] x, float[] y) {
    Ranges.ofItems(
        outer,
        axis * inner,
        Ranges.EXPONENTIAL,
        (from, n) -> {
          SliceSoftmax slice = SliceSoftmax.of(math, axis, inner);
          for (int o = from; o < from + n; o++) {
            slice.logSumExp(x, o * axis * inner, y, o * inner);
          }
        });
  }

  @Override
  public void sumBackward(int outer, int axis, int inner, float factor, float[] dy, float[] dx) {
    eachSlice(
        outer,
        axis * inner,
        (o, at) -> {
          float[] row = Scratch.floats(Use.BLOCK_X, Math.max(axis, inner));
          for (int i = 0; i < inner; i++) {
            row[i] = factor * dy[o * inner + i];
          }
          if (inner == 1) {
            Arrays.fill(row, 0, axis, row[0]);
            math.add(row, 0, dx, at, axis);
            return;
          }
          for (int a = 0; a < axis; a++) {
            math.add(row, 0, dx, at + a * inner, inner);
          }
        });
  }

  @Override
  public void extremeBackward(
      int outer, int axis, int inner, float[] x, float[] y, float[] dy, float[] dx) {
    eachSlice(
        outer,
        axis * inner,
        (o, at) -> {
          for (int i = 0; i < inner; i++) {
            share(axis, inner, x, at + i, y[o * inner + i], dy[o * inner + i], dx);
          }
        });
  }

  /** Gives each element that equals the extreme the same part of its gradient. */
  private static void share(
      int axis, int step, float[] x, int first, float extreme, float slope, float[] dx) {
    int ties = 0;
    for (int a = 0; a < axis; a++) {
      ties += equal(x[first + a * step], extreme) ? 1 : 0;
    }
    for (int a = 0; a < axis; a++) {
      if (equal(x[first + a * step], extreme)) {
        dx[first + a * step] += slope / ties;
      }
    }
  }

  private static boolean equal(float a, float b) {
    return a == b || a != a && b != b;
  }

  @Override
  public void logSumExpBackward(
      int outer, int axis, int inner, float[] x, float[] y, float[] dy, float[] dx) {
    Ranges.ofItems(
        outer,
        axis * inner,
        Ranges.EXPONENTIAL,
        (from, n) -> {
          for (int o = from; o < from + n; o++) {
            logSumExpBackward(axis, inner, x, o * axis * inner, y, dy, o * inner, dx);
          }
        });
  }

  /** One slice: {@code dx += e^(x − y) · dy}. */
  private void logSumExpBackward(
      int axis, int inner, float[] x, int at, float[] y, float[] dy, int yAt, float[] dx) {
    int n = axis * inner;
    float[] elements = Scratch.floats(Use.BLOCK_X, n);
    float[] repeated = Scratch.floats(Use.BLOCK_Y, n);
    System.arraycopy(x, at, elements, 0, n);
    repeat(axis, inner, y, yAt, repeated);
    for (int i = 0; i < n; i++) {
      elements[i] -= repeated[i];
    }
    math.exp(elements, 0, elements, 0, n);
    repeat(axis, inner, dy, yAt, repeated);
    for (int i = 0; i < n; i++) {
      elements[i] *= repeated[i];
    }
    math.add(elements, 0, dx, at, n);
  }

  private static void repeat(int axis, int inner, float[] y, int yAt, float[] to) {
    if (inner == 1) {
      Arrays.fill(to, 0, axis, y[yAt]);
      return;
    }
    for (int a = 0; a < axis; a++) {
      System.arraycopy(y, yAt, to, a * inner, inner);
    }
  }

  @Override
  public void addChannelSums(int outer, int channels, int inner, float[] x, float[] y) {
    if (inner == 1) {
      float[] sums = Scratch.floats(Use.BLOCK_X, channels);
      rowSums.sum(x, 0, outer, channels, sums, 0);
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
