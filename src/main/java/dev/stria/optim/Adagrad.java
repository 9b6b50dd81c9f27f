package dev.stria.optim;

import dev.stria.autograd.Parameter;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.OptimizerStep;
import java.util.Collection;
import java.util.List;

/**
 * Steps divided by the root of the sum of all squared gradients: {@code s += g²; w −= rate / (1 + (t − 1) · rateDecay) ·
 * g / (√s + ε)}.
 *
 * <p>Semantics and defaults of PyTorch's {@code Adagrad}: rate 0.01, epsilon 1e-10. Duchi, Hazan and Singer,
 * <em>Adaptive subgradient methods</em>, 2011.
 */
public final class Adagrad extends Optimizer {
  private static final String SUM = "sum";

  private double rateDecay;
  private double epsilon = 1e-10;
  private double initialSum;
  private double weightDecay;

  private Adagrad(Collection<Parameter> parameters) {
    super("Adagrad", parameters, 0.01);
  }

  /**
   * Returns the rule with its defaults.
   *
   * @param parameters what to change
   * @return the optimizer
   * @throws IllegalArgumentException if there is no weight among them or one comes twice
   */
  public static Adagrad of(Collection<Parameter> parameters) {
    return new Adagrad(parameters);
  }

  @Override
  public Adagrad rate(double rate) {
    super.rate(rate);
    return this;
  }

  /**
   * Sets how fast the rate falls with the steps of a parameter.
   *
   * @param rateDecay a number of at least 0; 0 for a rate that stays
   * @return this optimizer
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public Adagrad rateDecay(double rateDecay) {
    this.rateDecay = Check.notNegative("Adagrad: rate decay", rateDecay, "");
    return this;
  }

  /**
   * Sets what the sum of squares starts from.
   *
   * @param initialSum a number of at least 0
   * @return this optimizer
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public Adagrad initialSum(double initialSum) {
    this.initialSum = Check.notNegative("Adagrad: initial sum", initialSum, "");
    return this;
  }

  /**
   * Sets what keeps the divisor from 0.
   *
   * @param epsilon a number above 0
   * @return this optimizer
   * @throws IllegalArgumentException if it is not above 0
   */
  public Adagrad epsilon(double epsilon) {
    this.epsilon = Check.positive("Adagrad: epsilon", epsilon, "1e-10 is usual");
    return this;
  }

  /**
   * Sets the weight of the L2 penalty, which is added to the gradient.
   *
   * @param weightDecay a number of at least 0
   * @return this optimizer
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public Adagrad weightDecay(double weightDecay) {
    this.weightDecay = Check.notNegative("Adagrad: weight decay", weightDecay, "");
    return this;
  }

  @Override
  void update(Slot slot, double rate, float[] g) {
    OptimizerStep.Adagrad rule =
        new OptimizerStep.Adagrad(rate, rateDecay, epsilon, slot.group.decayOr(weightDecay));
    Kernels.optimizerStep()
        .adagrad(rule, slot.step(), slot.w(), g, slot.memory(SUM, (float) initialSum));
  }

  @Override
  List<String> memories() {
    return List.of(SUM);
  }
}
