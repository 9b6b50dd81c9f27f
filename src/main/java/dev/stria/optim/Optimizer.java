package dev.stria.optim;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * A rule that changes parameters by the gradients of a loss.
 *
 * <pre>{@code
 * Optimizer optimizer = Sgd.of(model.parameters()).rate(0.05).momentum(0.9).nesterov();
 * try (Tape tape = Tape.training(random)) {
 *   optimizer.step(tape.gradients(loss(model.apply(tape.trace(images)))));
 * }
 * }</pre>
 *
 * <p>Running statistics among the parameters are passed over. A parameter that is frozen, or that the
 * score did not depend on, is left alone: neither its value nor what is remembered of it changes.
 *
 * <p>An optimizer hides nothing: NaN and infinities in a gradient reach the weights. Who trains checks
 * the loss first.
 *
 * <p>An optimizer belongs to one thread at a time.
 */
public abstract class Optimizer {
  private final List<Slot> slots = new ArrayList<>();
  private final Map<Parameter, Slot> slotOf = new IdentityHashMap<>();
  private final String kind;
  private double rate;
  private long steps;

  /**
   * Creates an optimizer.
   *
   * @param kind the name of the rule
   * @param parameters what to change; statistics among them are passed over
   * @param rate the rate to start with
   * @throws IllegalArgumentException if there is no weight among them, one comes twice, or two have one name
   */
  Optimizer(String kind, Collection<Parameter> parameters, double rate) {
    this.kind = kind;
    this.rate = rate;
    for (Parameter parameter : Slot.weights(kind, parameters)) {
      Slot slot = new Slot(parameter);
      slots.add(slot);
      slotOf.put(parameter, slot);
    }
  }

  /**
   * Returns the name of the rule, which is part of every key of its {@linkplain #state() state}.
   *
   * @return such as {@code Sgd}
   */
  public final String kind() {
    return kind;
  }

  /**
   * Returns the learning rate.
   *
   * @return the rate of parameters without a group
   */
  public final double rate() {
    return rate;
  }

  /**
   * Sets the learning rate. Schedules call this before each step.
   *
   * @param rate a finite number of at least 0
   * @return this optimizer
   * @throws IllegalArgumentException if the rate is negative, infinite or NaN
   */
  public Optimizer rate(double rate) {
    this.rate =
        Check.notNegative(kind + ": rate", rate, "a step goes against the gradient by itself");
    return this;
  }

  /**
   * Sets the momentum, which some schedules change with the rate: that of gradient descent, or Adam's
   * β₁.
   *
   * @param momentum a number in [0, 1)
   * @return this optimizer
   * @throws IllegalArgumentException if the momentum is out of range
   * @throws UnsupportedOperationException if the rule has no momentum
   */
  public Optimizer momentum(double momentum) {
    throw new UnsupportedOperationException(
        kind + " has no momentum to set; use Sgd, RmsProp, Adam or a relative of Adam");
  }

  /**
   * Returns the momentum.
   *
   * @return that of gradient descent, or Adam's β₁; 0 if the rule has none
   */
  public double momentum() {
    return 0;
  }

  /**
   * Gives some parameters another rate or weight decay. A parameter may be in several groups: the
   * factors of the rate multiply, the last weight decay holds.
   *
   * @param members which parameters
   * @param group what they do differently
   * @return this optimizer
   * @throws IllegalArgumentException if no parameter is meant
   */
  public Optimizer group(Predicate<Parameter> members, Group group) {
    List<Slot> chosen = slots.stream().filter(slot -> members.test(slot.parameter)).toList();
    if (chosen.isEmpty()) {
      throw Check.refusal(
          kind + ": group", "a condition that some parameter meets", "none of " + parameters(), "");
    }
    chosen.forEach(slot -> slot.group = slot.group.refinedBy(group));
    return this;
  }

  /**
   * Returns what this optimizer changes.
   *
   * @return the weights, in the order in which they were given
   */
  public final List<Parameter> parameters() {
    return slots.stream().map(slot -> slot.parameter).toList();
  }

  /**
   * Returns how many steps were taken.
   *
   * @return the number of calls of {@code step}
   */
  public final long steps() {
    return steps;
  }

  /**
   * Changes the parameters by gradients of a training tape.
   *
   * @param gradients what {@code tape.gradients(loss)} returned, while the tape is open
   * @throws IllegalStateException if the tape is closed, or the gradients reach none of the parameters
   */
  public final void step(Gradients gradients) {
    List<Slot> reached = new ArrayList<>();
    List<float[]> slopes = new ArrayList<>();
    for (Slot slot : slots) {
      if (slot.parameter.isTrainable() && gradients.reached(slot.parameter)) {
        reached.add(slot);
        slopes.add(gradients.of(slot.parameter).data());
      }
    }
    if (reached.isEmpty()) {
      throw new IllegalStateException(
          kind
              + ".step: expected gradients of at least one of "
              + slots.size()
              + " parameters ("
              + slots.get(0).parameter
              + " …), but the score reached none; compute the loss on "
              + "Tape.training(…) with the model whose parameters() this optimizer was given");
    }
    update(reached, slopes);
  }

  /**
   * Changes parameters by gradients that come from elsewhere: accumulated over batches, or of an image.
   *
   * @param gradients the gradient of each parameter to be changed, of its shape
   * @throws IllegalArgumentException if there is none, or a parameter is unknown or frozen
   * @throws ShapeException if a gradient has another shape
   */
  public final void step(Map<Parameter, Tensor> gradients) {
    if (gradients.isEmpty()) {
      throw Check.refusal(kind + ".step: gradients", "at least one", "none", "");
    }
    for (Map.Entry<Parameter, Tensor> entry : gradients.entrySet()) {
      requireMine(entry.getKey(), entry.getValue());
    }
    List<Slot> reached = slots.stream().filter(s -> gradients.containsKey(s.parameter)).toList();
    update(reached, reached.stream().map(s -> gradients.get(s.parameter).data()).toList());
  }

  private void requireMine(Parameter parameter, Tensor gradient) {
    if (!slotOf.containsKey(parameter)) {
      throw Check.refusal(
          kind + ".step: gradients",
          "gradients of its own parameters",
          parameter,
          "this optimizer was not given it");
    }
    if (!parameter.isTrainable()) {
      throw Check.refusal(
          kind + ".step: gradients",
          "trainable parameters",
          parameter + ", which is frozen",
          "unfreeze() it or leave its gradient out");
    }
    if (!gradient.shape().equals(parameter.value().shape())) {
      throw new ShapeException(
          kind + ".step: gradient of " + parameter.name(),
          parameter.value().shape(),
          gradient.shape(),
          "");
    }
  }

  private void update(List<Slot> reached, List<float[]> slopes) {
    for (int i = 0; i < reached.size(); i++) {
      Slot slot = reached.get(i);
      update(slot, rate * slot.group.rateFactor(), slopes.get(i));
      slot.steps++;
    }
    steps++;
  }

  /**
   * Changes one parameter.
   *
   * @param slot the parameter and what is remembered of it; its step count does not include this step
   * @param rate its own rate
   * @param g its gradient, not to be changed
   */
  abstract void update(Slot slot, double rate, float[] g);

  /**
   * Returns the names of the arrays that this rule may remember.
   *
   * @return PyTorch's names, such as {@code momentum_buffer}
   */
  abstract List<String> memories();

  /**
   * Returns everything that this optimizer remembers, as tensors of its own, so that another one with
   * the same parameters and options goes on with the same bits after {@link #restore}.
   *
   * @return tensors by names such as {@code Sgd/conv1.weight/momentum_buffer}
   */
  public final Map<String, Tensor> state() {
    return new OptimizerState(this, slots).save();
  }

  /**
   * Goes on where another optimizer was: rate, momentum, step counts and everything remembered.
   *
   * @param state what {@link #state()} returned; copied
   * @throws IllegalArgumentException if it is of another rule, or other parameters; nothing is changed then
   * @throws ShapeException if a tensor has another shape; nothing is changed then
   */
  public final void restore(Map<String, Tensor> state) {
    steps = new OptimizerState(this, slots).restore(state);
  }

  /** Returns the rule, its rate and how many parameters it changes. */
  @Override
  public String toString() {
    return kind + "(rate " + rate + ", " + slots.size() + " parameters)";
  }
}
