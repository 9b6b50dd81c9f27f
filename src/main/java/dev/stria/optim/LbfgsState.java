package dev.stria.optim;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The saved form of a quasi-Newton method's history; each double is four whole numbers, see {@link Exact}. */
final class LbfgsState {
  private static final String TAKEN = "Lbfgs/iterations";
  private static final String STEP = "Lbfgs/last_step";
  private static final String GRADIENT = "Lbfgs/last_gradient";

  private LbfgsState() {}

  static Map<String, Tensor> save(QuasiNewton method, long taken) {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put(TAKEN, Exact.of(taken));
    if (method.lastGradient != null) {
      state.put(STEP, Exact.of(method.lastStep));
      state.put(GRADIENT, Exact.of(method.lastGradient));
    }
    for (int i = 0; i < method.pairs.size(); i++) {
      state.put("Lbfgs/s" + i, Exact.of(method.pairs.get(i).s()));
      state.put("Lbfgs/y" + i, Exact.of(method.pairs.get(i).y()));
    }
    return state;
  }

  /** Checks everything, then takes it over, and returns the number of iterations. */
  static long restore(QuasiNewton method, int length, Map<String, Tensor> state) {
    if (!state.containsKey(TAKEN)) {
      throw Check.refusal("restore", "an entry '" + TAKEN + "'", state.keySet(), "");
    }
    long taken = Exact.toLong(TAKEN, state.get(TAKEN));
    double[] step = vector(STEP, length, state);
    double[] gradient = vector(GRADIENT, length, state);
    List<QuasiNewton.Pair> pairs = new ArrayList<>();
    while (state.containsKey("Lbfgs/s" + pairs.size())) {
      double[] s = vector("Lbfgs/s" + pairs.size(), length, state);
      pairs.add(new QuasiNewton.Pair(s, vector("Lbfgs/y" + pairs.size(), length, state)));
    }
    int expected = 1 + (step == null ? 0 : 1) + (gradient == null ? 0 : 1) + 2 * pairs.size();
    boolean halfPair = pairs.stream().anyMatch(pair -> pair.y() == null);
    if (state.size() != expected || halfPair || (step == null) != (gradient == null)) {
      throw Check.refusal("restore", "the whole state of an Lbfgs and no more", state.keySet(), "");
    }
    if (pairs.size() > method.history) {
      throw Check.refusal(
          "restore",
          "at most " + method.history + " past changes",
          pairs.size(),
          "say history(" + pairs.size() + ") as when it was saved");
    }
    method.lastStep = step;
    method.lastGradient = gradient;
    method.pairs.clear();
    method.pairs.addAll(pairs);
    return taken;
  }

  private static double[] vector(String key, int length, Map<String, Tensor> state) {
    Tensor saved = state.get(key);
    if (saved != null && !saved.shape().equals(Shape.of(length, 4))) {
      throw Check.refusal(
          "restore: '" + key + "'",
          "shape " + Shape.of(length, 4),
          saved.shape(),
          "the parameters are not those that it was saved with");
    }
    return saved == null ? null : Exact.toDoubles(key, saved);
  }
}
