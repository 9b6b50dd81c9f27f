package dev.stria.optim;

import dev.stria.autograd.Parameter;
import java.util.LinkedHashMap;
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
      java.util.Arrays.fill(array, initial);
      memory.put(name, array);
    }
    return array;
  }

  /** Returns the number of the step that is being taken, from 1. */
  int step() {
    return (int) Math.min(steps + 1, Integer.MAX_VALUE);
  }
}
