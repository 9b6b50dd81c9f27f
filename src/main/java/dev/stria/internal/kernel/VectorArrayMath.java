package dev.stria.internal.kernel;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.MAX;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link VectorMath} over ranges of arrays, and {@link VectorSums}. The elements that do not fill a vector go through
 * {@link FloatMath}.
 */
final class VectorArrayMath implements ArrayMath {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = F.length();
  private static final int BLOCK = UnaryFunction.BLOCK;

  /** Computes vectors of {@code y} from those of {@code x}, and of what {@code y} holds. */
  private interface Loop {
    void run(float[] x, int xAt, float[] y, int yAt, int end);
  }

  private static final int EXP = 0;
  private static final int EXPM1 = 1;
  private static final int LOG = 2;
  private static final int LOG1P = 3;
  private static final int TANH_EXPONENT = 4;
  private static final int TANH = 5;
  private static final int ERF_EXPONENT = 6;
  private static final int ERF = 7;

  /**
   * The loops, looked up where they are called: what the compiler finds there is never the same, so that it compiles each by
   * itself. Together they would exceed what it takes into one method, and vectors would be objects.
   */
  private static final Loop[] LOOPS = {
    VectorArrayMath::exps,
    VectorArrayMath::expm1s,
    VectorArrayMath::logs,
    VectorArrayMath::log1ps,
    VectorArrayMath::tanhExponents,
    VectorArrayMath::tanhs,
    VectorArrayMath::erfExponents,
    VectorArrayMath::erfs
  };

  private static void run(int loop, float[] x, int xAt, float[] y, int yAt, int end) {
    LOOPS[loop].run(x, xAt, y, yAt, end);
  }

  @Override
  public void exp(float[] x, int xAt, float[] y, int yAt, int n) {
    int end = F.loopBound(n);
    run(EXP, x, xAt, y, yAt, end);
    for (int i = end; i < n; i++) {
      y[yAt + i] = FloatMath.exp(x[xAt + i]);
    }
  }

  private static void exps(float[] x, int xAt, float[] y, int yAt, int end) {
    for (int i = 0; i < end; i += LANES) {
      VectorMath.exp(FloatVector.fromArray(F, x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  @Override
  public void expm1(float[] x, int xAt, float[] y, int yAt, int n) {
    int end = F.loopBound(n);
    run(EXPM1, x, xAt, y, yAt, end);
    for (int i = end; i < n; i++) {
      y[yAt + i] = FloatMath.expm1(x[xAt + i]);
    }
  }

  private static void expm1s(float[] x, int xAt, float[] y, int yAt, int end) {
    for (int i = 0; i < end; i += LANES) {
      VectorMath.expm1(FloatVector.fromArray(F, x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  @Override
  public void log(float[] x, int xAt, float[] y, int yAt, int n) {
    int end = F.loopBound(n);
    run(LOG, x, xAt, y, yAt, end);
    for (int i = end; i < n; i++) {
      y[yAt + i] = FloatMath.log(x[xAt + i]);
    }
  }

  private static void logs(float[] x, int xAt, float[] y, int yAt, int end) {
    for (int i = 0; i < end; i += LANES) {
      VectorMath.log(FloatVector.fromArray(F, x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  @Override
  public void log1p(float[] x, int xAt, float[] y, int yAt, int n) {
    int end = F.loopBound(n);
    run(LOG1P, x, xAt, y, yAt, end);
    for (int i = end; i < n; i++) {
      y[yAt + i] = FloatMath.log1p(x[xAt + i]);
    }
  }

  private static void log1ps(float[] x, int xAt, float[] y, int yAt, int end) {
    for (int i = 0; i < end; i += LANES) {
      VectorMath.log1p(FloatVector.fromArray(F, x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  @Override
  public void tanh(float[] x, int xAt, float[] y, int yAt, int n) {
    float[] block = Scratch.floats(Scratch.Use.EXPONENTIALS, BLOCK);
    for (int from = 0; from < n; from += BLOCK) {
      int size = Math.min(BLOCK, n - from);
      int end = F.loopBound(size);
      run(TANH_EXPONENT, x, xAt + from, block, 0, end);
      run(EXP, block, 0, block, 0, end);
      run(TANH, x, xAt + from, block, 0, end);
      for (int i = end; i < size; i++) {
        block[i] = FloatMath.tanh(x[xAt + from + i]);
      }
      System.arraycopy(block, 0, y, yAt + from, size);
    }
  }

  private static void tanhExponents(float[] x, int xAt, float[] y, int yAt, int end) {
    for (int i = 0; i < end; i += LANES) {
      FloatVector a = FloatVector.fromArray(F, x, xAt + i).abs();
      a.add(a).intoArray(y, yAt + i);
    }
  }

  private static void tanhs(float[] x, int xAt, float[] y, int yAt, int end) {
    for (int i = 0; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(F, y, yAt + i);
      VectorMath.tanh(FloatVector.fromArray(F, x, xAt + i), e).intoArray(y, yAt + i);
    }
  }

  @Override
  public void erf(float[] x, int xAt, float[] y, int yAt, int n) {
    float[] block = Scratch.floats(Scratch.Use.EXPONENTIALS, BLOCK);
    for (int from = 0; from < n; from += BLOCK) {
      int size = Math.min(BLOCK, n - from);
      int end = F.loopBound(size);
      run(ERF_EXPONENT, x, xAt + from, block, 0, end);
      run(EXP, block, 0, block, 0, end);
      run(ERF, x, xAt + from, block, 0, end);
      for (int i = end; i < size; i++) {
        block[i] = FloatMath.erf(x[xAt + from + i]);
      }
      System.arraycopy(block, 0, y, yAt + from, size);
    }
  }

  private static void erfExponents(float[] x, int xAt, float[] y, int yAt, int end) {
    for (int i = 0; i < end; i += LANES) {
      VectorMath.erfExponent(FloatVector.fromArray(F, x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void erfs(float[] x, int xAt, float[] y, int yAt, int end) {
    for (int i = 0; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(F, y, yAt + i);
      VectorMath.erf(FloatVector.fromArray(F, x, xAt + i), e).intoArray(y, yAt + i);
    }
  }

  @Override
  public double sum(float[] x, int at, int n) {
    return VectorSums.sum(x, at, n);
  }

  @Override
  public double sumOfSquares(float[] x, int at, int n, float center) {
    return VectorSums.sumOfSquares(x, at, n, center);
  }

  @Override
  public double sumOfProducts(float[] x, int xAt, float center, float[] y, int yAt, int n) {
    return VectorSums.sumOfProducts(x, xAt, center, y, yAt, n);
  }

  @Override
  public float max(float[] x, int at, int n) {
    int end = at + F.loopBound(n);
    FloatVector most = FloatVector.broadcast(F, Float.NEGATIVE_INFINITY);
    for (int i = at; i < end; i += LANES) {
      most = most.max(FloatVector.fromArray(F, x, i));
    }
    float result = most.reduceLanes(MAX);
    for (int i = end; i < at + n; i++) {
      result = Math.max(result, x[i]);
    }
    return result;
  }

  @Override
  public void add(float[] x, int xAt, float[] y, int yAt, int n) {
    int end = F.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector sum =
          FloatVector.fromArray(F, y, yAt + i).add(FloatVector.fromArray(F, x, xAt + i));
      sum.intoArray(y, yAt + i);
    }
    for (int i = end; i < n; i++) {
      y[yAt + i] += x[xAt + i];
    }
  }

  @Override
  public void maxima(float[] x, int xAt, float[] y, int yAt, int n) {
    int end = F.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector most =
          FloatVector.fromArray(F, y, yAt + i).max(FloatVector.fromArray(F, x, xAt + i));
      most.intoArray(y, yAt + i);
    }
    for (int i = end; i < n; i++) {
      y[yAt + i] = Math.max(y[yAt + i], x[xAt + i]);
    }
  }

  @Override
  public void markEqual(float[] x, int xAt, float mark, float[] y, float[] marks, int at, int n) {
    int end = F.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector a = FloatVector.fromArray(F, x, xAt + i);
      FloatVector b = FloatVector.fromArray(F, y, at + i);
      FloatVector old = FloatVector.fromArray(F, marks, at + i);
      old.blend(mark, a.compare(EQ, b)).intoArray(marks, at + i);
    }
    for (int i = end; i < n; i++) {
      marks[at + i] = x[xAt + i] == y[at + i] ? mark : marks[at + i];
    }
  }

  @Override
  public void takeEqual(
      float[] x, float[] from, int xAt, float plus, float[] y, float[] to, int at, int n) {
    int end = F.loopBound(n);
    for (int i = 0; i < end; i += LANES) {
      FloatVector a = FloatVector.fromArray(F, x, xAt + i);
      FloatVector b = FloatVector.fromArray(F, y, at + i);
      FloatVector taken = FloatVector.fromArray(F, from, xAt + i).add(plus);
      FloatVector old = FloatVector.fromArray(F, to, at + i);
      old.blend(taken, a.compare(EQ, b)).intoArray(to, at + i);
    }
    for (int i = end; i < n; i++) {
      to[at + i] = x[xAt + i] == y[at + i] ? from[xAt + i] + plus : to[at + i];
    }
  }
}
