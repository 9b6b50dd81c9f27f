package dev.stria.optim;

/**
 * One rise of the rate and one long fall, with a momentum that does the opposite.
 *
 * <p>Semantics and defaults of PyTorch's {@code OneCycleLR}: from {@code most / 25} to {@code most} in the first
 * 30 % of the steps, then down to a 10,000th of the start; along half cosines; momentum from 0.95 to 0.85
 * and back. In three phases, the rate falls to the start as fast as it rose, and then further. Beyond its
 * last step the schedule stays where it is. Smith and Topin, <em>Super-convergence</em>, 2018.
 */
public final class OneCycle implements Schedule {
  private final double most;
  private final long steps;
  private double rise = 0.3;
  private double startDivisor = 25;
  private double endDivisor = 1e4;
  private double lowMomentum = 0.85;
  private double highMomentum = 0.95;
  private boolean linear;
  private boolean threePhases;

  private OneCycle(double most, long steps) {
    this.most = Check.notNegative("OneCycle: rate", most, "");
    this.steps = steps;
  }

  private OneCycle(OneCycle other) {
    this(other.most, other.steps);
    rise = other.rise;
    startDivisor = other.startDivisor;
    endDivisor = other.endDivisor;
    lowMomentum = other.lowMomentum;
    highMomentum = other.highMomentum;
    linear = other.linear;
    threePhases = other.threePhases;
  }

  /**
   * Returns the cycle with PyTorch's defaults.
   *
   * @param most the highest rate
   * @param steps how many steps the whole cycle takes, at least 2
   * @return the schedule
   * @throws IllegalArgumentException if a number is out of range
   */
  public static OneCycle upTo(double most, long steps) {
    if (steps < 2) {
      throw Check.refusal(
          "OneCycle: steps", "at least 2", steps, "give epochs · batches of an epoch");
    }
    return new OneCycle(most, steps);
  }

  /**
   * Returns this cycle with another length of the rise.
   *
   * @param share the share of the steps in which the rate rises, above 0 and below 1; at most 0.5 in three phases
   * @return the changed cycle
   * @throws IllegalArgumentException if it is out of range
   */
  public OneCycle rise(double share) {
    OneCycle changed = new OneCycle(this);
    changed.rise = Check.share("OneCycle: rise", Check.positive("OneCycle: rise", share, ""), "");
    return changed.checked();
  }

  /**
   * Returns this cycle with another start and end.
   *
   * @param start the first rate is the highest divided by this
   * @param end the last rate is the first divided by this
   * @return the changed cycle
   * @throws IllegalArgumentException if one is not above 0
   */
  public OneCycle divisors(double start, double end) {
    OneCycle changed = new OneCycle(this);
    changed.startDivisor = Check.positive("OneCycle: start divisor", start, "25 is usual");
    changed.endDivisor = Check.positive("OneCycle: end divisor", end, "10,000 is usual");
    return changed;
  }

  /**
   * Returns this cycle with other momenta.
   *
   * @param low the momentum at the highest rate, in [0, 1)
   * @param high the momentum at both ends, in [0, 1)
   * @return the changed cycle
   * @throws IllegalArgumentException if one is out of range
   */
  public OneCycle momentum(double low, double high) {
    OneCycle changed = new OneCycle(this);
    changed.lowMomentum = Check.share("OneCycle: low momentum", low, "0.85 is usual");
    changed.highMomentum = Check.share("OneCycle: high momentum", high, "0.95 is usual");
    return changed;
  }

  /**
   * Returns this cycle without a say in the momentum.
   *
   * @return the changed cycle
   */
  public OneCycle rateOnly() {
    OneCycle changed = new OneCycle(this);
    changed.lowMomentum = Double.NaN;
    changed.highMomentum = Double.NaN;
    return changed;
  }

  /**
   * Returns this cycle along straight lines rather than half cosines.
   *
   * @return the changed cycle
   */
  public OneCycle linear() {
    OneCycle changed = new OneCycle(this);
    changed.linear = true;
    return changed;
  }

  /**
   * Returns this cycle in three phases.
   *
   * @return the changed cycle
   * @throws IllegalArgumentException if the rise takes more than half of the steps
   */
  public OneCycle threePhases() {
    OneCycle changed = new OneCycle(this);
    changed.threePhases = true;
    return changed.checked();
  }

  private OneCycle checked() {
    if (threePhases && rise > 0.5) {
      throw Check.refusal(
          "OneCycle: rise",
          "at most 0.5 in three phases",
          rise,
          "the fall takes as long as the rise");
    }
    return this;
  }

  @Override
  public double rate(long step) {
    double first = most / startDivisor;
    double last = first / endDivisor;
    return threePhases ? at(step, first, most, first, last) : at(step, first, most, last, last);
  }

  @Override
  public double momentum(long step) {
    return at(step, highMomentum, lowMomentum, highMomentum, highMomentum);
  }

  /** Interpolates between the values at the ends of the phases. */
  private double at(long step, double start, double peak, double second, double third) {
    Check.step(step);
    double top = rise * steps - 1;
    double end = threePhases ? 2 * rise * steps - 2 : steps - 1;
    double t = Math.min(step, steps - 1);
    if (t <= top && top > 0) {
      return between(start, peak, t / top);
    }
    if (!threePhases || t <= end && end > top) {
      return between(peak, second, (t - top) / (end - top));
    }
    return between(second, third, (t - end) / (steps - 1 - end));
  }

  private double between(double from, double to, double share) {
    return linear
        ? from + (to - from) * share
        : to + (from - to) / 2 * (1 + StrictMath.cos(Math.PI * share));
  }

  @Override
  public String toString() {
    return "OneCycle[upTo=" + most + ", steps=" + steps + "]";
  }
}
