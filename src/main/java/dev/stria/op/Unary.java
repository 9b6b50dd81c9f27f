package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.UnaryFunction;
import dev.stria.tensor.Tensor;

/** Applies a function of one variable to each element. */
final class Unary {
  private Unary() {}

  static Tensor apply(UnaryFunction f, Tensor x) {
    Tensor y = Tape.result(x.shape(), x);
    Kernels.elementwise().apply(f, x.data(), y.data());
    return Tape.record(
        f.name(),
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            Kernels.elementwise().applyBackward(f, x.data(), y.data(), dy.data(), grads.into(x));
          }
        });
  }
}
