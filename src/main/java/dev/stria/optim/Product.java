package dev.stria.optim;

import dev.stria.tensor.Tensor;
import java.util.Map;
import java.util.Objects;

/** The product of two schedules. */
final class Product implements Schedule {
  private final Schedule first;
  private final Schedule factor;

  Product(Schedule first, Schedule factor) {
    this.first = first;
    this.factor = Objects.requireNonNull(factor, "factor");
  }

  @Override
  public double rate(long step) {
    return first.rate(step) * factor.rate(step);
  }

  @Override
  public double momentum(long step) {
    return first.momentum(step);
  }

  @Override
  public void observe(double metric) {
    first.observe(metric);
    factor.observe(metric);
  }

  @Override
  public Map<String, Tensor> state() {
    return Parts.save(first, factor);
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    Parts.restore(first, factor, state);
  }

  @Override
  public String toString() {
    return first + " times " + factor;
  }
}
