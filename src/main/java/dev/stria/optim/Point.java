package dev.stria.optim;

/** A place on the line of a line search. */
final class Point {
  /** How far along the direction. */
  final double t;

  final double[] x;
  final double[] gradient;
  final double value;

  /** The derivative along the direction. */
  final double slope;

  private Point(double t, double[] x, double[] gradient, double value, double slope) {
    this.t = t;
    this.x = x;
    this.gradient = gradient;
    this.value = value;
    this.slope = slope;
  }

  static Point start(double[] x, double[] gradient, double value, double[] direction) {
    return new Point(0, x, gradient, value, Vectors.dot(gradient, direction));
  }

  /** Evaluates the function at {@code from + t · direction}. NaN counts as infinitely high. */
  static Point at(double t, Point from, double[] direction, VectorFunction f) {
    double[] x = from.x.clone();
    Vectors.add(t, direction, x);
    double[] gradient = new double[x.length];
    double value = f.evaluate(x, gradient);
    double slope = Vectors.dot(gradient, direction);
    return new Point(t, x, gradient, Double.isNaN(value) ? Double.POSITIVE_INFINITY : value, slope);
  }
}
