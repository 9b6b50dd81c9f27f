package dev.stria.optim;

/**
 * A rate that falls by a factor at every step: {@code rate · factor^step}. PyTorch's {@code ExponentialLR}.
 *
 * @param rate the first rate
 * @param factor what it is multiplied by at each step
 */
public record ExponentialDecay(double rate, double factor) implements Schedule {
  /** Checks the numbers. */
  public ExponentialDecay {
    Check.notNegative("ExponentialDecay: rate", rate, "");
    Check.notNegative("ExponentialDecay: factor", factor, "0.95 is usual");
  }

  /**
   * Returns the schedule that falls by 5 % at every step.
   *
   * @param rate the first rate
   * @return the schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public static ExponentialDecay from(double rate) {
    return new ExponentialDecay(rate, 0.95);
  }

  /**
   * Returns this schedule with another factor.
   *
   * @param factor what the rate is multiplied by at each step
   * @return the changed schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public ExponentialDecay factor(double factor) {
    return new ExponentialDecay(rate, factor);
  }

  @Override
  public double rate(long step) {
    Check.step(step);
    return rate * StrictMath.pow(factor, step);
  }
}
