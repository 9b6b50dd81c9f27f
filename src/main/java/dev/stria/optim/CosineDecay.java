package dev.stria.optim;

/**
 * A rate that falls along half a cosine: {@code floor + (rate − floor) · (1 + cos(π · step / steps)) / 2}. Beyond {@code
 * steps} the curve rises again, as PyTorch's {@code CosineAnnealingLR} does.
 *
 * @param rate the first rate
 * @param steps how many steps the way down takes
 * @param floor the rate at the end of it
 */
public record CosineDecay(double rate, long steps, double floor) implements Schedule {
  /** Checks the numbers. */
  public CosineDecay {
    Check.notNegative("CosineDecay: rate", rate, "");
    Check.count("CosineDecay: steps", steps, "say over(…) how many steps the rate falls");
    Check.notNegative("CosineDecay: floor", floor, "");
  }

  /**
   * Returns the schedule that falls to 0 over 100 steps.
   *
   * @param rate the first rate
   * @return the schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public static CosineDecay from(double rate) {
    return new CosineDecay(rate, 100, 0);
  }

  /**
   * Returns this schedule with another length.
   *
   * @param steps how many steps the way down takes
   * @return the changed schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public CosineDecay over(long steps) {
    return new CosineDecay(rate, steps, floor);
  }

  /**
   * Returns this schedule with another floor.
   *
   * @param floor the rate at the end
   * @return the changed schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public CosineDecay floor(double floor) {
    return new CosineDecay(rate, steps, floor);
  }

  @Override
  public double rate(long step) {
    Check.step(step);
    return floor + (rate - floor) * (1 + StrictMath.cos(Math.PI * step / steps)) / 2;
  }
}
