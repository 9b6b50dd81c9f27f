package dev.stria.optim;

import java.util.Arrays;

/**
 * A rate that falls by a factor at given steps: {@code rate · factor^(how many of the steps were reached)}.
 * PyTorch's {@code MultiStepLR}.
 */
public final class MultiStepDecay implements Schedule {
  private final double rate;
  private final double factor;
  private final long[] milestones;

  private MultiStepDecay(double rate, double factor, long[] milestones) {
    this.rate = Check.notNegative("MultiStepDecay: rate", rate, "");
    this.factor = Check.notNegative("MultiStepDecay: factor", factor, "0.1 is usual");
    this.milestones = milestones;
  }

  /**
   * Returns a schedule to be told {@linkplain #at when} to fall to a tenth.
   *
   * @param rate the first rate
   * @return the schedule
   * @throws IllegalArgumentException if the rate is negative, infinite or NaN
   */
  public static MultiStepDecay from(double rate) {
    return new MultiStepDecay(rate, 0.1, new long[0]);
  }

  /**
   * Returns this schedule with other steps at which it falls.
   *
   * @param milestones the steps, ascending
   * @return the changed schedule
   * @throws IllegalArgumentException if they are not ascending from at least 1
   */
  public MultiStepDecay at(long... milestones) {
    for (int i = 0; i < milestones.length; i++) {
      if (milestones[i] < 1 || i > 0 && milestones[i] <= milestones[i - 1]) {
        throw Check.refusal(
            "MultiStepDecay: at",
            "ascending steps from at least 1",
            Arrays.toString(milestones),
            "");
      }
    }
    return new MultiStepDecay(rate, factor, milestones.clone());
  }

  /**
   * Returns this schedule with another factor.
   *
   * @param factor what the rate is multiplied by
   * @return the changed schedule
   * @throws IllegalArgumentException if it is negative, infinite or NaN
   */
  public MultiStepDecay factor(double factor) {
    return new MultiStepDecay(rate, factor, milestones);
  }

  @Override
  public double rate(long step) {
    Check.step(step);
    long reached = Arrays.stream(milestones).filter(milestone -> step >= milestone).count();
    return rate * StrictMath.pow(factor, reached);
  }

  @Override
  public String toString() {
    return "MultiStepDecay[rate=" + rate + ", at=" + Arrays.toString(milestones) + "]";
  }
}
