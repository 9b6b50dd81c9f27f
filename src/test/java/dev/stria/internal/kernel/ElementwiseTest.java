package dev.stria.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Functions of one and two variables against their formulas in double precision. */
class ElementwiseTest {
  private final Elementwise kernel = Kernels.provider("scalar").elementwise();

  private static Arguments row(UnaryFunction f, DoubleUnaryOperator formula) {
    return Arguments.of(f, formula);
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  private static double cut(double x, double low, double high) {
    return Math.min(Math.max(x, low), high);
  }

  static Stream<Arguments> formulas() {
    return Stream.of(
        row(Functions.EXP, Math::exp),
        row(Functions.EXPM1, Math::expm1),
        row(Functions.SQUARE, x -> x * x),
        row(Functions.RECIPROCAL, x -> 1 / x),
        row(Functions.NEG, x -> -x),
        row(Functions.ABS, Math::abs),
        row(Functions.SIGN, Math::signum),
        row(Functions.SIN, Math::sin),
        row(Functions.COS, Math::cos),
        row(Functions.clamp(-0.5f, 1.5f), x -> cut(x, -0.5, 1.5)),
        row(Functions.pow(3), x -> x * x * x),
        row(Activations.SIGMOID, ElementwiseTest::sigmoid),
        row(Activations.TANH, Math::tanh),
        row(Activations.SILU, x -> x * sigmoid(x)),
        row(Activations.MISH, x -> x * Math.tanh(Math.log1p(Math.exp(x)))),
        row(Activations.SOFTSIGN, x -> x / (1 + Math.abs(x))),
        row(Activations.LOGSIGMOID, x -> -Math.log1p(Math.exp(-x))),
        row(Activations.softplus(2), x -> Math.log1p(Math.exp(2 * x)) / 2),
        row(Activations.elu(0.7f), x -> x > 0 ? x : 0.7 * Math.expm1(x)),
        row(
            Activations.SELU,
            x -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * Math.expm1(x))),
        row(
            Activations.GELU_TANH,
            x -> x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
        row(Rectifiers.RELU, x -> Math.max(x, 0)),
        row(Rectifiers.RELU6, x -> cut(x, 0, 6)),
        row(Rectifiers.leakyRelu(0.2f), x -> x > 0 ? x : 0.2 * x),
        row(Rectifiers.hardtanh(-1, 2), x -> cut(x, -1, 2)),
        row(Rectifiers.hardSigmoid(0.25f, 0.5f), x -> cut(0.25 * x + 0.5, 0, 1)),
        row(Rectifiers.HARDSWISH, x -> x * cut(x + 3, 0, 6) / 6));
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void functionIsItsFormulaAndSlopeItsDerivative(UnaryFunction f, DoubleUnaryOperator formula) {
    SplittableRandom random = new SplittableRandom(3);
    float[] x = new float[1500];
    for (int i = 0; i < x.length; i++) {
      x[i] = (float) (random.nextGaussian() * 3) + 1e-4f;
    }
    float[] y = new float[x.length];
    float[] dy = LightInputs.normal(random, x.length);
    float[] dx = new float[x.length];
    kernel.apply(f, x, y);
    kernel.applyBackward(f, x, y, dy, dx);
    for (int i = 0; i < x.length; i++) {
      double expected = formula.applyAsDouble(x[i]);
      assertEquals(expected, y[i], 2e-6 * (1 + Math.abs(expected)), f.name() + "(" + x[i] + ")");
      double h = 1e-5;
      double up = formula.applyAsDouble(x[i] + h);
      double down = formula.applyAsDouble(x[i] - h);
      double left = (expected - down) / h;
      double right = (up - expected) / h;
      boolean smooth = Math.abs(left - right) < 1e-3 * (1 + Math.abs(left));
      if (smooth) {
        double slope = dy[i] * (up - down) / (2 * h);
        assertEquals(slope, dx[i], 1e-4 * (1 + Math.abs(slope)), f.name() + "'(" + x[i] + ")");
      }
    }
  }

  @Test
  void gradientsThatMayNotPassAreStoppedEvenIfInfinite() {
    float[] y = {0, 1, 0, 2, Float.MIN_VALUE, Float.POSITIVE_INFINITY};
    float inf = Float.POSITIVE_INFINITY;
    float[] dy = {inf, inf, -inf, 3, 5, 7};
    float[] dx = new float[6];
    kernel.reluBackward(y, dy, dx);
    assertArrayEquals(new float[] {0, inf, 0, 3, 5, 7}, dx);
    kernel.reluBackward(y, dy, dx);
    assertArrayEquals(new float[] {0, inf, 0, 6, 10, 14}, dx);
  }

  @Test
  void shapesBroadcastAndGradientsAreSummedBack() {
    check(Shape.of(2, 3, 4), Shape.of(3, 1));
    check(Shape.of(1, 3, 1), Shape.of(2, 1, 4));
    check(Shape.scalar(), Shape.of(3, 2));
    check(Shape.of(2, 1, 3, 1), Shape.of(5, 1, 4));
    check(Shape.of(3000), Shape.of(1));
    check(Shape.of(0, 3), Shape.of(3));
  }

  private void check(Shape sa, Shape sb) {
    SplittableRandom random = new SplittableRandom(9);
    Broadcast g = Broadcast.of("mul", sa, sb);
    float[] a = LightInputs.normal(random, sa.count());
    float[] b = LightInputs.normal(random, sb.count());
    float[] y = new float[g.shape().count()];
    float[] dy = LightInputs.normal(random, y.length);
    kernel.apply(BinaryFunction.MUL, g, a, b, y);
    double[] da = new double[a.length];
    double[] db = new double[b.length];
    for (int i = 0; i < y.length; i++) {
      int ia = index(i, g.shape(), sa);
      int ib = index(i, g.shape(), sb);
      assertEquals(a[ia] * b[ib], y[i], sa + " " + sb);
      da[ia] += dy[i] * b[ib];
      db[ib] += dy[i] * a[ia];
    }
    float[] gotA = new float[a.length];
    float[] gotB = new float[b.length];
    kernel.applyBackward(BinaryFunction.MUL, g, a, b, y, dy, gotA, gotB);
    assertClose(da, gotA);
    assertClose(db, gotB);
    kernel.applyBackward(BinaryFunction.MUL, g, a, b, y, dy, null, gotB);
    assertEquals(gotB.length == 0 ? 0 : 2 * db[0], gotB.length == 0 ? 0 : gotB[0], 1e-3);
  }

  private static void assertClose(double[] expected, float[] got) {
    for (int i = 0; i < got.length; i++) {
      assertEquals(expected[i], got[i], 1e-5 * (10 + Math.abs(expected[i])));
    }
  }

  /** Where element {@code i} of the result comes from. */
  private static int index(int i, Shape result, Shape operand) {
    int index = 0;
    int rest = i;
    for (int fromEnd = 1; fromEnd <= result.rank(); fromEnd++) {
      int position = rest % result.size(-fromEnd);
      rest /= result.size(-fromEnd);
      if (fromEnd <= operand.rank() && operand.size(-fromEnd) > 1) {
        index += position * operand.stride(-fromEnd);
      }
    }
    return index;
  }

  @Test
  void shapesThatDoNotMeetAreRefused() {
    ShapeException refused =
        assertThrows(
            ShapeException.class, () -> Broadcast.of("add", Shape.of(2, 3), Shape.of(2, 4)));
    assertTrue(refused.getMessage().contains("[2, 3] and [2, 4]"), refused.getMessage());
  }

  @Test
  void powersFollowC99AndTiesAreShared() {
    float nan = Float.NaN;
    float inf = Float.POSITIVE_INFINITY;
    float[] a = {1, -1, -1, 0, 2, nan};
    float[] b = {nan, inf, -inf, 0, nan, 0};
    float[] y = new float[6];
    Broadcast g = Broadcast.of("pow", Shape.of(6), Shape.of(6));
    kernel.apply(BinaryFunction.POW, g, a, b, y);
    assertArrayEquals(new float[] {1, 1, 1, 1, nan, 1}, y);
    float[] da = new float[2];
    float[] db = new float[2];
    Broadcast pair = Broadcast.of("max", Shape.of(2), Shape.of(2));
    float[] same = {3, 1};
    kernel.applyBackward(
        BinaryFunction.MAX, pair, same, new float[] {3, 2}, same, new float[] {1, 1}, da, db);
    assertArrayEquals(new float[] {0.5f, 0}, da);
    assertArrayEquals(new float[] {0.5f, 1}, db);
  }
}
