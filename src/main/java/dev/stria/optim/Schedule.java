package dev.stria.optim;

import dev.stria.tensor.Tensor;
import java.util.Map;

/**
 * A learning rate that changes while training.
 *
 * <p>Most schedules are functions of the step alone, so that a resumed run needs no more than the step's
 * number: {@link StepDecay}, {@link MultiStepDecay}, {@link ExponentialDecay}, {@link CosineDecay}, {@link
 * CosineRestarts}, {@link OneCycle}, {@link PolynomialDecay}, {@link WarmUp}, {@link Cyclic}. {@link
 * Plateau} also hears how training goes. {@link #then} and {@link #times} combine them. A step is whatever
 * the caller counts, a batch or an epoch.
 *
 * <pre>{@code
 * Schedule schedule = WarmUp.to(0.1).from(0.01).over(10).then(10, CosineDecay.from(0.1).over(90));
 * for (int epoch = 0; epoch < 100; epoch++) {
 *   schedule.apply(optimizer, epoch);
 *   …
 * }
 * }</pre>
 */
public interface Schedule {
  /**
   * Returns the rate of a step.
   *
   * @param step its number, from 0
   * @return the rate
   * @throws IllegalArgumentException if the number is negative
   */
  double rate(long step);

  /**
   * Returns the momentum of a step.
   *
   * @param step its number, from 0
   * @return the momentum, or NaN if the schedule leaves it alone
   */
  default double momentum(long step) {
    return Double.NaN;
  }

  /**
   * Tells how training goes; only {@link Plateau} listens.
   *
   * @param metric what is to fall or to rise, once per step
   */
  default void observe(double metric) {}

  /**
   * Returns what this schedule has heard so far, to be saved with the optimizer's state.
   *
   * @return empty if the schedule depends on the step alone
   */
  default Map<String, Tensor> state() {
    return Map.of();
  }

  /**
   * Goes on where another schedule was.
   *
   * @param state what {@link #state()} returned
   * @throws IllegalArgumentException if it is not of such a schedule
   */
  default void restore(Map<String, Tensor> state) {
    if (!state.isEmpty()) {
      throw Check.refusal(
          "restore", "nothing, since " + this + " depends on the step alone", state.keySet(), "");
    }
  }

  /**
   * Sets an optimizer's rate, and momentum if the schedule has one, for a step.
   *
   * @param optimizer whose rate to set
   * @param step the number of the step that comes next, from 0
   * @throws UnsupportedOperationException if the schedule moves a momentum that the optimizer does not have
   */
  default void apply(Optimizer optimizer, long step) {
    double momentum = momentum(step);
    if (!Double.isNaN(momentum)) {
      optimizer.momentum(momentum);
    }
    optimizer.rate(rate(step));
  }

  /**
   * Returns this schedule until a step, and another one from there on, which starts at its own step 0.
   *
   * @param step the first step of the other
   * @param next the other
   * @return both, one behind the other
   * @throws IllegalArgumentException if the step is below 1
   */
  default Schedule then(long step, Schedule next) {
    return new Sequence(this, step, next);
  }

  /**
   * Returns the product of this schedule and another one, which is meant as a factor: a decay from 1 on top of a
   * warm-up, say. Momentum is this schedule's.
   *
   * @param factor a schedule around 1
   * @return the product of both rates
   */
  default Schedule times(Schedule factor) {
    return new Product(this, factor);
  }

  /**
   * Returns a rate that stays.
   *
   * @param rate the rate
   * @return the schedule
   * @throws IllegalArgumentException if the rate is negative, infinite or NaN
   */
  static Schedule constant(double rate) {
    Check.notNegative("constant: rate", rate, "");
    return step -> rate;
  }
}
