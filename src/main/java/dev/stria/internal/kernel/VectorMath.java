package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.FloatMath.*;
import static jdk.incubator.vector.VectorOperators.*;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorSpecies;

/** {@link FloatMath} lane by lane: each operation here is one there, in the same order, so that the bits are the same. */
final class VectorMath {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;

  private VectorMath() {}

  private static FloatVector all(float value) {
    return FloatVector.broadcast(F, value);
  }

  static FloatVector exp(FloatVector x) {
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

  static FloatVector expm1(FloatVector x) {
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

  static FloatVector log(FloatVector x) {
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

  static FloatVector log1p(FloatVector x) {
    FloatVector u = x.add(1);
    IntVector e = u.reinterpretAsInts().sub(TWO_THIRDS_BITS).lanewise(ASHR, 23);
    FloatVector scale = powerOfTwo(e.neg().add(2));
    FloatVector f = x.mul(0.25f).fma(scale, scale.fma(all(0.25f), all(-1)));
    FloatVector y = logOf(f, asFloat(e)).blend(x, x.abs().compare(LT, all(TINY)));
    return atEdges(u, y);
  }

  /** The hyperbolic tangent, given {@code e^2|x|}. */
  static FloatVector tanh(FloatVector x, FloatVector exp) {
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
  static FloatVector erfExponent(FloatVector x) {
    FloatVector c = x.abs().min(ERF_MOST);
    FloatVector p = all(C7).fma(c, all(C6)).fma(c, all(C5)).fma(c, all(C4));
    return p.fma(c, all(C3)).fma(c, all(C2)).fma(c, all(C1)).fma(c, all(C0)).neg();
  }

  /** The error function, given the exponential of {@link #erfExponent}. */
  static FloatVector erf(FloatVector x, FloatVector exp) {
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
