package dev.stria.internal.kernel;

/**
 * Exponentials and their like over ranges of arrays; every provider gives the bits of {@link
 * FloatMath}.
 *
 * <p>Each computes {@code y[yAt + i] = f(x[xAt + i])} for {@code 0 ≤ i < n}; the ranges may be the
 * same.
 */
interface ArrayMath {
  /** {@code y = e^x}. */
  void exp(float[] x, int xAt, float[] y, int yAt, int n);

  /** {@code y = e^x − 1}, exact near 0. */
  void expm1(float[] x, int xAt, float[] y, int yAt, int n);

  /** {@code y = ln x}. */
  void log(float[] x, int xAt, float[] y, int yAt, int n);

  /** {@code y = ln(1 + x)}, exact near 0. */
  void log1p(float[] x, int xAt, float[] y, int yAt, int n);

  /** {@code y = tanh x}. */
  void tanh(float[] x, int xAt, float[] y, int yAt, int n);

  /** {@code y = erf x}. */
  void erf(float[] x, int xAt, float[] y, int yAt, int n);
}
