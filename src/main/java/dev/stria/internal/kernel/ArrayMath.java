package dev.stria.internal.kernel;

/**
 * What compilers do not turn into vector code by themselves, over ranges of arrays: exponentials and their like, which give
 * the bits of {@link FloatMath} in every provider, and sums in one fixed order.
 *
 * <p>Functions compute {@code y[yAt + i] = f(x[xAt + i])} for {@code 0 ≤ i < n}; the ranges may be the same.
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

  /**
   * Returns {@code Σ x[at + i]}: blocks of 1024 elements in 16 columns, which a fixed tree joins, and the blocks in
   * double precision. So a sum of a million elements is good to the last bit or two.
   */
  double sum(float[] x, int at, int n);

  /** Returns {@code Σ (x[at + i] − center)²} in the same order. */
  double sumOfSquares(float[] x, int at, int n, float center);

  /** Returns {@code Σ (x[xAt + i] − center) · y[yAt + i]} in the same order. */
  double sumOfProducts(float[] x, int xAt, float center, float[] y, int yAt, int n);

  /** Returns the largest of {@code x[at + i]}, NaN if there is one, −∞ if n is 0. */
  float max(float[] x, int at, int n);

  /** {@code y[yAt + i] += x[xAt + i]}. */
  void add(float[] x, int xAt, float[] y, int yAt, int n);

  /** {@code y[yAt + i] = max(y[yAt + i], x[xAt + i])}, NaN if one of them is. */
  void maxima(float[] x, int xAt, float[] y, int yAt, int n);

  /** Sets {@code marks[at + i]} to a mark where {@code x[xAt + i] == y[at + i]}. */
  void markEqual(float[] x, int xAt, float mark, float[] y, float[] marks, int at, int n);

  /** Sets {@code to[at + i]} to {@code from[xAt + i] + plus} where {@code x[xAt + i] == y[at + i]}. */
  void takeEqual(
      float[] x, float[] from, int xAt, float plus, float[] y, float[] to, int at, int n);
}
