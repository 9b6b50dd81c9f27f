package dev.stria.autograd;

import dev.stria.tensor.Tensor;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Collectors;

/** One line of a tape: a value, what it was computed from, and the chain rule back. */
final class Node {
  final Tensor y;
  final boolean wanted;
  final Tensor[] inputs;
  String op;
  boolean kept;
  Backward backward;

  Node(String op, Tensor y, boolean wanted, boolean kept, Tensor... inputs) {
    this.op = op;
    this.y = y;
    this.wanted = wanted;
    this.kept = kept;
    this.inputs = inputs;
  }

  @Override
  public String toString() {
    return Arrays.stream(inputs)
        .filter(Objects::nonNull)
        .map(Node::name)
        .collect(Collectors.joining(", ", y.shape() + " = " + op + "(", ")"));
  }

  private static String name(Tensor input) {
    if (input.owner() instanceof Parameter parameter) {
      return parameter.name();
    }
    return input.slot() < 0 ? input.shape().toString() : "%" + input.slot();
  }
}
