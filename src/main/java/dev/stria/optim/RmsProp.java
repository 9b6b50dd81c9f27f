package dev.stria.optim;

import dev.stria.autograd.Parameter;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.OptimizerStep;
import java.util.Collection;
import java.util.List;

/**
 * Steps divided by the root of a running mean of the squared gradient: {@code v = α v + (1 − α) g²; w −= rate · g /
 * (√v + ε)}. Centred, the square of the mean gradient is taken off {@code v}; with momentum, the quotient feeds a
 * velocity.
 *
 * <p>Semantics and defaults of PyTorch's {@code RMSprop}: rate 0.01, alpha 0.99, epsilon 1e-8. Unlike there, a
 * centred variance that rounding makes negative counts as 0. Tieleman and Hinton, <em>Lecture 6.5: RMSProp</em>,
 * 2012.
 */
public final class RmsProp extends Optimizer {
  private static final String SQUARE = "square_avg";
  private static final String MEAN = "grad_avg";
  private static final String VELOCITY = "momentum_buffer";

  private double alpha = 0.99;
  private double epsilon = 1e-8;
  private double momentum;
  private boolean centered;
  private double weightDecay;

  private RmsProp(Collection<Parameter> parameters) {
    super("RmsProp", parameters, 0.01);
  }

  /**
   * Returns the rule with its defaults.
   *
   * @param parameters what to change
   * @return the optimizer
   * @throws IllegalArgumentException if there is no weight among them or one comes twice
   */
  public static RmsProp of(Collection<Parameter> parameters) {
    return new RmsProp(parameters);
  }

  @Override
  public RmsProp rate(double rate) {
    super.rate(rate);
    return this;
  }

  /**
   * Sets how much of the running means stays from step to step.
   *
   * @param alpha a number in [0, 1)
   * @return this optimizer
   * @throws IllegalArgumentException if it is out of range
   */
  public RmsProp alpha(double alpha) {
    this.alpha = Check.share("RmsProp: alpha", alpha, "0.99 is usual");
    return this;
  }

  /**
   * Sets how much of the velocity stays from step to step.
   *
   * @param momentum a number in [0, 1); 0 for none
   * @return this optimizer
   * @throws IllegalArgumentException if it is out of range
   */
  @Override
  public RmsProp momentum(double momentum) {
    this.momentum = Check.share("RmsProp: momentum", momentum, "0.9 is usual");
    return this;
  }

  @Override
  public double momentum() {
    return momentum;
  }

  /**
   * Divides by the root of the variance rather than of the mean square.
   *
   * @return this optimizer
   */
  public RmsProp centered() {
    this.centered = true;
    return this;
  }

  /**
   * Sets what keeps the divisor from 0.
   *
   * @param epsilon a number above 0
   * @return this optimizer
   * @throws IllegalArgumentException if it is not above 0
   */
  public RmsProp epsilon(double epsilon) {
    this.epsilon = Check.positive("RmsProp: epsilon", epsilon, "1e-8 is usual");
    return this;
  }

  /**
   * Sets the weight of the L2 penalty, which is added to the gradient.
   *
   * @param weightDecay a number of at least 0
   * @return this optimizer
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public RmsProp weightDecay(double weightDecay) {
    this.weightDecay = Check.notNegative("RmsProp: weight decay", weightDecay, "");
    return this;
  }

  @Override
  void update(Slot slot, double rate, float[] g) {
    OptimizerStep.RmsProp rule =
        new OptimizerStep.RmsProp(rate, alpha, epsilon, momentum, slot.group.decayOr(weightDecay));
    float[] mean = centered ? slot.memory(MEAN) : null;
    float[] velocity = momentum == 0 ? null : slot.memory(VELOCITY);
    Kernels.optimizerStep().rmsProp(rule, slot.w(), g, slot.memory(SQUARE), mean, velocity);
  }

  @Override
  List<String> memories() {
    return List.of(SQUARE, MEAN, VELOCITY);
  }
}
