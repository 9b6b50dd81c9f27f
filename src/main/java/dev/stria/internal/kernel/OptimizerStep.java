package dev.stria.internal.kernel;

/**
 * The optimizers' steps, each in one pass over weights, gradient and state.
 *
 * <p>Formulas and their order are PyTorch's. Constants are computed in double precision and rounded
 * once; state arrays are as long as the weights and start at 0 unless a rule says otherwise.
 */
public interface OptimizerStep {
  /**
   * Stochastic gradient descent: {@code g += decay · w; v = momentum · v + (1 − dampening) · g; w −=
   * rate · v}, with Nesterov {@code w −= rate · (g + momentum · v)}.
   *
   * @param rule the hyper-parameters
   * @param first whether this is the first step, in which {@code v = g}
   * @param w the weights
   * @param g their gradient, not changed
   * @param v the velocity; {@code null} if the momentum is 0
   */
  void sgd(Sgd rule, boolean first, float[] w, float[] g, float[] v);

  /**
   * Adam: {@code m = β₁ m + (1 − β₁) g; v = β₂ v + (1 − β₂) g²; w −= rate · m̂ / (√v̂ + ε)} with the
   * means corrected for their start at 0.
   *
   * @param rule the hyper-parameters
   * @param step the number of this step, from 1
   * @param w the weights
   * @param g their gradient, not changed
   * @param m the mean of the gradients
   * @param v the mean of their squares
   * @param vMax the largest v so far, for AMSGrad; {@code null} without
   */
  void adam(Adam rule, int step, float[] w, float[] g, float[] m, float[] v, float[] vMax);

  /**
   * NAdam: Adam with Nesterov's look ahead and PyTorch's schedule of the momentum. The correction of the mean is
   * that of PyTorch up to 1.13, {@code 1 − μ₁⋯μₜ · μₜ · μₜ₊₁}, which has one factor more than the paper.
   *
   * @param rule the hyper-parameters; {@code decoupled} is respected
   * @param schedule the momentum's schedule at this step
   * @param step the number of this step, from 1
   * @param w the weights
   * @param g their gradient, not changed
   * @param m the mean of the gradients
   * @param v the mean of their squares
   */
  void nadam(
      Adam rule, NadamSchedule schedule, int step, float[] w, float[] g, float[] m, float[] v);

  /**
   * RMSProp: {@code v = α v + (1 − α) g²; w −= rate · g / (√v + ε)}; centred, the square of the mean
   * gradient is taken off v; with momentum the quotient feeds a velocity.
   * A variance that rounding makes negative counts as 0.
   *
   * @param rule the hyper-parameters
   * @param w the weights
   * @param g their gradient, not changed
   * @param v the mean of the squares
   * @param mean the mean of the gradients; {@code null} unless centred
   * @param velocity the velocity; {@code null} if the momentum is 0
   */
  void rmsProp(RmsProp rule, float[] w, float[] g, float[] v, float[] mean, float[] velocity);

  /**
   * Adagrad: {@code s += g²; w −= rate / (1 + (step − 1) · rateDecay) · g / (√s + ε)}.
   *
   * @param rule the hyper-parameters
   * @param step the number of this step, from 1
   * @param w the weights
   * @param g their gradient, not changed
   * @param s the sum of the squares, starting at the initial accumulator value
   */
  void adagrad(Adagrad rule, int step, float[] w, float[] g, float[] s);

  /**
   * Adadelta: {@code v = ρ v + (1 − ρ) g²; d = √(u + ε) / √(v + ε) · g; u = ρ u + (1 − ρ) d²; w −= rate
   * · d}.
   *
   * @param rule the hyper-parameters
   * @param w the weights
   * @param g their gradient, not changed
   * @param v the mean of the squared gradients
   * @param u the mean of the squared steps
   */
  void adadelta(Adadelta rule, float[] w, float[] g, float[] v, float[] u);

  /**
   * Adamax: {@code m = β₁ m + (1 − β₁) g; u = max(β₂ u, |g| + ε); w −= rate / (1 − β₁^step) · m / u}.
   *
   * @param rule the hyper-parameters
   * @param step the number of this step, from 1
   * @param w the weights
   * @param g their gradient, not changed
   * @param m the mean of the gradients
   * @param u the decayed maximum of their magnitudes
   */
  void adamax(Adam rule, int step, float[] w, float[] g, float[] m, float[] u);

  /**
   * RAdam: Adam whose adaptive rate starts only when its variance is known well enough.
   *
   * @param rule the hyper-parameters
   * @param step the number of this step, from 1
   * @param w the weights
   * @param g their gradient, not changed
   * @param m the mean of the gradients
   * @param v the mean of their squares
   */
  void radam(Adam rule, int step, float[] w, float[] g, float[] m, float[] v);

  /**
   * Limits magnitudes: {@code g = max(−most, min(g, most))}; NaN stays.
   *
   * @param most the largest magnitude
   * @param g the values, changed
   */
  void limit(float most, float[] g);

  /**
   * Moves an average towards the weights: {@code average += (1 − keep) · (w − average)}.
   *
   * @param keep how much of the average stays
   * @param w the weights
   * @param average the average, changed
   */
  void average(double keep, float[] w, float[] average);

  /**
   * The hyper-parameters of stochastic gradient descent.
   *
   * @param rate the learning rate
   * @param momentum how much of the velocity stays; 0 for none
   * @param dampening how much of the gradient does not enter the velocity
   * @param nesterov whether to look ahead along the velocity
   * @param weightDecay the weight of the L2 penalty
   */
  record Sgd(
      double rate, double momentum, double dampening, boolean nesterov, double weightDecay) {}

  /**
   * The hyper-parameters of Adam and its relatives.
   *
   * @param rate the learning rate
   * @param beta1 how much of the mean gradient stays
   * @param beta2 how much of the mean square stays
   * @param epsilon what is added to the root
   * @param weightDecay the weight of the decay
   * @param decoupled whether the decay acts on the weights themselves (AdamW) rather than through the
   *     gradient
   */
  record Adam(
      double rate,
      double beta1,
      double beta2,
      double epsilon,
      double weightDecay,
      boolean decoupled) {}

  /**
   * The momentum schedule of NAdam at one step.
   *
   * @param momentum the momentum of this step
   * @param next the momentum of the next step
   * @param product the product of all momenta up to this step
   */
  record NadamSchedule(double momentum, double next, double product) {
    /**
     * Returns PyTorch's schedule, {@code μ_t = β₁ (1 − 0.5 · 0.96^(t · decay))}.
     *
     * @param beta1 β₁
     * @param decay the decay of the momentum, 0.004 in PyTorch
     * @param step the number of the step, from 1
     * @param product the product of all momenta before this step, 1 at the start
     * @return the schedule of the step, whose product goes into the next one
     */
    public static NadamSchedule at(double beta1, double decay, int step, double product) {
      double momentum = beta1 * (1 - 0.5 * StrictMath.pow(0.96, step * decay));
      double next = beta1 * (1 - 0.5 * StrictMath.pow(0.96, (step + 1) * decay));
      return new NadamSchedule(momentum, next, product * momentum);
    }
  }

  /**
   * The hyper-parameters of RMSProp.
   *
   * @param rate the learning rate
   * @param alpha how much of the mean square stays
   * @param epsilon what is added to the root
   * @param momentum how much of the velocity stays; 0 for none
   * @param weightDecay the weight of the L2 penalty
   */
  record RmsProp(double rate, double alpha, double epsilon, double momentum, double weightDecay) {}

  /**
   * The hyper-parameters of Adagrad.
   *
   * @param rate the learning rate
   * @param rateDecay how fast it falls
   * @param epsilon what is added to the root
   * @param weightDecay the weight of the L2 penalty
   */
  record Adagrad(double rate, double rateDecay, double epsilon, double weightDecay) {}

  /**
   * The hyper-parameters of Adadelta.
   *
   * @param rate the learning rate
   * @param rho how much of the means stays
   * @param epsilon what is added under the roots
   * @param weightDecay the weight of the L2 penalty
   */
  record Adadelta(double rate, double rho, double epsilon, double weightDecay) {}
}
