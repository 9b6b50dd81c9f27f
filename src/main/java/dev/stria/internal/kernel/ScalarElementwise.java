package dev.stria.internal.kernel;

import java.util.Arrays;

/**
 * Elementwise kernels as plain loops without branches, which C2 turns into vector code; the only
 * part that it cannot, exponentials and the like, comes from an {@link ArrayMath}.
 */
final class ScalarElementwise implements Elementwise {
  private static final int BLOCK = UnaryFunction.BLOCK;

  private final ArrayMath math;

  ScalarElementwise(ArrayMath math) {
    this.math = math;
  }

  @Override
  public void relu(float[] x, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.max(x[i], 0f);
    }
  }

  @Override
  public void reluBackward(float[] y, float[] dy, float[] dx) {
    for (int i = 0; i < dx.length; i++) {
      // 0 or infinity: the bound of the gradient that may pass.
      float bound = y[i] * 0x1p127f * 0x1p127f * 0x1p127f;
      dx[i] += Math.max(Math.min(dy[i], bound), -bound);
    }
  }

  @Override
  public void apply(UnaryFunction f, float[] x, float[] y) {
    for (int at = 0; at < y.length; at += BLOCK) {
      f.value().compute(math, x, y, at, Math.min(BLOCK, y.length - at));
    }
  }

  @Override
  public void applyBackward(UnaryFunction f, float[] x, float[] y, float[] dy, float[] dx) {
    float[] slope = new float[Math.min(BLOCK, dx.length)];
    float[] scratch = new float[slope.length];
    for (int at = 0; at < dx.length; at += BLOCK) {
      int n = Math.min(BLOCK, dx.length - at);
      f.slope().compute(math, x, y, at, n, slope, scratch);
      for (int i = 0; i < n; i++) {
        dx[at + i] = Math.fma(slope[i], dy[at + i], dx[at + i]);
      }
    }
  }

  @Override
  public void apply(BinaryFunction f, Broadcast g, float[] a, float[] b, float[] y) {
    BinaryBlock block = new BinaryBlock(g);
    for (int run = 0; run < g.runs(); run++) {
      for (int at = 0; at < g.run(); at += BLOCK) {
        int n = block.load(run, at, a, b);
        f.value(block.a, block.b, block.y, n);
        System.arraycopy(block.y, 0, y, run * g.run() + at, n);
      }
    }
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
    BinaryBlock block = new BinaryBlock(g);
    for (int run = 0; run < g.runs(); run++) {
      for (int at = 0; at < g.run(); at += BLOCK) {
        int n = block.load(run, at, a, b);
        System.arraycopy(dy, run * g.run() + at, block.y, 0, n);
        if (da != null) {
          f.gradA(block.a, block.b, block.y, block.grad, n);
          addTo(da, g.startA(run) + at * g.stepA(), g.stepA(), block.grad, n);
        }
        if (db != null) {
          f.gradB(block.a, block.b, block.y, block.grad, n);
          addTo(db, g.startB(run) + at * g.stepB(), g.stepB(), block.grad, n);
        }
      }
    }
  }

  private static void addTo(float[] dx, int at, int step, float[] grad, int n) {
    if (step == 0) {
      dx[at] += ScalarReduction.sum(grad, 0, n);
      return;
    }
    for (int i = 0; i < n; i++) {
      dx[at + i] += grad[i];
    }
  }

  /** One block of both operands, gathered, with room for the result. */
  private static final class BinaryBlock {
    private final Broadcast g;
    private final float[] a;
    private final float[] b;
    private final float[] y;
    private final float[] grad;

    BinaryBlock(Broadcast g) {
      this.g = g;
      int n = Math.min(BLOCK, g.run());
      a = new float[n];
      b = new float[n];
      y = new float[n];
      grad = new float[n];
    }

    int load(int run, int at, float[] fromA, float[] fromB) {
      int n = Math.min(BLOCK, g.run() - at);
      load(fromA, g.startA(run), at, g.stepA(), a, n);
      load(fromB, g.startB(run), at, g.stepB(), b, n);
      return n;
    }

    private static void load(float[] from, int start, int at, int step, float[] to, int n) {
      if (step == 0) {
        Arrays.fill(to, 0, n, from[start]);
      } else {
        System.arraycopy(from, start + at, to, 0, n);
      }
    }
  }

  @Override
  public void add(float[] a, float[] b, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] + b[i];
    }
  }

  @Override
  public void multiply(float[] a, float[] b, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = a[i] * b[i];
    }
  }

  @Override
  public void multiplyAdd(float[] a, float[] b, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.fma(a[i], b[i], y[i]);
    }
  }

  @Override
  public void scale(float factor, float[] x, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = factor * x[i];
    }
  }

  @Override
  public void axpy(float factor, float[] x, float[] y) {
    for (int i = 0; i < y.length; i++) {
      y[i] = Math.fma(factor, x[i], y[i]);
    }
  }

  @Override
  public void addBias(int channels, int inner, float[] bias, float[] y) {
    if (inner == 1) {
      addRow(channels, bias, y);
      return;
    }
    for (int at = 0, c = 0; at < y.length; at += inner, c = c + 1 == channels ? 0 : c + 1) {
      float value = bias[c];
      for (int i = at; i < at + inner; i++) {
        y[i] += value;
      }
    }
  }

  private static void addRow(int channels, float[] bias, float[] y) {
    for (int at = 0; at < y.length; at += channels) {
      for (int c = 0; c < channels; c++) {
        y[at + c] += bias[c];
      }
    }
  }
}
