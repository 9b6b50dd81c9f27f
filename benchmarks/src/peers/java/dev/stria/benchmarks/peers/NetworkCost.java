package dev.stria.benchmarks.peers;

import dev.stria.benchmarks.Workload;
import dev.stria.benchmarks.Workload.Kind;

/** What the products of a network cost, passes that only move numbers left out. */
final class NetworkCost {
  private final Workload workload;
  private double forward;
  private double first;
  private long values;
  private long weights;

  private NetworkCost(Workload workload) {
    this.workload = workload;
    int c = workload.image().size(0);
    int side = workload.image().size(1);
    values = (long) c * side * side;
    for (Workload.Part part : workload.parts()) {
      if (part.kind() == Kind.POOL) {
        side /= 2;
        continue;
      }
      int kernel = part.kind() == Kind.CONV ? part.kernel() : side;
      side = side + 2 * part.padding() - kernel + 1;
      add(part.units(), c * kernel * kernel, side * side);
      c = part.units();
    }
    if (workload.classifies()) {
      add(Workload.CLASSES, c, 1);
    }
  }

  private void add(int units, int taps, int positions) {
    double gigaflop = 2e-9 * units * taps * positions;
    first = forward == 0 ? gigaflop : first;
    forward += gigaflop;
    values += (long) units * positions;
    weights += (long) units * taps;
  }

  /** Returns the cost of a step forward. */
  static Cost predicting(Workload workload, int batch) {
    NetworkCost cost = new NetworkCost(workload);
    return new Cost(batch, batch * cost.forward, 4e-6 * (batch * cost.values + cost.weights));
  }

  /** Returns the cost of a step forward and back: to the weights, or to the picture. */
  static Cost learning(Workload workload, int batch) {
    NetworkCost cost = new NetworkCost(workload);
    double passes = workload.classifies() ? 3 * cost.forward - cost.first : 2 * cost.forward;
    return new Cost(batch, batch * passes, 8e-6 * (batch * cost.values + cost.weights));
  }
}
