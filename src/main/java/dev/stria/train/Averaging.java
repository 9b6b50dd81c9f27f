package dev.stria.train;

import dev.stria.autograd.Parameter;
import dev.stria.optim.WeightAverage;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The moving average that a run keeps beside its weights, or none. */
final class Averaging {
  private final WeightAverage average;

  private Averaging(WeightAverage average) {
    this.average = average;
  }

  /** Starts at the present weights; {@code keep} is negative for no average. */
  static Averaging of(List<Parameter> parameters, double keep) {
    return new Averaging(keep < 0 ? null : WeightAverage.of(parameters).keep(keep).warmUp());
  }

  void stepTaken() {
    if (average != null) {
      average.update();
    }
  }

  /** Does something with a model that holds the averages, and gives it its own weights back. */
  <T> T during(Supplier<T> work) {
    swap();
    try {
      return work.get();
    } finally {
      swap();
    }
  }

  /** Leaves the averages in the model for good. */
  void settle() {
    swap();
  }

  private void swap() {
    if (average != null) {
      average.swap();
    }
  }

  Map<String, Tensor> state() {
    return average == null ? Map.of() : average.state();
  }

  void restore(Map<String, Tensor> state) {
    if (average != null) {
      average.restore(state);
    }
  }
}
