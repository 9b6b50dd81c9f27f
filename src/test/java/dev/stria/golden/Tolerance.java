package dev.stria.golden;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Locale;

/**
 * How far a computed value may lie from the expected one: {@code |got − expected| ≤ atol + rtol ·
 * |expected|}; NaN matches NaN and an infinity the same infinity.
 */
record Tolerance(double rtol, double atol) {
  static Tolerance of(Params json) {
    return new Tolerance(json.number("rtol"), json.number("atol"));
  }

  boolean accepts(double got, double expected) {
    if (Double.isNaN(expected)) {
      return Double.isNaN(got);
    }
    if (Double.isInfinite(expected)) {
      return got == expected;
    }
    return Math.abs(got - expected) <= atol + rtol * Math.abs(expected);
  }

  /**
   * Checks a whole tensor.
   *
   * @param strict where it is 0, any value is accepted; may be {@code null}
   * @throws GoldenMismatch if a shape or a value differs
   */
  void check(String name, Tensor got, Tensor expected, Tensor strict) {
    requireShape(name, got.shape(), expected.shape());
    for (int i = 0; i < expected.shape().count(); i++) {
      boolean counts = strict == null || strict.data()[i] != 0;
      if (counts) {
        check(name + " at " + i, got.data()[i], expected.data()[i]);
      }
    }
  }

  void check(String what, double got, double expected) {
    if (!accepts(got, expected)) {
      throw new GoldenMismatch(
          String.format(
              Locale.ROOT,
              "%s: expected %.9g, but got %.9g (rtol %.3g, atol %.3g)",
              what,
              expected,
              got,
              rtol,
              atol));
    }
  }

  static void requireShape(String name, Shape got, Shape expected) {
    if (!got.equals(expected)) {
      throw new GoldenMismatch(name + ": expected shape " + expected + ", but got " + got);
    }
  }
}
