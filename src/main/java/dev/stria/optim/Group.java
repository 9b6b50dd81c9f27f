package dev.stria.optim;

/**
 * What some of an optimizer's parameters do differently from the others.
 *
 * <pre>{@code
 * Sgd.of(model.parameters()).rate(0.1).weightDecay(1e-4)
 *     .group(p -> p.name().endsWith("bias"), Group.decay(0))
 *     .group(p -> p.name().startsWith("head."), Group.rateTimes(10));
 * }</pre>
 *
 * @param rateFactor multiplies the optimizer's rate, so that a schedule reaches every group
 * @param weightDecay the group's own weight decay; NaN for the optimizer's
 */
public record Group(double rateFactor, double weightDecay) {
  static final Group PLAIN = new Group(1, Double.NaN);

  /** Checks the numbers. */
  public Group {
    Check.notNegative("group: rate factor", rateFactor, "freeze() parameters that shall not move");
    if (!Double.isNaN(weightDecay)) {
      Check.notNegative("group: weight decay", weightDecay, "");
    }
  }

  /**
   * Returns a group with a rate of its own.
   *
   * @param factor multiplies the optimizer's rate
   * @return the group
   */
  public static Group rateTimes(double factor) {
    return new Group(factor, Double.NaN);
  }

  /**
   * Returns a group with a weight decay of its own.
   *
   * @param weightDecay the decay; 0 for none
   * @return the group
   */
  public static Group decay(double weightDecay) {
    return new Group(1, Check.notNegative("group: weight decay", weightDecay, ""));
  }

  /**
   * Returns this group with another rate.
   *
   * @param factor multiplies the optimizer's rate
   * @return the changed group
   */
  public Group andRateTimes(double factor) {
    return new Group(factor, weightDecay);
  }

  /** Returns what holds for a parameter of both groups: factors multiply, the later decay wins. */
  Group refinedBy(Group later) {
    return new Group(
        rateFactor * later.rateFactor,
        Double.isNaN(later.weightDecay) ? weightDecay : later.weightDecay);
  }

  double decayOr(double common) {
    return Double.isNaN(weightDecay) ? common : weightDecay;
  }
}
