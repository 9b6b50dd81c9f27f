package dev.stria.optim;

import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The saved form of an optimizer: {@code kind/parameter/memory} to tensors. */
final class OptimizerState {
  private final Optimizer optimizer;
  private final List<Slot> slots;
  private final String kind;

  OptimizerState(Optimizer optimizer, List<Slot> slots) {
    this.optimizer = optimizer;
    this.slots = slots;
    this.kind = optimizer.kind();
  }

  private String key(Slot slot, String what) {
    return kind + "/" + slot.parameter.name() + "/" + what;
  }

  Map<String, Tensor> save() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put(kind + "/rate", Exact.of(optimizer.rate()));
    state.put(kind + "/momentum", Exact.of(optimizer.momentum()));
    state.put(kind + "/steps", Exact.of(optimizer.steps()));
    for (Slot slot : slots) {
      state.put(key(slot, "steps"), Exact.of(slot.steps));
      state.put(key(slot, "product"), Exact.of(slot.product));
      slot.memory.forEach(
          (name, array) ->
              state.put(key(slot, name), Tensor.of(slot.parameter.value().shape(), array.clone())));
    }
    return state;
  }

  /** Checks everything, then takes it over, and returns the number of steps. */
  long restore(Map<String, Tensor> state) {
    check(state);
    double rate = Exact.toDouble(kind + "/rate", state.get(kind + "/rate"));
    double momentum = Exact.toDouble(kind + "/momentum", state.get(kind + "/momentum"));
    long steps = Exact.toLong(kind + "/steps", state.get(kind + "/steps"));
    Check.notNegative("restore: '" + kind + "/rate'", rate, "");
    Check.share("restore: '" + kind + "/momentum'", momentum, "");
    Check.notNegative("restore: '" + kind + "/steps'", steps, "");
    optimizer.rate(rate);
    if (momentum != optimizer.momentum()) {
      optimizer.momentum(momentum);
    }
    for (Slot slot : slots) {
      slot.steps = Exact.toLong("", state.get(key(slot, "steps")));
      slot.product = Exact.toDouble("", state.get(key(slot, "product")));
      slot.memory.clear();
      for (String name : optimizer.memories()) {
        Tensor saved = state.get(key(slot, name));
        if (saved != null) {
          slot.memory.put(name, saved.data().clone());
        }
      }
    }
    return steps;
  }

  private void check(Map<String, Tensor> state) {
    Set<String> known = new HashSet<>();
    for (String name : List.of("rate", "momentum", "steps")) {
      requireNumber(state, kind + "/" + name, known);
    }
    for (Slot slot : slots) {
      long steps = requireNumber(state, key(slot, "steps"), known);
      Check.notNegative("restore: '" + key(slot, "steps") + "'", steps, "");
      requireNumber(state, key(slot, "product"), known);
      for (String name : optimizer.memories()) {
        known.add(key(slot, name));
        requireShape(slot, key(slot, name), state.get(key(slot, name)));
      }
    }
    for (String key : state.keySet()) {
      if (!known.contains(key)) {
        throw Check.refusal(
            "restore",
            "the state of " + optimizer,
            "an entry '" + key + "'",
            "build the optimizer with the rule and the parameters that it was saved with");
      }
    }
  }

  private long requireNumber(Map<String, Tensor> state, String key, Set<String> known) {
    known.add(key);
    Tensor tensor = state.get(key);
    if (tensor == null) {
      throw Check.refusal(
          "restore",
          "an entry '" + key + "'",
          state.isEmpty()
              ? "an empty state"
              : state.size() + " entries such as '" + state.keySet().iterator().next() + "'",
          "build the optimizer with the rule and the parameters that it was saved with");
    }
    return Exact.toLong(key, tensor);
  }

  private static void requireShape(Slot slot, String key, Tensor saved) {
    if (saved != null && !saved.shape().equals(slot.parameter.value().shape())) {
      throw new ShapeException(
          "restore: '" + key + "'",
          slot.parameter.value().shape(),
          saved.shape(),
          "the parameter has another shape now");
    }
  }
}
