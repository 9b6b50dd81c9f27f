package dev.stria.optim;

/** Refusals of hyper-parameters in one form: {@code what: expected …, but got …; hint}. */
final class Check {
  private Check() {}

  static IllegalArgumentException refusal(
      String what, String expected, Object actual, String hint) {
    return new IllegalArgumentException(
        what
            + ": expected "
            + expected
            + ", but got "
            + actual
            + (hint.isEmpty() ? "" : "; " + hint));
  }

  /** Returns a finite number that is at least 0. */
  static double notNegative(String what, double value, String hint) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw refusal(what, "a finite number of at least 0", value, hint);
    }
    return value;
  }

  /** Returns a finite number above 0. */
  static double positive(String what, double value, String hint) {
    if (!(value > 0 && value < Double.POSITIVE_INFINITY)) {
      throw refusal(what, "a finite number above 0", value, hint);
    }
    return value;
  }

  /** Returns a number of at least 0 and below 1. */
  static double share(String what, double value, String hint) {
    if (!(value >= 0 && value < 1)) {
      throw refusal(what, "a number in [0, 1)", value, hint);
    }
    return value;
  }

  /** Returns a count that is at least 1. */
  static long count(String what, long value, String hint) {
    if (value < 1) {
      throw refusal(what, "at least 1", value, hint);
    }
    return value;
  }

  /** Refuses negative steps of a schedule. */
  static void step(long step) {
    if (step < 0) {
      throw refusal("schedule: step", "at least 0", step, "steps count from 0");
    }
  }
}
