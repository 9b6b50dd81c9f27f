package dev.stria.optim;

/** A smooth function of many numbers, with its gradient: what a line search needs to know. */
@FunctionalInterface
interface VectorFunction {
  /**
   * Computes value and gradient.
   *
   * @param x where; a function that can only be evaluated at some points puts the one it took here
   * @param gradient receives the gradient
   * @return the value
   */
  double evaluate(double[] x, double[] gradient);
}
