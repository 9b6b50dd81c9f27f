package dev.stria.optim;

import dev.stria.autograd.Parameter;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.OptimizerStep;
import java.util.Collection;
import java.util.List;

/**
 * {@link Adam} that divides by a decayed maximum of the gradient's magnitude: {@code u = max(β₂ u, |g| + ε); w −=
 * rate · m̂ / u}.
 *
 * <p>Semantics and defaults of PyTorch's {@code Adamax}: rate 0.002. Kingma and Ba, <em>Adam: a method for
 * stochastic optimization</em>, 2015, section 7.
 */
public final class Adamax extends Optimizer {
  private static final String MEAN = "exp_avg";
  private static final String LARGEST = "exp_inf";

  private final Betas betas = new Betas();
  private double weightDecay;

  private Adamax(Collection<Parameter> parameters) {
    super("Adamax", parameters, 0.002);
  }

  /**
   * Returns the rule with its defaults.
   *
   * @param parameters what to change
   * @return the optimizer
   * @throws IllegalArgumentException if there is no weight among them or one comes twice
   */
  public static Adamax of(Collection<Parameter> parameters) {
    return new Adamax(parameters);
  }

  @Override
  public Adamax rate(double rate) {
    super.rate(rate);
    return this;
  }

  /**
   * Sets how much of the running means stays from step to step.
   *
   * @param beta1 for the gradient, in [0, 1)
   * @param beta2 for its magnitude, in [0, 1)
   * @return this optimizer
   * @throws IllegalArgumentException if one is out of range
   */
  public Adamax betas(double beta1, double beta2) {
    betas.set("Adamax", beta1, beta2);
    return this;
  }

  /** Sets β₁. */
  @Override
  public Adamax momentum(double beta1) {
    betas.set("Adamax", beta1, betas.beta2);
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
  public Adamax epsilon(double epsilon) {
    betas.epsilon("Adamax", epsilon);
    return this;
  }

  /**
   * Sets the weight of the L2 penalty, which is added to the gradient.
   *
   * @param weightDecay a number of at least 0
   * @return this optimizer
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public Adamax weightDecay(double weightDecay) {
    this.weightDecay = Check.notNegative("Adamax: weight decay", weightDecay, "");
    return this;
  }

  @Override
  void update(Slot slot, double rate, float[] g) {
    OptimizerStep.Adam rule = betas.rule(rate, slot.group.decayOr(weightDecay), false);
    Kernels.optimizerStep()
        .adamax(rule, slot.step(), slot.w(), g, slot.memory(MEAN), slot.memory(LARGEST));
  }

  @Override
  List<String> memories() {
    return List.of(MEAN, LARGEST);
  }
}
