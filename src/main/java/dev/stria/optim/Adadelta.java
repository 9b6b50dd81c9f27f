package dev.stria.optim;

import dev.stria.autograd.Parameter;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.OptimizerStep;
import java.util.Collection;
import java.util.List;

/**
 * Steps in the units of the weights, without a rate to tune: {@code v = ρ v + (1 − ρ) g²; d = √(u + ε) / √(v + ε) · g; u =
 * ρ u + (1 − ρ) d²; w −= rate · d}.
 *
 * <p>Semantics and defaults of PyTorch's {@code Adadelta}: rate 1, rho 0.9, epsilon 1e-6. Zeiler, <em>ADADELTA: an
 * adaptive learning rate method</em>, 2012.
 */
public final class Adadelta extends Optimizer {
  private static final String SQUARE = "square_avg";
  private static final String STEPS = "acc_delta";

  private double rho = 0.9;
  private double epsilon = 1e-6;
  private double weightDecay;

  private Adadelta(Collection<Parameter> parameters) {
    super("Adadelta", parameters, 1);
  }

  /**
   * Returns the rule with its defaults.
   *
   * @param parameters what to change
   * @return the optimizer
   * @throws IllegalArgumentException if there is no weight among them or one comes twice
   */
  public static Adadelta of(Collection<Parameter> parameters) {
    return new Adadelta(parameters);
  }

  @Override
  public Adadelta rate(double rate) {
    super.rate(rate);
    return this;
  }

  /**
   * Sets how much of the running means stays from step to step.
   *
   * @param rho a number in [0, 1)
   * @return this optimizer
   * @throws IllegalArgumentException if it is out of range
   */
  public Adadelta rho(double rho) {
    this.rho = Check.share("Adadelta: rho", rho, "0.9 is usual");
    return this;
  }

  /**
   * Sets what keeps the divisor from 0.
   *
   * @param epsilon a number above 0
   * @return this optimizer
   * @throws IllegalArgumentException if it is not above 0
   */
  public Adadelta epsilon(double epsilon) {
    this.epsilon = Check.positive("Adadelta: epsilon", epsilon, "1e-6 is usual");
    return this;
  }

  /**
   * Sets the weight of the L2 penalty, which is added to the gradient.
   *
   * @param weightDecay a number of at least 0
   * @return this optimizer
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public Adadelta weightDecay(double weightDecay) {
    this.weightDecay = Check.notNegative("Adadelta: weight decay", weightDecay, "");
    return this;
  }

  @Override
  void update(Slot slot, double rate, float[] g) {
    OptimizerStep.Adadelta rule =
        new OptimizerStep.Adadelta(rate, rho, epsilon, slot.group.decayOr(weightDecay));
    Kernels.optimizerStep().adadelta(rule, slot.w(), g, slot.memory(SQUARE), slot.memory(STEPS));
  }

  @Override
  List<String> memories() {
    return List.of(SQUARE, STEPS);
  }
}
