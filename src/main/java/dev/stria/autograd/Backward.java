package dev.stria.autograd;

import dev.stria.tensor.Tensor;

/** The chain rule of one step: from the gradient of an operation's result to those of its inputs. */
@FunctionalInterface
public interface Backward {
  /**
   * Adds what this step contributes to the gradients of its inputs.
   *
   * @param dy the gradient of the score with respect to the step's result, of the result's shape
   * @param grads tells which inputs' gradients are wanted and lends the arrays to add into
   */
  void backward(Tensor dy, Gradients grads);
}
