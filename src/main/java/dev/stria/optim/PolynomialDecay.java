package dev.stria.optim;

/**
 * A rate that falls to 0 as a power: {@code rate · (1 − step / steps)^power}, and stays there. PyTorch's {@code PolynomialLR}.
 *
 * @param rate the first rate
 * @param steps how many steps the way to 0 takes
 * @param power 1 for a straight line
 */
public record PolynomialDecay(double rate, long steps, double power) implements Schedule {
  /** Checks the numbers. */
  public PolynomialDecay {
    Check.notNegative("PolynomialDecay: rate", rate, "");
    Check.count("PolynomialDecay: steps", steps, "say over(…) how many steps the rate falls");
    Check.positive("PolynomialDecay: power", power, "1 for a straight line");
  }

  /**
   * Returns the schedule that falls to 0 in a straight line over 100 steps.
   *
   * @param rate the first rate
   * @return the schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public static PolynomialDecay from(double rate) {
    return new PolynomialDecay(rate, 100, 1);
  }

  /**
   * Returns this schedule with another length.
   *
   * @param steps how many steps the way to 0 takes
   * @return the changed schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public PolynomialDecay over(long steps) {
    return new PolynomialDecay(rate, steps, power);
  }

  /**
   * Returns this schedule with another power.
   *
   * @param power 1 for a straight line
   * @return the changed schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public PolynomialDecay power(double power) {
    return new PolynomialDecay(rate, steps, power);
  }

  @Override
  public double rate(long step) {
    Check.step(step);
    return rate * StrictMath.pow(1 - (double) Math.min(step, steps) / steps, power);
  }
}
