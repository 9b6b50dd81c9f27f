package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.FloatMath.*;
import static jdk.incubator.vector.VectorOperators.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link FloatMath} lane by lane: each operation here is one there, in the same order, so that the bits are the same. The
 * elements that do not fill a vector go through {@link FloatMath} itself.
 */
final class VectorArrayMath implements ArrayMath {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final VectorSpecies<Integer> I = IntVector.SPECIES_PREFERRED;
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
      exp(FloatVector.fromArray(F, x, xAt + i)).intoArray(y, yAt + i);
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
      expm1(FloatVector.fromArray(F, x, xAt + i)).intoArray(y, yAt + i);
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
      log(FloatVector.fromArray(F, x, xAt + i)).intoArray(y, yAt + i);
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
      log1p(FloatVector.fromArray(F, x, xAt + i)).intoArray(y, yAt + i);
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
      tanh(FloatVector.fromArray(F, x, xAt + i), e).intoArray(y, yAt + i);
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
      erfExponent(FloatVector.fromArray(F, x, xAt + i)).intoArray(y, yAt + i);
    }
  }

  private static void erfs(float[] x, int xAt, float[] y, int yAt, int end) {
    for (int i = 0; i < end; i += LANES) {
      FloatVector e = FloatVector.fromArray(F, y, yAt + i);
      erf(FloatVector.fromArray(F, x, xAt + i), e).intoArray(y, yAt + i);
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
    FloatVector most = all(Float.NEGATIVE_INFINITY);
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

  private static FloatVector all(float value) {
    return FloatVector.broadcast(F, value);
  }

  private static FloatVector exp(FloatVector x) {
    FloatVector c = x.min(EXP_MOST).max(EXP_LEAST);
    FloatVector t = c.fma(all(LOG2_E), all(ROUNDER));
    IntVector n = t.reinterpretAsInts().sub(ROUNDER_BITS);
    FloatVector r = remainder(c, t);
    FloatVector p = expTail(r).fma(r, all(1)).fma(r, all(1));
    IntVector half = n.lanewise(ASHR, 1);
    return p.mul(powerOfTwo(half)).mul(powerOfTwo(n.sub(half)));
  }

  private static FloatVector remainder(FloatVector c, FloatVector t) {
    FloatVector k = t.sub(ROUNDER);
    return k.fma(all(-LN2_LOW), k.fma(all(-LN2_HIGH), c));
  }

  private static FloatVector expTail(FloatVector r) {
    return all(E4).fma(r, all(E3)).fma(r, all(E2)).fma(r, all(E1)).fma(r, all(E0));
  }

  private static FloatVector powerOfTwo(IntVector n) {
    return n.add(127).lanewise(LSHL, 23).reinterpretAsFloats();
  }

  private static FloatVector expm1(FloatVector x) {
    FloatVector c = x.min(EXP_MOST).max(EXPM1_LEAST);
    FloatVector t = c.fma(all(LOG2_E), all(ROUNDER));
    IntVector n = t.reinterpretAsInts().sub(ROUNDER_BITS);
    FloatVector r = remainder(c, t);
    FloatVector d = r.mul(r).fma(expTail(r), r);
    FloatVector half = powerOfTwo(n.sub(1));
    FloatVector y = d.fma(half, half.sub(0.5f));
    // n is 0 where t is the rounder itself
    return y.add(y).blend(d, t.compare(EQ, all(ROUNDER)));
  }

  private static FloatVector log(FloatVector x) {
    VectorMask<Float> subnormal = x.compare(LT, all(Float.MIN_NORMAL));
    IntVector bits = x.blend(x.mul(0x1p23f), subnormal).reinterpretAsInts();
    IntVector e = bits.sub(TWO_THIRDS_BITS).lanewise(ASHR, 23);
    FloatVector f = bits.sub(e.lanewise(LSHL, 23)).reinterpretAsFloats().sub(1);
    FloatVector scale = all(0).blend(all(-23), subnormal);
    return atEdges(x, logOf(f, asFloat(e).add(scale)));
  }

  /** Small integers as floats, by way of the rounder. */
  private static FloatVector asFloat(IntVector n) {
    return n.add(ROUNDER_BITS).reinterpretAsFloats().sub(ROUNDER);
  }

  private static FloatVector logOf(FloatVector f, FloatVector e) {
    FloatVector q = all(L7).fma(f, all(L6)).fma(f, all(L5)).fma(f, all(L4));
    q = q.fma(f, all(L3)).fma(f, all(L2)).fma(f, all(L1)).fma(f, all(L0));
    FloatVector y = f.fma(q, all(-0.5f)).fma(f.mul(f), f);
    return e.fma(all(LN2), y);
  }

  private static FloatVector atEdges(FloatVector x, FloatVector y) {
    FloatVector edge = x.blend(all(Float.NaN), x.compare(LT, all(0)));
    edge = edge.blend(all(Float.NEGATIVE_INFINITY), x.compare(EQ, all(0)));
    VectorMask<Float> inside =
        x.compare(GT, all(0)).and(x.compare(LT, all(Float.POSITIVE_INFINITY)));
    return edge.blend(y, inside);
  }

  private static FloatVector log1p(FloatVector x) {
    FloatVector u = x.add(1);
    IntVector e = u.reinterpretAsInts().sub(TWO_THIRDS_BITS).lanewise(ASHR, 23);
    FloatVector scale = powerOfTwo(e.neg().add(2));
    FloatVector f = x.mul(0.25f).fma(scale, scale.fma(all(0.25f), all(-1)));
    FloatVector y = logOf(f, asFloat(e)).blend(x, x.abs().compare(LT, all(TINY)));
    return atEdges(u, y);
  }

  /** The hyperbolic tangent, given {@code e^2|x|}. */
  private static FloatVector tanh(FloatVector x, FloatVector exp) {
    FloatVector a = x.abs();
    FloatVector s = a.mul(a);
    FloatVector q = all(T4).fma(s, all(T3)).fma(s, all(T2)).fma(s, all(T1)).fma(s, all(T0));
    FloatVector near = a.mul(s).fma(q, a);
    FloatVector far = all(2).div(exp.add(1)).neg().add(1);
    IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
    FloatVector magnitude = far.blend(near, a.compare(LT, TANH_SMALL));
    return magnitude.reinterpretAsInts().or(sign).reinterpretAsFloats();
  }

  /** {@code −p(|x|)}, whose exponential is 1 − |erf x| far from 0. */
  private static FloatVector erfExponent(FloatVector x) {
    FloatVector c = x.abs().min(ERF_MOST);
    FloatVector p = all(C7).fma(c, all(C6)).fma(c, all(C5)).fma(c, all(C4));
    return p.fma(c, all(C3)).fma(c, all(C2)).fma(c, all(C1)).fma(c, all(C0)).neg();
  }

  /** The error function, given the exponential of {@link #erfExponent}. */
  private static FloatVector erf(FloatVector x, FloatVector exp) {
    FloatVector a = x.abs();
    FloatVector s = a.mul(a);
    FloatVector q = all(R6).fma(s, all(R5)).fma(s, all(R4)).fma(s, all(R3));
    q = q.fma(s, all(R2)).fma(s, all(R1)).fma(s, all(R0));
    FloatVector near = a.fma(q, a);
    IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
    FloatVector magnitude = exp.neg().add(1).blend(near, a.compare(LT, 1));
    return magnitude.reinterpretAsInts().or(sign).reinterpretAsFloats();
  }
}
