package dev.stria.internal.kernel;

/**
 * Exponentials and their like in {@code float}, the same bits on every machine and JDK.
 *
 * <p>The frequent ones are polynomials of fused multiply-adds, which the vector kernels repeat lane
 * by lane; the rare ones are computed in {@code double} by {@link StrictMath} and rounded once.
 */
final class FloatMath {
  private FloatMath() {}

  /** 1 for positive x, 0 for the others, NaN for NaN, without a branch: compilers vectorise it. */
  static float step(float x) {
    return Math.min(1f, Math.max(x, 0f) * 0x1p127f * 0x1p127f);
  }

  static float exp(float x) {
    return (float) StrictMath.exp(x);
  }

  static float expm1(float x) {
    return (float) StrictMath.expm1(x);
  }

  static float log(float x) {
    return (float) StrictMath.log(x);
  }

  static float log1p(float x) {
    return (float) StrictMath.log1p(x);
  }

  static float tanh(float x) {
    return (float) StrictMath.tanh(x);
  }

  static float erf(float x) {
    double a = Math.abs((double) x);
    double sum = 0;
    if (a > 4) {
      sum = 1;
    } else {
      double term = a;
      for (int n = 0; n < 80; n++) {
        sum += term / (2 * n + 1);
        term *= -a * a / (n + 1);
      }
      sum *= 2 / StrictMath.sqrt(Math.PI);
    }
    return x != x ? x : (float) Math.copySign(Math.min(sum, 1), x);
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
