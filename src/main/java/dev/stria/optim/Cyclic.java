package dev.stria.optim;

/**
 * A rate that goes up and down in straight lines between two bounds. PyTorch's {@code CyclicLR} in mode {@code
 * triangular}. Smith, <em>Cyclical learning rates for training neural networks</em>, 2017.
 *
 * @param low the rate at the start of a cycle
 * @param high the rate in its middle
 * @param up how many steps the way up takes
 * @param down how many steps the way down takes
 */
public record Cyclic(double low, double high, long up, long down) implements Schedule {
  /** Checks the numbers. */
  public Cyclic {
    Check.notNegative("Cyclic: low", low, "");
    Check.notNegative("Cyclic: high", high, "");
    if (high < low) {
      throw Check.refusal("Cyclic: high", "at least the lower bound " + low, high, "");
    }
    Check.count("Cyclic: up", up, "say over(…) how many steps the way up takes");
    Check.count("Cyclic: down", down, "");
  }

  /**
   * Returns the cycle that takes 2,000 steps up and as many down.
   *
   * @param low the rate at the start of a cycle
   * @param high the rate in its middle
   * @return the schedule
   * @throws IllegalArgumentException if a bound is negative or they are in the wrong order
   */
  public static Cyclic between(double low, double high) {
    return new Cyclic(low, high, 2000, 2000);
  }

  /**
   * Returns this cycle with another length.
   *
   * @param up how many steps the way up takes, and the way down
   * @return the changed schedule
   * @throws IllegalArgumentException if it is below 1
   */
  public Cyclic over(long up) {
    return new Cyclic(low, high, up, up);
  }

  @Override
  public double rate(long step) {
    Check.step(step);
    long at = step % (up + down);
    double height = at <= up ? (double) at / up : (double) (up + down - at) / down;
    return low + (high - low) * height;
  }
}
