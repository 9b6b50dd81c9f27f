package dev.stria.op;

import dev.stria.internal.kernel.Functions;
import dev.stria.tensor.Tensor;

/**
 * Elementary functions of each element by itself; NaN and infinities travel as in IEEE arithmetic.
 *
 * <p>The values do not depend on the machine or the JDK: the functions are the library's own.
 */
public final class Pointwise {
  private Pointwise() {}

  /**
   * Returns {@code e^x}.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the exponentials
   */
  public static Tensor exp(Tensor x) {
    return Unary.apply(Functions.EXP, x);
  }

  /**
   * Returns {@code e^x − 1}, exact near 0.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result
   */
  public static Tensor expm1(Tensor x) {
    return Unary.apply(Functions.EXPM1, x);
  }

  /**
   * Returns the natural logarithm, −∞ at 0 and NaN below.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the logarithms
   */
  public static Tensor log(Tensor x) {
    return Unary.apply(Functions.LOG, x);
  }

  /**
   * Returns {@code ln(1 + x)}, exact near 0.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result
   */
  public static Tensor log1p(Tensor x) {
    return Unary.apply(Functions.LOG1P, x);
  }

  /**
   * Returns the square root, NaN below 0.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the roots
   */
  public static Tensor sqrt(Tensor x) {
    return Unary.apply(Functions.SQRT, x);
  }

  /**
   * Returns {@code 1 / √x}.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result
   */
  public static Tensor rsqrt(Tensor x) {
    return Unary.apply(Functions.RSQRT, x);
  }

  /**
   * Returns {@code x²}.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the squares
   */
  public static Tensor square(Tensor x) {
    return Unary.apply(Functions.SQUARE, x);
  }

  /**
   * Returns {@code 1 / x}.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the reciprocals
   */
  public static Tensor reciprocal(Tensor x) {
    return Unary.apply(Functions.RECIPROCAL, x);
  }

  /**
   * Returns {@code −x}.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the negatives
   */
  public static Tensor neg(Tensor x) {
    return Unary.apply(Functions.NEG, x);
  }

  /**
   * Returns {@code |x|}; the slope at 0 is 0.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the magnitudes
   */
  public static Tensor abs(Tensor x) {
    return Unary.apply(Functions.ABS, x);
  }

  /**
   * Returns 1 for positive, −1 for negative and 0 for zero elements; the slope is 0 everywhere.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the signs
   */
  public static Tensor sign(Tensor x) {
    return Unary.apply(Functions.SIGN, x);
  }

  /**
   * Returns the sine of angles in radians.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the sines
   */
  public static Tensor sin(Tensor x) {
    return Unary.apply(Functions.SIN, x);
  }

  /**
   * Returns the cosine of angles in radians.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the cosines
   */
  public static Tensor cos(Tensor x) {
    return Unary.apply(Functions.COS, x);
  }

  /**
   * Returns the error function, {@code 2/√π ∫₀ˣ e^−t² dt}.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @return the result
   */
  public static Tensor erf(Tensor x) {
    return Unary.apply(Functions.ERF, x);
  }

  /**
   * Returns {@code min(max(x, low), high)}; the slope is 1 at the bounds and 0 beyond them. NaN stays
   * NaN.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @param low the smallest result, perhaps −∞
   * @param high the largest result, perhaps ∞
   * @return the result
   */
  public static Tensor clamp(Tensor x, float low, float high) {
    return Unary.apply(Functions.clamp(low, high), x);
  }

  /**
   * Returns {@code x + offset}.
   *
   * <p><b>Shape:</b> any; the same comes out.
   *
   * @param x the input
   * @param offset the number to add
   * @return the result
   */
  public static Tensor shift(Tensor x, float offset) {
    return Unary.apply(Functions.shift(offset), x);
  }
}
