package dev.stria.op;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** What losses ask of their targets. */
final class Targets {
  private Targets() {}

  static void requireSame(String op, Tensor x, Tensor target) {
    if (!x.shape().equals(target.shape())) {
      throw new ShapeException(
          op,
          "a target of the shape of x, " + x.shape(),
          target.shape(),
          "losses do not broadcast");
    }
  }

  /** Refuses what are no classes along axis 1, or no example at all. */
  static void requireClasses(String op, Shape x) {
    if (x.rank() < 2) {
      throw new ShapeException(op, "a value per class, [N, C] or [N, C, …]", x, "");
    }
    if (x.size(0) == 0) {
      throw new ShapeException(op, "at least one example", x, "");
    }
  }

  /** Refuses labels that are no classes, other than the one that is ignored. */
  static void requireLabels(String op, Shape x, int[] labels, int ignored) {
    int places = x.size(0) * x.stride(1);
    if (labels.length != places) {
      throw new ShapeException(
          op, places + " labels, one per example and place of " + x, labels.length + " labels", "");
    }
    for (int i = 0; i < places; i++) {
      if (labels[i] != ignored && (labels[i] < 0 || labels[i] >= x.size(1))) {
        throw new IllegalArgumentException(
            op
                + ": expected labels from 0 to "
                + (x.size(1) - 1)
                + ", but got "
                + labels[i]
                + " for example "
                + i / x.stride(1)
                + "; the network has "
                + x.size(1)
                + " outputs");
      }
    }
  }
}
