package dev.stria.optim;

import dev.stria.autograd.Parameter;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.OptimizerStep;
import java.util.Collection;
import java.util.List;

/**
 * Steps of a size of their own for each weight, from running means of its gradient and squared gradient:
 * {@code m = β₁ m + (1 − β₁) g; v = β₂ v + (1 − β₂) g²; w −= rate · m̂ / (√v̂ + ε)}, where {@code m̂ = m / (1 −
 * β₁ᵗ)} and {@code v̂ = v / (1 − β₂ᵗ)}.
 *
 * <p>Semantics and defaults of PyTorch's {@code Adam}: rate 0.001, betas 0.9 and 0.999, epsilon 1e-8. Kingma
 * and Ba, <em>Adam: a method for stochastic optimization</em>, 2015; AMSGrad: Reddi, Kale and Kumar, <em>On
 * the convergence of Adam and beyond</em>, 2018. With weight decay apart from the gradient: {@link AdamW}.
 */
public final class Adam extends Optimizer {
  private static final String MEAN = "exp_avg";
  private static final String SQUARE = "exp_avg_sq";
  private static final String LARGEST = "max_exp_avg_sq";

  private final Betas betas = new Betas();
  private final boolean decoupled;
  private double weightDecay;
  private boolean amsgrad;

  Adam(Collection<Parameter> parameters, boolean decoupled) {
    super(decoupled ? "AdamW" : "Adam", parameters, 0.001);
    this.decoupled = decoupled;
    this.weightDecay = decoupled ? 0.01 : 0;
  }

  /**
   * Returns Adam, whose weight decay is an L2 penalty in the gradient.
   *
   * @param parameters what to change
   * @return the optimizer
   * @throws IllegalArgumentException if there is no weight among them or one comes twice
   */
  public static Adam of(Collection<Parameter> parameters) {
    return new Adam(parameters, false);
  }

  @Override
  public Adam rate(double rate) {
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
  public Adam betas(double beta1, double beta2) {
    betas.set(kind(), beta1, beta2);
    return this;
  }

  /** Sets β₁. */
  @Override
  public Adam momentum(double beta1) {
    betas.set(kind(), beta1, betas.beta2);
    return this;
  }

  @Override
  public double momentum() {
    return betas.beta1;
  }

  /**
   * Sets what is added to the root.
   *
   * @param epsilon a number above 0
   * @return this optimizer
   * @throws IllegalArgumentException if it is not above 0
   */
  public Adam epsilon(double epsilon) {
    betas.epsilon(kind(), epsilon);
    return this;
  }

  /**
   * Sets the weight decay.
   *
   * @param weightDecay a number of at least 0
   * @return this optimizer
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public Adam weightDecay(double weightDecay) {
    this.weightDecay = Check.notNegative(kind() + ": weight decay", weightDecay, "");
    return this;
  }

  /**
   * Divides by the largest mean square so far, so that the steps never grow again.
   *
   * @return this optimizer
   */
  public Adam amsgrad() {
    this.amsgrad = true;
    return this;
  }

  @Override
  void update(Slot slot, double rate, float[] g) {
    OptimizerStep.Adam rule = betas.rule(rate, slot.group.decayOr(weightDecay), decoupled);
    float[] largest = amsgrad ? slot.memory(LARGEST) : null;
    Kernels.optimizerStep()
        .adam(rule, slot.step(), slot.w(), g, slot.memory(MEAN), slot.memory(SQUARE), largest);
  }

  @Override
  List<String> memories() {
    return List.of(MEAN, SQUARE, LARGEST);
  }
}
