package dev.stria.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Own exponentials and their like: how far from the truth, and the same bits in vectors. */
class FloatMathTest {
  private static final int[] LENGTHS = {0, 1, 3, 4, 7, 8, 15, 16, 17, 31, 33, 1000};

  /** A function under test: its scalar form, the truth, its loop and how many ulps it may be off. */
  record Function(String name, Scalar scalar, DoubleUnaryOperator truth, Loop loop, double ulps) {
    @Override
    public String toString() {
      return name;
    }
  }

  interface Scalar {
    float apply(float x);
  }

  interface Loop {
    void apply(ArrayMath math, float[] x, int xAt, float[] y, int yAt, int n);
  }

  static Stream<Function> functions() {
    return Stream.of(
        new Function("exp", FloatMath::exp, StrictMath::exp, ArrayMath::exp, 0.9),
        new Function("expm1", FloatMath::expm1, StrictMath::expm1, ArrayMath::expm1, 1.5),
        new Function("log", FloatMath::log, StrictMath::log, ArrayMath::log, 0.95),
        new Function("log1p", FloatMath::log1p, StrictMath::log1p, ArrayMath::log1p, 1.5),
        new Function("tanh", FloatMath::tanh, StrictMath::tanh, ArrayMath::tanh, 1.35),
        new Function("erf", FloatMath::erf, FloatMathTest::erf, ArrayMath::erf, 1));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isCloseOverTheWholeRange(Function f) {
    // Every 1999th of all floats: all exponents, both signs, subnormals and NaNs.
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; bits += 1999) {
      float x = Float.intBitsToFloat((int) bits);
      double truth = f.truth.applyAsDouble(x);
      float got = f.scalar.apply(x);
      if (ulps(got, truth) > f.ulps) {
        assertEquals(truth, got, f.ulps * Math.ulp((float) truth), f + "(" + x + ")");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isRightAtTheEdges(Function f) {
    float[] edges = {
      0f,
      -0f,
      1,
      -1,
      Float.MIN_VALUE,
      -Float.MIN_VALUE,
      Float.MIN_NORMAL,
      Float.MAX_VALUE,
      -Float.MAX_VALUE,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN,
      88.72284f,
      -103.97f,
      -104.1f,
      128,
      -127.5f,
      0.625f,
      Math.nextDown(0.625f),
      4,
      -4,
      9
    };
    for (float x : edges) {
      double truth = f.truth.applyAsDouble(x);
      assertTrue(
          ulps(f.scalar.apply(x), truth) <= f.ulps,
          f + "(" + x + ") = " + f.scalar.apply(x) + ", not " + truth);
    }
  }

  /** The error in units of the last place; 0 where both are NaN or the same infinity. */
  private static double ulps(float got, double truth) {
    float rounded = (float) truth;
    if (Float.compare(got, rounded) == 0) {
      return 0;
    }
    return Double.isNaN(truth) || Float.isNaN(got) || Float.isInfinite(got)
        ? Double.POSITIVE_INFINITY
        : Math.abs(got - truth) / Math.ulp(rounded);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void vectorsGiveTheSameBits(Function f) {
    assumeTrue(LightInputs.vectorsExist(), "needs --add-modules jdk.incubator.vector");
    ArrayMath vector = new VectorArrayMath();
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 40; round++) {
      for (int n : LENGTHS) {
        float[] x = LightInputs.awkward(random, n + 3);
        float[] expected = new float[n + 5];
        float[] got = new float[n + 5];
        f.loop.apply(new ScalarArrayMath(), x, 3, expected, 2, n);
        f.loop.apply(vector, x, 3, got, 2, n);
        LightInputs.assertSameBits(expected, got, f + " of " + n);
      }
    }
  }

  /** The error function in double precision: its series, and far out its continued fraction. */
  private static double erf(double x) {
    double a = Math.abs(x);
    double sum = 0;
    if (a < 3) {
      double term = a;
      for (int n = 0; n < 60; n++) {
        sum += term / (2 * n + 1);
        term *= -a * a / (n + 1);
      }
      sum *= 2 / Math.sqrt(Math.PI);
    } else {
      double fraction = 0;
      for (int k = 60; k >= 1; k--) {
        fraction = k / 2.0 / (a + fraction);
      }
      sum = 1 - Math.exp(-a * a) / Math.sqrt(Math.PI) / (a + fraction);
    }
    return Double.isNaN(x) ? x : Math.copySign(sum, x);
  }
}
