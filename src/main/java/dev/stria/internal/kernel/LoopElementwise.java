package dev.stria.internal.kernel;

/**
 * Elementwise kernels as plain loops without branches, which C2 turns into vector code; the only
 * part that it cannot, exponentials and the like, comes from an {@link ArrayMath}.
 */
final class LoopElementwise implements Elementwise {
  private final ArrayMath math;

  LoopElementwise(ArrayMath math) {
    this.math = math;
  }

  @Override
  public void relu(float[] x, float[] y) {
    Ranges.each(y.length, Ranges.LIGHT, (from, n) -> relu(x, y, from, from + n));
  }

  private static void relu(float[] x, float[] y, int from, int end) {
    for (int i = from; i < end; i++) {
      y[i] = Math.max(x[i], 0f);
    }
  }

  @Override
  public void reluBackward(float[] y, float[] dy, float[] dx) {
    Ranges.each(dx.length, Ranges.LIGHT, (from, n) -> reluBackward(y, dy, dx, from, from + n));
  }

  private static void reluBackward(float[] y, float[] dy, float[] dx, int from, int end) {
    for (int i = from; i < end; i++) {
      // 0 or infinity: the bound of the gradient that may pass.
      float bound = y[i] * 0x1p127f * 0x1p127f * 0x1p127f;
      dx[i] += Math.max(Math.min(dy[i], bound), -bound);
    }
  }

  @Override
  public void passRelu(float[] y, float[] dy, float[] passed) {
    Ranges.each(y.length, Ranges.LIGHT, (from, n) -> passRelu(y, dy, passed, from, from + n));
  }

  private static void passRelu(float[] y, float[] dy, float[] passed, int from, int end) {
    for (int i = from; i < end; i++) {
      float bound = y[i] * 0x1p127f * 0x1p127f * 0x1p127f;
      passed[i] = 0f + Math.max(Math.min(dy[i], bound), -bound); // no negative zero
    }
  }

  @Override
  public void apply(UnaryFunction f, float[] x, float[] y) {
    Ranges.each(
        y.length, Ranges.EXPONENTIAL, (from, n) -> UnaryLoops.apply(math, f, x, y, from, n));
  }

  @Override
  public void applyBackward(UnaryFunction f, float[] x, float[] y, float[] dy, float[] dx) {
    Ranges.each(
        dx.length,
        Ranges.EXPONENTIAL,
        (from, n) -> UnaryLoops.applyBackward(math, f, x, y, dy, dx, from, n));
  }

  @Override
  public void leakyRelu(float slope, float[] x, float[] y) {
    Ranges.each(y.length, Ranges.LIGHT, (from, n) -> leakyRelu(slope, x, y, from, from + n));
  }

  private static void leakyRelu(float slope, float[] x, float[] y, int from, int end) {
    for (int i = from; i < end; i++) {
      y[i] = Math.fma(slope, Math.min(x[i], 0f), Math.max(x[i], 0f));
    }
  }

  @Override
  public void leakyReluBackward(float slope, float[] x, float[] dy, float[] dx) {
    Ranges.each(
        dx.length, Ranges.LIGHT, (from, n) -> leakyReluBackward(slope, x, dy, dx, from, from + n));
  }

  private static void leakyReluBackward(
      float slope, float[] x, float[] dy, float[] dx, int from, int end) {
    for (int i = from; i < end; i++) {
      float positive = FloatMath.step(x[i]);
      dx[i] = Math.fma(Math.fma(1 - positive, slope, positive), dy[i], dx[i]);
    }
  }

  @Override
  public void apply(BinaryFunction f, Broadcast g, float[] a, float[] b, float[] y) {
    BinaryLoops.apply(f, g, a, b, y);
  }

  @Override
  public void applyBackward(
      BinaryFunction f,
      Broadcast g,
      float[] a,
      float[] b,
      float[] y,
      float[] dy,
      float[] da,
      float[] db) {
    BinaryLoops.applyBackward(f, g, a, b, dy, da, db);
  }

  @Override
  public void add(float[] a, float[] b, float[] y) {
    Ranges.each(y.length, Ranges.LIGHT, (from, n) -> add(a, b, y, from, from + n));
  }

  private static void add(float[] a, float[] b, float[] y, int from, int end) {
    for (int i = from; i < end; i++) {
      y[i] = a[i] + b[i];
    }
  }

  @Override
  public void multiply(float[] a, float[] b, float[] y) {
    Ranges.each(y.length, Ranges.LIGHT, (from, n) -> multiply(a, b, y, from, from + n));
  }

  private static void multiply(float[] a, float[] b, float[] y, int from, int end) {
    for (int i = from; i < end; i++) {
      y[i] = a[i] * b[i];
    }
  }

  @Override
  public void multiplyAdd(float[] a, float[] b, float[] y) {
    Ranges.each(y.length, Ranges.LIGHT, (from, n) -> multiplyAdd(a, b, y, from, from + n));
  }

  private static void multiplyAdd(float[] a, float[] b, float[] y, int from, int end) {
    for (int i = from; i < end; i++) {
      y[i] = Math.fma(a[i], b[i], y[i]);
    }
  }

  @Override
  public void scale(float factor, float[] x, float[] y) {
    Ranges.each(y.length, Ranges.LIGHT, (from, n) -> scale(factor, x, y, from, from + n));
  }

  private static void scale(float factor, float[] x, float[] y, int from, int end) {
    for (int i = from; i < end; i++) {
      y[i] = factor * x[i];
    }
  }

  @Override
  public void axpy(float factor, float[] x, float[] y) {
    Ranges.each(y.length, Ranges.LIGHT, (from, n) -> axpy(factor, x, y, from, from + n));
  }

  private static void axpy(float factor, float[] x, float[] y, int from, int end) {
    for (int i = from; i < end; i++) {
      y[i] = Math.fma(factor, x[i], y[i]);
    }
  }

  @Override
  public void addBias(int channels, int inner, float[] bias, float[] y) {
    if (channels == 0 || inner == 0) {
      return;
    }
    if (inner == 1) {
      Ranges.ofItems(
          y.length / channels,
          channels,
          Ranges.LIGHT,
          (from, n) -> addRows(channels, bias, y, from * channels, (from + n) * channels));
    } else {
      Ranges.ofItems(
          y.length / inner,
          inner,
          Ranges.LIGHT,
          (from, n) -> {
            for (int plane = from; plane < from + n; plane++) {
              addTo(y, plane * inner, inner, bias[plane % channels]);
            }
          });
    }
  }

  private static void addTo(float[] y, int at, int n, float value) {
    for (int i = at; i < at + n; i++) {
      y[i] += value;
    }
  }

  private static void addRows(int channels, float[] bias, float[] y, int from, int end) {
    for (int at = from; at < end; at += channels) {
      for (int c = 0; c < channels; c++) {
        y[at + c] += bias[c];
      }
    }
  }
}
