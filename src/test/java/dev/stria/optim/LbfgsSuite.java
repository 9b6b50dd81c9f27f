package dev.stria.optim;

/** Golden test functions of the quasi-Newton method, {@code lbfgs}; in this package since the method is not public. */
public final class LbfgsSuite {
  private static final double GOAL = 1e-8;

  private LbfgsSuite() {}

  /** Returns what is wrong with a minimisation, empty if nothing is. */
  public static String failure(
      String function, double condition, double[] x, double firstValue, int allowed) {
    VectorFunction f = TestFunction.named(function, condition);
    QuasiNewton method = new QuasiNewton(10, 1e-7, 1e-9);
    Point here = method.start(x, f);
    if (!(Math.abs(here.value - firstValue) <= 1e-9 * firstValue)) {
      return "starts at " + here.value + " instead of " + firstValue;
    }
    for (int i = 1; here.value >= GOAL; i++) {
      Point former = here;
      here = method.iterate(here, f, 1).point();
      if (i > allowed || here == former) {
        return "reached " + here.value + " after " + i + " iterations, " + allowed + " allowed";
      }
      String wrong = breaksWolfe(former, here);
      if (!wrong.isEmpty()) {
        return "iteration " + i + ": " + wrong;
      }
    }
    return "";
  }

  private static String breaksWolfe(Point from, Point to) {
    double[] step = Vectors.difference(to.x, from.x);
    double slope = Vectors.dot(from.gradient, step);
    double after = Vectors.dot(to.gradient, step);
    double rounding = 1e-12 * Math.abs(from.value);
    if (!(to.value <= from.value + 1e-4 * slope + rounding)) {
      return "decrease from " + from.value + " to " + to.value + " with slope " + slope;
    }
    return Math.abs(after) <= 0.9 * Math.abs(slope) * (1 + 1e-9)
        ? ""
        : "slope from " + slope + " to " + after;
  }
}
