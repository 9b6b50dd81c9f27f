package dev.stria.op;

import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/**
 * Puts a parameter's value on the tape of what it is about to meet, before it is moved by itself.
 *
 * <p>What is computed from a parameter alone is on no tape, so that its gradient would be lost.
 */
final class OnTape {
  private OnTape() {}

  /** Returns a parameter's value on the tape of other values, or what it is given if there is none. */
  static Tensor of(Tensor w, Tensor... neighbours) {
    if (w == null || !(w.owner() instanceof Parameter) || Tape.of(neighbours) == null) {
      return w;
    }
    Tensor[] inputs = Arrays.copyOf(neighbours, neighbours.length + 1);
    inputs[neighbours.length] = w;
    Tensor y = Tape.result(w.shape(), inputs);
    System.arraycopy(w.data(), 0, y.data(), 0, w.shape().count());
    return Tape.record(
        "weights",
        y,
        (dy, grads) -> {
          if (grads.wants(w)) {
            Kernels.elementwise().axpy(1, dy.data(), grads.into(w));
          }
        });
  }
}
