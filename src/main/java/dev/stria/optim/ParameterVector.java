package dev.stria.optim;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import java.util.Collection;
import java.util.List;

/** Parameters laid end to end as one vector of doubles. */
final class ParameterVector {
  private final List<Parameter> parameters;
  private final int length;
  private boolean given;

  ParameterVector(Collection<Parameter> parameters) {
    this.parameters = Slot.weights("Lbfgs", parameters);
    long count = 0;
    for (Parameter parameter : this.parameters) {
      count += parameter.value().shape().count();
    }
    if (count > Integer.MAX_VALUE - 8) {
      throw Check.refusal("Lbfgs: parameters", "at most 2^31 - 9 values", count, "use Sgd or Adam");
    }
    this.length = (int) count;
  }

  List<Parameter> parameters() {
    return parameters;
  }

  int length() {
    return length;
  }

  double[] values() {
    double[] x = new double[length];
    int at = 0;
    for (Parameter parameter : parameters) {
      for (float value : parameter.value().data()) {
        x[at++] = value;
      }
    }
    return x;
  }

  /** Rounds the vector into the parameters, and what they then are back into the vector. */
  void set(double[] x) {
    int at = 0;
    for (Parameter parameter : parameters) {
      float[] values = parameter.value().data();
      boolean moves = parameter.isTrainable();
      for (int i = 0; i < values.length; i++, at++) {
        if (moves) {
          values[i] = (float) x[at];
        }
        x[at] = values[i];
      }
    }
  }

  double evaluate(Lbfgs.Loss loss, double[] x, double[] gradient) {
    set(x);
    given = false;
    double value = loss.compute(gradients -> add(gradients, gradient));
    if (!given) {
      throw new IllegalStateException(
          "Lbfgs.step: expected the loss to give its gradients, but none came; "
              + "call gradients.accept(tape.gradients(loss)) before the tape closes");
    }
    return value;
  }

  /** Adds, so that a loss may be computed in several parts. */
  private void add(Gradients gradients, double[] sum) {
    given = true;
    int at = 0;
    for (Parameter parameter : parameters) {
      int count = parameter.value().shape().count();
      if (parameter.isTrainable() && gradients.reached(parameter)) {
        float[] slope = gradients.of(parameter).data();
        for (int i = 0; i < count; i++) {
          sum[at + i] += slope[i];
        }
      }
      at += count;
    }
  }
}
