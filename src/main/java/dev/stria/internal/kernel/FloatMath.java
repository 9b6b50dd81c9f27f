package dev.stria.internal.kernel;

/**
 * Exponentials and their like in {@code float}, the same bits on every machine and JDK.
 *
 * <p>The frequent ones are polynomials of fused multiply-adds, fitted for the smallest relative error, which {@code
 * VectorArrayMath} repeats lane by lane, operation by operation; the rare ones are computed in {@code double} by {@link
 * StrictMath} and rounded once.
 */
final class FloatMath {
  static final float LOG2_E = 0x1.715476p+0f;

  /** The natural logarithm of 2 in two parts; the first has few bits, so that its small multiples are exact. */
  static final float LN2_HIGH = 0x1.62e4p-1f;

  static final float LN2_LOW = 0x1.7f7d1cp-20f;
  static final float LN2 = 0x1.62e43p-1f;

  /** Adding it to a number below 2^22 leaves the nearest integer in the lowest bits of the sum. */
  static final float ROUNDER = 0x1.8p23f;

  static final int ROUNDER_BITS = 0x4b400000;

  /** The exponential overflows above the one and underflows to 0 below the other. */
  static final float EXP_MOST = 89;

  static final float EXP_LEAST = -105;

  /** Below it, e^x − 1 is −1. */
  static final float EXPM1_LEAST = -30;

  /** {@code (e^r − 1 − r) / r²} for |r| ≤ ln 2 / 2, in powers of r. */
  static final float E0 = 0x1p-1f;

  static final float E1 = 0x1.55548ap-3f;
  static final float E2 = 0x1.5554bap-5f;
  static final float E3 = 0x1.123f9p-7f;
  static final float E4 = 0x1.6d815ep-10f;

  /** The bits of 2/3: mantissas are taken from here to 4/3. */
  static final int TWO_THIRDS_BITS = 0x3f2aaaab;

  /** {@code (ln(1 + f) − f + f² / 2) / f³} for |f| ≤ 1/3, in powers of f. */
  static final float L0 = 0x1.55550cp-2f;

  static final float L1 = -0x1.fffe5ep-3f;
  static final float L2 = 0x1.99ce34p-3f;
  static final float L3 = -0x1.55b7eep-3f;
  static final float L4 = 0x1.1ef264p-3f;
  static final float L5 = -0x1.f03b82p-4f;
  static final float L6 = 0x1.1defc4p-3f;
  static final float L7 = -0x1.0e2bc4p-3f;

  /** Below it, ln(1 + x) is x. */
  static final float TINY = 0x1p-60f;

  /** Below it, tanh is its polynomial. */
  static final float TANH_SMALL = 0.625f;

  /** {@code (tanh x − x) / x³} for small x, in powers of x². */
  static final float T0 = -0x1.555534p-2f;

  static final float T1 = 0x1.11076p-3f;
  static final float T2 = -0x1.b8434p-5f;
  static final float T3 = 0x1.52509ep-6f;
  static final float T4 = -0x1.76922ap-8f;

  /** {@code erf x / x − 1} for |x| < 1, in powers of x². */
  static final float R0 = 0x1.06eba8p-3f;

  static final float R1 = -0x1.81274p-2f;
  static final float R2 = 0x1.ce2d5p-4f;
  static final float R3 = -0x1.b7fe9p-6f;
  static final float R4 = 0x1.542e1p-8f;
  static final float R5 = -0x1.a50b0ep-11f;
  static final float R6 = 0x1.4c344ep-14f;

  /** {@code −ln(1 − erf x)} for 1 ≤ x ≤ 4, in powers of x; beyond 4, erf is 1. */
  static final float C0 = -0x1.8a8256p-13f;

  static final float C1 = 0x1.212c12p+0f;
  static final float C2 = 0x1.443558p-1f;
  static final float C3 = 0x1.bc1568p-4f;
  static final float C4 = -0x1.9d035ap-6f;
  static final float C5 = 0x1.138c7ep-8f;
  static final float C6 = -0x1.cec2acp-12f;
  static final float C7 = 0x1.6bcfbcp-16f;
  static final float ERF_MOST = 4;

  private FloatMath() {}

  /** 1 for positive x, 0 for the others, NaN for NaN, without a branch: compilers vectorise it. */
  static float step(float x) {
    return Math.min(1f, Math.max(x, 0f) * 0x1p127f * 0x1p127f);
  }

  /** {@code e^x}: x is n ln 2 + r, and the result 2^n e^r, scaled in two halves for the sake of subnormal results. */
  static float exp(float x) {
    float c = Math.max(Math.min(x, EXP_MOST), EXP_LEAST);
    float t = Math.fma(c, LOG2_E, ROUNDER);
    int n = Float.floatToRawIntBits(t) - ROUNDER_BITS;
    float k = t - ROUNDER;
    float r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, c));
    float q = expTail(r);
    float p = Math.fma(Math.fma(q, r, 1f), r, 1f);
    int half = n >> 1;
    return p * powerOfTwo(half) * powerOfTwo(n - half);
  }

  private static float expTail(float r) {
    return Math.fma(Math.fma(Math.fma(Math.fma(E4, r, E3), r, E2), r, E1), r, E0);
  }

  private static float powerOfTwo(int n) {
    return Float.intBitsToFloat((n + 127) << 23);
  }

  /** {@code e^x − 1}: with d = e^r − 1 it is 2^n d + (2^n − 1), computed at half its size for the sake of n = 128. */
  static float expm1(float x) {
    float c = Math.max(Math.min(x, EXP_MOST), EXPM1_LEAST);
    float t = Math.fma(c, LOG2_E, ROUNDER);
    int n = Float.floatToRawIntBits(t) - ROUNDER_BITS;
    float k = t - ROUNDER;
    float r = Math.fma(k, -LN2_LOW, Math.fma(k, -LN2_HIGH, c));
    float d = Math.fma(r * r, expTail(r), r);
    float half = powerOfTwo(n - 1);
    float y = Math.fma(d, half, half - 0.5f);
    return n == 0 ? d : y + y;
  }

  /** {@code ln x}: x is 2^e (1 + f), and the result e ln 2 + ln(1 + f). */
  static float log(float x) {
    boolean subnormal = x < Float.MIN_NORMAL;
    int bits = Float.floatToRawIntBits(subnormal ? x * 0x1p23f : x);
    int e = (bits - TWO_THIRDS_BITS) >> 23;
    float f = Float.intBitsToFloat(bits - (e << 23)) - 1;
    float y = logOf(f, subnormal ? e - 23 : e);
    return x > 0 && x < Float.POSITIVE_INFINITY ? y : logAtEdge(x);
  }

  private static float logOf(float f, int e) {
    float q = Math.fma(Math.fma(Math.fma(L7, f, L6), f, L5), f, L4);
    q = Math.fma(Math.fma(Math.fma(Math.fma(q, f, L3), f, L2), f, L1), f, L0);
    float y = Math.fma(Math.fma(f, q, -0.5f), f * f, f);
    return Math.fma(e, LN2, y);
  }

  private static float logAtEdge(float x) {
    return x == 0 ? Float.NEGATIVE_INFINITY : x < 0 ? Float.NaN : x;
  }

  /** {@code ln(1 + x)}: the scale comes from the rounded sum, the mantissa from x itself. */
  static float log1p(float x) {
    float u = 1 + x;
    int e = (Float.floatToRawIntBits(u) - TWO_THIRDS_BITS) >> 23;
    // Four times 2^-e, because 2^-e itself may be too small for a normal number.
    float scale = powerOfTwo(2 - e);
    float f = Math.fma(0.25f * x, scale, Math.fma(scale, 0.25f, -1f));
    float y = Math.abs(x) < TINY ? x : logOf(f, e);
    return u > 0 && u < Float.POSITIVE_INFINITY ? y : logAtEdge(u);
  }

  /** {@code tanh x}: a polynomial near 0, else {@code 1 − 2 / (e^2x + 1)}. */
  static float tanh(float x) {
    float a = Math.abs(x);
    float s = a * a;
    float q = Math.fma(Math.fma(Math.fma(Math.fma(T4, s, T3), s, T2), s, T1), s, T0);
    float near = Math.fma(a * s, q, a);
    float far = 1 - 2 / (exp(a + a) + 1);
    return Math.copySign(a < TANH_SMALL ? near : far, x);
  }

  /** {@code erf x}: a polynomial near 0, else {@code 1 − e^−p(x)}. */
  static float erf(float x) {
    float a = Math.abs(x);
    float s = a * a;
    float q = Math.fma(Math.fma(Math.fma(R6, s, R5), s, R4), s, R3);
    q = Math.fma(Math.fma(Math.fma(q, s, R2), s, R1), s, R0);
    float near = Math.fma(a, q, a);
    float c = Math.min(a, ERF_MOST);
    float p = Math.fma(Math.fma(Math.fma(C7, c, C6), c, C5), c, C4);
    p = Math.fma(Math.fma(Math.fma(Math.fma(p, c, C3), c, C2), c, C1), c, C0);
    float far = 1 - exp(-p);
    return Math.copySign(a < 1 ? near : far, x);
  }

  static float sin(float x) {
    return (float) StrictMath.sin(x);
  }

  static float cos(float x) {
    return (float) StrictMath.cos(x);
  }

  /** {@code x^p} with the rules of C99: 1 to any power and any number to the power 0 are 1. */
  static float pow(float x, float p) {
    if (x == 1 || x == -1 && Float.isInfinite(p)) {
      return 1;
    }
    return (float) StrictMath.pow(x, p);
  }
}
