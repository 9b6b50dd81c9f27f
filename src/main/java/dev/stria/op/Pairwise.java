package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.BinaryFunction;
import dev.stria.internal.kernel.Broadcast;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Tensor;

/** Applies a function of two variables element by element, with broadcasting. */
final class Pairwise {
  private Pairwise() {}

  static Tensor apply(String op, BinaryFunction f, Tensor a, Tensor b) {
    Broadcast g = Broadcast.of(op, a.shape(), b.shape());
    Tensor y = Tape.result(g.shape(), a, b);
    Kernels.elementwise().apply(f, g, a.data(), b.data(), y.data());
    return Tape.record(
        op,
        y,
        (dy, grads) -> {
          float[] da = grads.wants(a) ? grads.into(a) : null;
          float[] db = grads.wants(b) ? grads.into(b) : null;
          Kernels.elementwise()
              .applyBackward(f, g, a.data(), b.data(), y.data(), dy.data(), da, db);
        });
  }
}
