package dev.stria.optim;

import dev.stria.autograd.Parameter;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.OptimizerStep;
import java.util.Collection;
import java.util.List;

/**
 * {@link Adam} that takes plain steps with momentum until the variance of its squared mean is small enough to
 * divide by.
 *
 * <p>Semantics and defaults of PyTorch's {@code RAdam}: rate 0.001. Liu and others, <em>On the variance of the
 * adaptive learning rate and beyond</em>, 2020.
 */
public final class RAdam extends Optimizer {
  private static final String MEAN = "exp_avg";
  private static final String SQUARE = "exp_avg_sq";

  private final Betas betas = new Betas();
  private double weightDecay;

  private RAdam(Collection<Parameter> parameters) {
    super("RAdam", parameters, 0.001);
  }

  /**
   * Returns the rule with its defaults.
   *
   * @param parameters what to change
   * @return the optimizer
   * @throws IllegalArgumentException if there is no weight among them or one comes twice
   */
  public static RAdam of(Collection<Parameter> parameters) {
    return new RAdam(parameters);
  }

  @Override
  public RAdam rate(double rate) {
    super.rate(rate);
    return this;
  }

  /**
   * Sets how much of the running means stays from step to step.
   *
   * @param beta1 for the gradient, in [0, 1)
   * @param beta2 for its square, in [0, 1)
   * @return this optimizer
   * @throws IllegalArgumentException if one is out of range
   */
  public RAdam betas(double beta1, double beta2) {
    betas.set("RAdam", beta1, beta2);
    return this;
  }

  /** Sets β₁. */
  @Override
  public RAdam momentum(double beta1) {
    betas.set("RAdam", beta1, betas.beta2);
    return this;
  }

  @Override
  public double momentum() {
    return betas.beta1;
  }

  /**
   * Sets what keeps the divisor from 0.
   *
   * @param epsilon a number above 0
   * @return this optimizer
   * @throws IllegalArgumentException if it is not above 0
   */
  public RAdam epsilon(double epsilon) {
    betas.epsilon("RAdam", epsilon);
    return this;
  }

  /**
   * Sets the weight of the L2 penalty, which is added to the gradient.
   *
   * @param weightDecay a number of at least 0
   * @return this optimizer
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public RAdam weightDecay(double weightDecay) {
    this.weightDecay = Check.notNegative("RAdam: weight decay", weightDecay, "");
    return this;
  }

  @Override
  void update(Slot slot, double rate, float[] g) {
    OptimizerStep.Adam rule = betas.rule(rate, slot.group.decayOr(weightDecay), false);
    Kernels.optimizerStep()
        .radam(rule, slot.step(), slot.w(), g, slot.memory(MEAN), slot.memory(SQUARE));
  }

  @Override
  List<String> memories() {
    return List.of(MEAN, SQUARE);
  }
}
