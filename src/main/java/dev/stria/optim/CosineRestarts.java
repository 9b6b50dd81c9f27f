package dev.stria.optim;

/**
 * A rate that falls along half a cosine, jumps back, and takes {@code times} as long for the next fall. PyTorch's {@code
 * CosineAnnealingWarmRestarts}. Loshchilov and Hutter, <em>SGDR: stochastic gradient descent with warm restarts</em>, 2017.
 *
 * @param rate the rate at each restart
 * @param first how many steps the first fall takes
 * @param times how many times as long as the one before each fall takes
 * @param floor the rate at the end of a fall
 */
public record CosineRestarts(double rate, long first, long times, double floor)
    implements Schedule {
  /** Checks the numbers. */
  public CosineRestarts {
    Check.notNegative("CosineRestarts: rate", rate, "");
    Check.count("CosineRestarts: first", first, "say over(…) how many steps the first fall takes");
    Check.count("CosineRestarts: times", times, "1 for falls of one length, 2 to double each");
    Check.notNegative("CosineRestarts: floor", floor, "");
  }

  /**
   * Returns the schedule that falls to 0 over 10, 10, 10 … steps.
   *
   * @param rate the rate at each restart
   * @return the schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public static CosineRestarts from(double rate) {
    return new CosineRestarts(rate, 10, 1, 0);
  }

  /**
   * Returns this schedule with another first length.
   *
   * @param first how many steps the first fall takes
   * @return the changed schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public CosineRestarts over(long first) {
    return new CosineRestarts(rate, first, times, floor);
  }

  /**
   * Returns this schedule with another growth.
   *
   * @param times how many times as long as the one before each fall takes
   * @return the changed schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public CosineRestarts times(long times) {
    return new CosineRestarts(rate, first, times, floor);
  }

  /**
   * Returns this schedule with another floor.
   *
   * @param floor the rate at the end of a fall
   * @return the changed schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public CosineRestarts floor(double floor) {
    return new CosineRestarts(rate, first, times, floor);
  }

  @Override
  public double rate(long step) {
    Check.step(step);
    long length = first;
    long at = step;
    if (times == 1) {
      at %= length;
    }
    while (at >= length) {
      at -= length;
      length *= times;
    }
    return floor + (rate - floor) * (1 + StrictMath.cos(Math.PI * at / length)) / 2;
  }
}
