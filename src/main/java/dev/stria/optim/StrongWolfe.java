package dev.stria.optim;

/**
 * A line search for a step that lowers a function enough, {@code f(x + td) ≤ f(x) + c₁ t g·d}, and has passed the
 * steep part of the line, {@code |g(x + td)·d| ≤ c₂ |g·d|}: the strong Wolfe conditions.
 *
 * <p>First the step grows until it brackets such a point, then the bracket shrinks by cubic interpolation. Nocedal and
 * Wright, <em>Numerical optimization</em>, algorithms 3.5 and 3.6; the safeguards are those of PyTorch's {@code LBFGS}.
 */
final class StrongWolfe {
  private static final double C1 = 1e-4;
  private static final double C2 = 0.9;
  private static final int MOST_EVALUATIONS = 25;

  private final VectorFunction f;
  private final Point start;
  private final double[] direction;
  private final double smallest;
  private int evaluations;
  private boolean found;
  private Point low;
  private Point high;

  /**
   * Creates a search.
   *
   * @param f the function
   * @param start where the line begins; its slope is negative
   * @param direction the line's direction
   * @param smallest gives up on a bracket that moves no number by more than this
   */
  StrongWolfe(VectorFunction f, Point start, double[] direction, double smallest) {
    this.f = f;
    this.start = start;
    this.direction = direction;
    this.smallest = smallest;
  }

  /** Returns the point found, or the lowest one seen if there is none. */
  Point search(double firstStep) {
    bracket(firstStep);
    shrink();
    return low;
  }

  int evaluations() {
    return evaluations;
  }

  /** Tells whether the point satisfies both conditions. */
  boolean found() {
    return found;
  }

  private Point at(double t) {
    evaluations++;
    return Point.at(t, start, direction, f);
  }

  private boolean isTooHigh(Point p) {
    return p.value > start.value + C1 * p.t * start.slope;
  }

  private boolean isFlat(Point p) {
    return Math.abs(p.slope) <= -C2 * start.slope;
  }

  private void bracket(double firstStep) {
    Point former = start;
    Point current = at(firstStep);
    while (evaluations < MOST_EVALUATIONS) {
      if (isTooHigh(current) || evaluations > 2 && current.value >= former.value) {
        ends(former, current);
        return;
      }
      if (isFlat(current)) {
        found = true;
        low = current;
        return;
      }
      if (current.slope >= 0) {
        ends(former, current);
        return;
      }
      double least = current.t + 0.01 * (current.t - former.t);
      double t = cubic(former, current, least, 10 * current.t);
      former = current;
      current = at(t);
    }
    ends(start, current);
  }

  private void ends(Point a, Point b) {
    low = a.value <= b.value ? a : b;
    high = low == a ? b : a;
  }

  private void shrink() {
    double size = Vectors.largestMagnitude(direction);
    boolean stuck = false;
    while (!found && evaluations < MOST_EVALUATIONS) {
      double left = Math.min(low.t, high.t);
      double right = Math.max(low.t, high.t);
      if ((right - left) * size < smallest) {
        return;
      }
      double t = cubic(low, high, left, right);
      double margin = 0.1 * (right - left);
      boolean nearEnd = Math.min(right - t, t - left) < margin;
      if (nearEnd && (stuck || t >= right || t <= left)) {
        t = right - t < t - left ? right - margin : left + margin;
        nearEnd = false;
      }
      stuck = nearEnd;
      replace(at(t));
    }
  }

  private void replace(Point p) {
    if (isTooHigh(p) || p.value >= low.value) {
      ends(low, p);
      return;
    }
    found = isFlat(p);
    if (!found && p.slope * (high.t - low.t) >= 0) {
      high = low;
    }
    low = p;
  }

  /** Returns the minimum of the cubic through two points and their slopes, within bounds. */
  private static double cubic(Point p, Point q, double least, double most) {
    Point a = p.t <= q.t ? p : q;
    Point b = a == p ? q : p;
    double d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.t - b.t);
    double square = d1 * d1 - a.slope * b.slope;
    double middle = (least + most) / 2;
    if (!(square >= 0)) {
      return middle;
    }
    double d2 = Math.sqrt(square);
    double t = b.t - (b.t - a.t) * ((b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2));
    return Double.isFinite(t) ? Math.min(Math.max(t, least), most) : middle;
  }
}
