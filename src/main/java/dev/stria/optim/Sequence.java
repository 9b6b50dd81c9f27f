package dev.stria.optim;

import dev.stria.tensor.Tensor;
import java.util.Map;

/** One schedule behind another. */
final class Sequence implements Schedule {
  private final Schedule first;
  private final long change;
  private final Schedule second;
  private long observed;

  Sequence(Schedule first, long change, Schedule second) {
    this.first = first;
    this.change = Check.count("then: step", change, "the step where the second schedule begins");
    this.second = java.util.Objects.requireNonNull(second, "second");
  }

  @Override
  public double rate(long step) {
    return step < change ? first.rate(step) : second.rate(step - change);
  }

  @Override
  public double momentum(long step) {
    return step < change ? first.momentum(step) : second.momentum(step - change);
  }

  /** Each schedule hears its own steps only. */
  @Override
  public void observe(double metric) {
    (observed++ < change ? first : second).observe(metric);
  }

  @Override
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = Parts.save(first, second);
    if (!state.isEmpty()) {
      state.put("observed", Exact.of(observed));
    }
    return state;
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    Tensor saved = state.get("observed");
    long heard = saved == null ? 0 : Exact.toLong("observed", saved);
    Parts.restore(first, second, state, "observed");
    observed = heard;
  }

  @Override
  public String toString() {
    return first + ", from step " + change + " " + second;
  }
}
