package dev.stria.optim;

import java.util.ArrayList;
import java.util.List;

/**
 * The limited-memory BFGS method on a vector of doubles: each direction comes from the gradient and the last few
 * changes of place and gradient.
 *
 * <p>Nocedal and Wright, <em>Numerical optimization</em>, algorithm 7.5; first step, tolerances and the test of
 * curvature as in PyTorch's {@code LBFGS}.
 */
final class QuasiNewton {
  private static final double LEAST_CURVATURE = 1e-10;

  /** A change of place and the change of gradient that came with it. */
  record Pair(double[] s, double[] y) {
    double curvature() {
      return Vectors.dot(s, y);
    }
  }

  /** Where an iteration led, and whether another one would change too little. */
  record Progress(Point point, boolean ended) {}

  final int history;
  final double gradientTolerance;
  final double changeTolerance;

  /** Oldest first. */
  final List<Pair> pairs = new ArrayList<>();

  /** What the last iteration changed, to become a pair when the next one knows the gradient; null at first. */
  double[] lastStep;

  double[] lastGradient;
  private int evaluations;

  QuasiNewton(int history, double gradientTolerance, double changeTolerance) {
    this.history = history;
    this.gradientTolerance = gradientTolerance;
    this.changeTolerance = changeTolerance;
  }

  /** Evaluates the function where an iteration is to start. */
  Point start(double[] x, VectorFunction f) {
    double[] gradient = new double[x.length];
    double value = f.evaluate(x, gradient);
    evaluations++;
    return Point.start(x, gradient, value, gradient);
  }

  int evaluations() {
    return evaluations;
  }

  /** Goes one step on from a point. */
  Progress iterate(Point here, VectorFunction f, double rate) {
    double[] g = here.gradient;
    if (!Double.isFinite(here.value) || Vectors.largestMagnitude(g) <= gradientTolerance) {
      return new Progress(here, true);
    }
    boolean first = lastGradient == null;
    double[] direction = direction(g);
    Point start = Point.start(here.x, g, here.value, direction);
    if (!(start.slope < 0)) {
      return giveUp(here, f, rate, first);
    }
    double t = first ? Math.min(1, 1 / Vectors.sumOfMagnitudes(g)) * rate : rate;
    StrongWolfe line = new StrongWolfe(f, start, direction, changeTolerance);
    Point next = line.search(t);
    evaluations += line.evaluations();
    if (!(next.value < here.value)) {
      return giveUp(here, f, rate, first);
    }
    lastStep = Vectors.difference(next.x, here.x);
    lastGradient = g;
    boolean still = Vectors.largestMagnitude(lastStep) <= changeTolerance;
    return new Progress(next, still || here.value - next.value < changeTolerance);
  }

  /** Tries the gradient's own direction before it says that nothing is left to gain. */
  private Progress giveUp(Point here, VectorFunction f, double rate, boolean first) {
    forget();
    return first ? new Progress(here, true) : iterate(here, f, rate);
  }

  private void forget() {
    pairs.clear();
    lastStep = null;
    lastGradient = null;
  }

  /** Returns minus the gradient times the estimated inverse of the matrix of second derivatives. */
  private double[] direction(double[] g) {
    if (lastGradient != null) {
      remember(new Pair(lastStep, Vectors.difference(g, lastGradient)));
    }
    double[] d = g.clone();
    Vectors.scale(-1, d);
    if (pairs.isEmpty()) {
      return d;
    }
    double[] alpha = new double[pairs.size()];
    for (int i = pairs.size() - 1; i >= 0; i--) {
      Pair pair = pairs.get(i);
      alpha[i] = Vectors.dot(pair.s, d) / pair.curvature();
      Vectors.add(-alpha[i], pair.y, d);
    }
    Pair newest = pairs.get(pairs.size() - 1);
    Vectors.scale(newest.curvature() / Vectors.dot(newest.y, newest.y), d);
    for (int i = 0; i < pairs.size(); i++) {
      Pair pair = pairs.get(i);
      Vectors.add(alpha[i] - Vectors.dot(pair.y, d) / pair.curvature(), pair.s, d);
    }
    return d;
  }

  private void remember(Pair pair) {
    if (pair.curvature() > LEAST_CURVATURE) {
      if (pairs.size() == history) {
        pairs.remove(0);
      }
      pairs.add(pair);
    }
  }
}
