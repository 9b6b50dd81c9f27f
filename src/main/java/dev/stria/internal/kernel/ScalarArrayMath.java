package dev.stria.internal.kernel;

/** {@link FloatMath}, element by element, and {@link ScalarSums}. */
final class ScalarArrayMath implements ArrayMath {
  @Override
  public void exp(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatMath.exp(x[xAt + i]);
    }
  }

  @Override
  public void expm1(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatMath.expm1(x[xAt + i]);
    }
  }

  @Override
  public void log(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatMath.log(x[xAt + i]);
    }
  }

  @Override
  public void log1p(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatMath.log1p(x[xAt + i]);
    }
  }

  @Override
  public void tanh(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatMath.tanh(x[xAt + i]);
    }
  }

  @Override
  public void erf(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = FloatMath.erf(x[xAt + i]);
    }
  }

  @Override
  public double sum(float[] x, int at, int n) {
    return ScalarSums.sum(x, at, n);
  }

  @Override
  public double sumOfSquares(float[] x, int at, int n, float center) {
    return ScalarSums.sumOfSquares(x, at, center, n);
  }

  @Override
  public double sumOfProducts(float[] x, int xAt, float center, float[] y, int yAt, int n) {
    return ScalarSums.sumOfProducts(x, xAt, center, y, yAt, n);
  }

  @Override
  public float max(float[] x, int at, int n) {
    float a = Float.NEGATIVE_INFINITY;
    float b = a;
    int even = at + n - n % 2;
    for (int i = at; i < even; i += 2) {
      a = Math.max(a, x[i]);
      b = Math.max(b, x[i + 1]);
    }
    return Math.max(Math.max(a, b), n % 2 == 0 ? a : x[even]);
  }

  @Override
  public void add(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] += x[xAt + i];
    }
  }

  @Override
  public void maxima(float[] x, int xAt, float[] y, int yAt, int n) {
    for (int i = 0; i < n; i++) {
      y[yAt + i] = Math.max(y[yAt + i], x[xAt + i]);
    }
  }

  @Override
  public void markEqual(float[] x, int xAt, float mark, float[] y, float[] marks, int at, int n) {
    for (int i = 0; i < n; i++) {
      marks[at + i] = x[xAt + i] == y[at + i] ? mark : marks[at + i];
    }
  }

  @Override
  public void takeEqual(
      float[] x, float[] from, int xAt, float plus, float[] y, float[] to, int at, int n) {
    for (int i = 0; i < n; i++) {
      to[at + i] = x[xAt + i] == y[at + i] ? from[xAt + i] + plus : to[at + i];
    }
  }
}
