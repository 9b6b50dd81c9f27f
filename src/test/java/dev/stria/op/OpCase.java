package dev.stria.op;

import dev.stria.tensor.Tensor;
import java.util.function.Function;

/**
 * One configuration of an operation: what it is called with, and the inputs that it can be
 * differentiated by, kept away from its kinks.
 */
record OpCase(String description, Function<Tensor[], Tensor> function, Tensor... inputs) {
  Tensor run() {
    return function.apply(inputs);
  }

  @Override
  public String toString() {
    return description;
  }
}
