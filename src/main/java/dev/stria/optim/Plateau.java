package dev.stria.optim;

import dev.stria.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A rate that falls when a metric has not improved for a while.
 *
 * <p>Semantics and defaults of PyTorch's {@code ReduceLROnPlateau}: the metric is to fall; after more than 10 steps
 * without an improvement by a relative 1e-4 the rate falls to a tenth. A metric that is NaN is no improvement.
 */
public final class Plateau implements Schedule {
  private static final double SMALLEST_CHANGE = 1e-8;

  private double rate;
  private double factor = 0.1;
  private long patience = 10;
  private double threshold = 1e-4;
  private long cooldown;
  private double floor;
  private boolean rising;

  private double best = Double.POSITIVE_INFINITY;
  private long bad;
  private long cooling;

  private Plateau(double rate) {
    this.rate = Check.notNegative("Plateau: rate", rate, "");
  }

  /**
   * Returns the schedule with its defaults, to be told by {@link #observe} how training goes.
   *
   * @param rate the first rate
   * @return the schedule
   * @throws IllegalArgumentException if the rate is negative, infinite or NaN
   */
  public static Plateau from(double rate) {
    return new Plateau(rate);
  }

  /**
   * Sets what the rate is multiplied by.
   *
   * @param factor a number in [0, 1)
   * @return this schedule
   * @throws IllegalArgumentException if it is out of range
   */
  public Plateau factor(double factor) {
    this.factor = Check.share("Plateau: factor", factor, "0.1 is usual");
    return this;
  }

  /**
   * Sets how many steps without an improvement are borne.
   *
   * @param steps at least 0
   * @return this schedule
   * @throws IllegalArgumentException if it is negative
   */
  public Plateau patience(long steps) {
    this.patience = (long) Check.notNegative("Plateau: patience", steps, "");
    return this;
  }

  /**
   * Sets by how much a metric must change to count as improved.
   *
   * @param relative relative to the best so far, at least 0
   * @return this schedule
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public Plateau threshold(double relative) {
    this.threshold = Check.notNegative("Plateau: threshold", relative, "");
    return this;
  }

  /**
   * Sets how many steps after a fall are not counted.
   *
   * @param steps at least 0
   * @return this schedule
   * @throws IllegalArgumentException if it is negative
   */
  public Plateau cooldown(long steps) {
    this.cooldown = (long) Check.notNegative("Plateau: cooldown", steps, "");
    return this;
  }

  /**
   * Sets the lowest rate.
   *
   * @param floor at least 0
   * @return this schedule
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public Plateau floor(double floor) {
    this.floor = Check.notNegative("Plateau: floor", floor, "");
    return this;
  }

  /**
   * Takes a metric that is to rise, such as an accuracy.
   *
   * @return this schedule
   */
  public Plateau rising() {
    this.rising = true;
    this.best = Double.NEGATIVE_INFINITY;
    return this;
  }

  @Override
  public double rate(long step) {
    Check.step(step);
    return rate;
  }

  @Override
  public void observe(double metric) {
    if (isBetter(metric)) {
      best = metric;
      bad = 0;
    } else {
      bad++;
    }
    if (cooling > 0) {
      cooling--;
      bad = 0;
    }
    if (bad > patience) {
      double lower = Math.max(rate * factor, floor);
      rate = rate - lower > SMALLEST_CHANGE ? lower : rate;
      cooling = cooldown;
      bad = 0;
    }
  }

  private boolean isBetter(double metric) {
    return rising ? metric > best * (1 + threshold) : metric < best * (1 - threshold);
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put("Plateau/rate", Exact.of(rate));
    state.put("Plateau/best", Exact.of(best));
    state.put("Plateau/bad", Exact.of(bad));
    state.put("Plateau/cooling", Exact.of(cooling));
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    if (!state.keySet().equals(state().keySet())) {
      throw Check.refusal(
          "restore", state().keySet().toString(), state.keySet(), "this is not a Plateau's state");
    }
    double savedRate = Exact.toDouble("Plateau/rate", state.get("Plateau/rate"));
    double savedBest = Exact.toDouble("Plateau/best", state.get("Plateau/best"));
    long savedBad = Exact.toLong("Plateau/bad", state.get("Plateau/bad"));
    cooling = Exact.toLong("Plateau/cooling", state.get("Plateau/cooling"));
    rate = Check.notNegative("restore: 'Plateau/rate'", savedRate, "");
    best = savedBest;
    bad = savedBad;
  }

  @Override
  public String toString() {
    return "Plateau[rate=" + rate + "]";
  }
}
