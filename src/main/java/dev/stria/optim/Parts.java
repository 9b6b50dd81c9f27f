package dev.stria.optim;

import dev.stria.tensor.Tensor;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The states of two schedules in one map, with prefixes. */
final class Parts {
  private static final String FIRST = "first/";
  private static final String SECOND = "second/";

  private Parts() {}

  static Map<String, Tensor> save(Schedule first, Schedule second) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    first.state().forEach((key, tensor) -> state.put(FIRST + key, tensor));
    second.state().forEach((key, tensor) -> state.put(SECOND + key, tensor));
    return state;
  }

  static void restore(
      Schedule first, Schedule second, Map<String, Tensor> state, String... others) {
    Map<String, Tensor> ofFirst = new HashMap<>();
    Map<String, Tensor> ofSecond = new HashMap<>();
    state.forEach(
        (key, tensor) -> {
          if (key.startsWith(FIRST)) {
            ofFirst.put(key.substring(FIRST.length()), tensor);
          } else if (key.startsWith(SECOND)) {
            ofSecond.put(key.substring(SECOND.length()), tensor);
          } else if (!Set.of(others).contains(key)) {
            throw Check.refusal(
                "restore",
                "the state of two schedules",
                "an entry '" + key + "'",
                "build the schedule as it was when it was saved");
          }
        });
    first.restore(ofFirst);
    second.restore(ofSecond);
  }
}
