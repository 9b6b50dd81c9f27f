package dev.stria.optim;

import dev.stria.autograd.Parameter;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One parameter of an optimizer, and what the optimizer remembers of it. */
final class Slot {
  final Parameter parameter;

  /** Arrays as long as the parameter, by PyTorch's names; they come to be at the first use. */
  final Map<String, float[]> memory = new LinkedHashMap<>();

  Group group = Group.PLAIN;

  /** How many steps this parameter has taken: those that did not reach it do not count. */
  long steps;

  /** NAdam's product of momenta. */
  double product = 1;

  Slot(Parameter parameter) {
    this.parameter = parameter;
  }

  /** Returns the weights among parameters, having checked that each can be told from the others. */
  static List<Parameter> weights(String kind, Collection<Parameter> parameters) {
    Map<String, Parameter> named = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      if (parameter == null) {
        throw Check.refusal(kind + ": parameters", "no null among them", parameters, "");
      }
      if (!parameter.isStatistic()) {
        requireNew(kind, named.put(parameter.name(), parameter), parameter);
      }
    }
    if (named.isEmpty()) {
      throw Check.refusal(
          kind + ": parameters",
          "at least one weight",
          parameters.isEmpty() ? "none" : "statistics only",
          "pass model.parameters()");
    }
    return List.copyOf(named.values());
  }

  private static void requireNew(String kind, Parameter former, Parameter parameter) {
    if (former == parameter) {
      throw Check.refusal(
          kind + ": parameters", "each parameter once", parameter + " twice", "remove one");
    }
    if (former != null) {
      throw Check.refusal(
          kind + ": parameters",
          "names that tell parameters apart",
          "two named '" + parameter.name() + "'",
          "a checkpoint could not tell them apart; give each network its own optimizer");
    }
  }

  float[] w() {
    return parameter.value().data();
  }

  /** Returns a remembered array, zeros at first. */
  float[] memory(String name) {
    return memory(name, 0);
  }

  float[] memory(String name, float initial) {
    float[] array = memory.get(name);
    if (array == null) {
      array = new float[parameter.value().shape().count()];
      Arrays.fill(array, initial);
      memory.put(name, array);
    }
    return array;
  }

  /** Returns the number of the step that is being taken, from 1. */
  int step() {
    return (int) Math.min(steps + 1, Integer.MAX_VALUE);
  }
}
