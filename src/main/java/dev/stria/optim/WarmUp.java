package dev.stria.optim;

/**
 * A rate that rises in a straight line from {@code rate · from} to {@code rate} and stays there. PyTorch's {@code LinearLR} with
 * an end factor of 1.
 *
 * @param rate the last rate
 * @param from the first rate, as a share of the last
 * @param steps how many steps the way up takes
 */
public record WarmUp(double rate, double from, long steps) implements Schedule {
  /** Checks the numbers. */
  public WarmUp {
    Check.notNegative("WarmUp: rate", rate, "");
    Check.notNegative("WarmUp: from", from, "the first rate as a share of the last: 0.1 is usual");
    Check.count("WarmUp: steps", steps, "say over(…) how many steps the rate rises");
  }

  /**
   * Returns the schedule that rises from a tenth over 5 steps.
   *
   * @param rate the last rate
   * @return the schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public static WarmUp to(double rate) {
    return new WarmUp(rate, 0.1, 5);
  }

  /**
   * Returns this schedule with another start.
   *
   * @param from the first rate, as a share of the last
   * @return the changed schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public WarmUp from(double from) {
    return new WarmUp(rate, from, steps);
  }

  /**
   * Returns this schedule with another length.
   *
   * @param steps how many steps the way up takes
   * @return the changed schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public WarmUp over(long steps) {
    return new WarmUp(rate, from, steps);
  }

  @Override
  public double rate(long step) {
    Check.step(step);
    return rate * (from + (1 - from) * Math.min(step, steps) / steps);
  }
}
