package dev.stria.optim;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Collection;
import java.util.List;

/** Parameters laid end to end as one vector of doubles. */
final class ParameterVector {
  private final List<Parameter> parameters;
  private final int length;

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
    Sum sum = new Sum(gradient);
    double value = loss.compute(sum);
    if (!sum.given) {
      throw new IllegalStateException(
          "Lbfgs.step: expected the loss to give its gradients, but none came; "
              + "call slopes.accept(tape.gradients(loss)) before the tape closes");
    }
    return value;
  }

  /** Adds gradients up in one long array. */
  private final class Sum implements Lbfgs.Slopes {
    private final double[] sum;
    private boolean given;

    Sum(double[] sum) {
      this.sum = sum;
    }

    @Override
    public void accept(Gradients gradients) {
      int at = 0;
      for (Parameter parameter : parameters) {
        if (parameter.isTrainable() && gradients.reached(parameter)) {
          add(at, gradients.of(parameter).data());
        }
        at += parameter.value().shape().count();
      }
      given = true;
    }

    @Override
    public void accept(Parameter parameter, Tensor gradient) {
      if (!parameters.contains(parameter)) {
        throw Check.refusal(
            "Lbfgs.step: gradient", "one of " + parameters, parameter, "it was not given to of(…)");
      }
      if (!gradient.shape().equals(parameter.value().shape())) {
        throw new ShapeException(
            "Lbfgs.step: gradient of " + parameter.name(),
            parameter.value().shape(),
            gradient.shape(),
            "");
      }
      int at = 0;
      for (Parameter before : parameters.subList(0, parameters.indexOf(parameter))) {
        at += before.value().shape().count();
      }
      add(at, gradient.data());
      given = true;
    }

    private void add(int at, float[] slope) {
      for (int i = 0; i < slope.length; i++) {
        sum[at + i] += slope[i];
      }
    }
  }
}
