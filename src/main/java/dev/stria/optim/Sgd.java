package dev.stria.optim;

import dev.stria.autograd.Parameter;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.OptimizerStep;
import java.util.Collection;
import java.util.List;

/**
 * Stochastic gradient descent, with momentum if asked for: {@code g += decay · w; v = momentum · v + (1 −
 * dampening) · g; w −= rate · v}, and with Nesterov's momentum {@code w −= rate · (g + momentum · v)}. At a
 * parameter's first step {@code v = g}.
 *
 * <p>Semantics of PyTorch's {@code SGD}. Rate 0.01 unless set. Sutskever, Martens, Dahl and Hinton, <em>On
 * the importance of initialization and momentum in deep learning</em>, 2013.
 */
public final class Sgd extends Optimizer {
  private static final String VELOCITY = "momentum_buffer";

  private double momentum;
  private double dampening;
  private boolean nesterov;
  private double weightDecay;

  private Sgd(Collection<Parameter> parameters) {
    super("Sgd", parameters, 0.01);
  }

  /**
   * Returns plain gradient descent.
   *
   * @param parameters what to change
   * @return the optimizer
   * @throws IllegalArgumentException if there is no weight among them or one comes twice
   */
  public static Sgd of(Collection<Parameter> parameters) {
    return new Sgd(parameters);
  }

  @Override
  public Sgd rate(double rate) {
    super.rate(rate);
    return this;
  }

  /**
   * Sets how much of the velocity stays from step to step.
   *
   * @param momentum a number in [0, 1); 0 for none
   * @return this optimizer
   * @throws IllegalArgumentException if it is out of range, or 0 with Nesterov
   */
  @Override
  public Sgd momentum(double momentum) {
    Check.share("Sgd: momentum", momentum, "0.9 is usual");
    requireNesterovFits(nesterov, momentum, dampening);
    this.momentum = momentum;
    return this;
  }

  @Override
  public double momentum() {
    return momentum;
  }

  /**
   * Sets how much of a gradient does not enter the velocity.
   *
   * @param dampening a number in [0, 1); 0 for none
   * @return this optimizer
   * @throws IllegalArgumentException if it is out of range, or not 0 with Nesterov
   */
  public Sgd dampening(double dampening) {
    Check.share("Sgd: dampening", dampening, "");
    requireNesterovFits(nesterov, momentum, dampening);
    this.dampening = dampening;
    return this;
  }

  /**
   * Looks ahead along the velocity. Say {@link #momentum(double)} first.
   *
   * @return this optimizer
   * @throws IllegalArgumentException without a momentum, or with dampening
   */
  public Sgd nesterov() {
    requireNesterovFits(true, momentum, dampening);
    this.nesterov = true;
    return this;
  }

  private static void requireNesterovFits(boolean nesterov, double momentum, double dampening) {
    if (nesterov && (momentum == 0 || dampening != 0)) {
      throw Check.refusal(
          "Sgd: nesterov",
          "a momentum above 0 and no dampening",
          "momentum " + momentum + " and dampening " + dampening,
          "say momentum(0.9) before nesterov()");
    }
  }

  /**
   * Sets the weight of the L2 penalty, which is added to the gradient.
   *
   * @param weightDecay a number of at least 0
   * @return this optimizer
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public Sgd weightDecay(double weightDecay) {
    this.weightDecay = Check.notNegative("Sgd: weight decay", weightDecay, "");
    return this;
  }

  @Override
  void update(Slot slot, double rate, float[] g) {
    boolean first = !slot.memory.containsKey(VELOCITY);
    float[] velocity = momentum == 0 ? null : slot.memory(VELOCITY);
    OptimizerStep.Sgd rule =
        new OptimizerStep.Sgd(rate, momentum, dampening, nesterov, slot.group.decayOr(weightDecay));
    Kernels.optimizerStep().sgd(rule, first, slot.w(), g, velocity);
  }

  @Override
  List<String> memories() {
    return List.of(VELOCITY);
  }
}
