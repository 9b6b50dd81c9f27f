package dev.stria.internal.kernel;

/** {@link FloatMath}, element by element. */
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
}
