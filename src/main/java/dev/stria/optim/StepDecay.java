package dev.stria.optim;

/**
 * A rate that falls by a factor every so many steps: {@code rate · factor^⌊step / every⌋}. PyTorch's {@code
 * StepLR}.
 *
 * @param rate the first rate
 * @param every after how many steps it falls
 * @param factor what it is multiplied by
 */
public record StepDecay(double rate, long every, double factor) implements Schedule {
  /** Checks the numbers. */
  public StepDecay {
    Check.notNegative("StepDecay: rate", rate, "");
    Check.count("StepDecay: every", every, "say after how many steps the rate falls");
    Check.notNegative("StepDecay: factor", factor, "0.1 is usual");
  }

  /**
   * Returns the schedule that falls to a tenth every 30 steps.
   *
   * @param rate the first rate
   * @return the schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public static StepDecay from(double rate) {
    return new StepDecay(rate, 30, 0.1);
  }

  /**
   * Returns this schedule with another distance.
   *
   * @param every after how many steps the rate falls
   * @return the changed schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public StepDecay every(long every) {
    return new StepDecay(rate, every, factor);
  }

  /**
   * Returns this schedule with another factor.
   *
   * @param factor what the rate is multiplied by
   * @return the changed schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public StepDecay factor(double factor) {
    return new StepDecay(rate, every, factor);
  }

  @Override
  public double rate(long step) {
    Check.step(step);
    return rate * StrictMath.pow(factor, step / every);
  }
}
