package dev.stria.optim;

import dev.stria.autograd.Parameter;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.OptimizerStep;
import java.util.Collection;
import java.util.List;

/**
 * {@link Adam} with Nesterov's look ahead, whose momentum warms up: {@code μₜ = β₁ (1 − 0.5 · 0.96^(t ·
 * momentumDecay))}.
 *
 * <p>Semantics and defaults of the {@code NAdam} of PyTorch up to 1.13: rate 0.002, momentum decay 0.004. The
 * correction of the mean gradient has a factor {@code μₜ} more there than in the paper and in later versions. Dozat,
 * <em>Incorporating Nesterov momentum into Adam</em>, 2016.
 */
public final class NAdam extends Optimizer {
  private static final String MEAN = "exp_avg";
  private static final String SQUARE = "exp_avg_sq";

  private final Betas betas = new Betas();
  private double weightDecay;
  private double momentumDecay = 0.004;

  private NAdam(Collection<Parameter> parameters) {
    super("NAdam", parameters, 0.002);
  }

  /**
   * Returns the rule with its defaults.
   *
   * @param parameters what to change
   * @return the optimizer
   * @throws IllegalArgumentException if there is no weight among them or one comes twice
   */
  public static NAdam of(Collection<Parameter> parameters) {
    return new NAdam(parameters);
  }

  @Override
  public NAdam rate(double rate) {
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
  public NAdam betas(double beta1, double beta2) {
    betas.set("NAdam", beta1, beta2);
    return this;
  }

  /** Sets β₁. */
  @Override
  public NAdam momentum(double beta1) {
    betas.set("NAdam", beta1, betas.beta2);
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
  public NAdam epsilon(double epsilon) {
    betas.epsilon("NAdam", epsilon);
    return this;
  }

  /**
   * Sets the weight of the L2 penalty, which is added to the gradient.
   *
   * @param weightDecay a number of at least 0
   * @return this optimizer
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public NAdam weightDecay(double weightDecay) {
    this.weightDecay = Check.notNegative("NAdam: weight decay", weightDecay, "");
    return this;
  }

  /**
   * Sets how fast the momentum warms up.
   *
   * @param momentumDecay a number of at least 0
   * @return this optimizer
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public NAdam momentumDecay(double momentumDecay) {
    this.momentumDecay = Check.notNegative("NAdam: momentum decay", momentumDecay, "");
    return this;
  }

  @Override
  void update(Slot slot, double rate, float[] g) {
    OptimizerStep.Adam rule = betas.rule(rate, slot.group.decayOr(weightDecay), false);
    OptimizerStep.NadamSchedule schedule =
        OptimizerStep.NadamSchedule.at(betas.beta1, momentumDecay, slot.step(), slot.product);
    slot.product = schedule.product();
    Kernels.optimizerStep()
        .nadam(rule, schedule, slot.step(), slot.w(), g, slot.memory(MEAN), slot.memory(SQUARE));
  }

  @Override
  List<String> memories() {
    return List.of(MEAN, SQUARE);
  }
}
