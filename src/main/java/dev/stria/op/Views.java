package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.StridedView;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** Operations whose result is a {@link StridedView} of their input, copied. */
final class Views {
  private Views() {}

  static Tensor read(String op, Tensor x, Shape shape, StridedView view) {
    Tensor y = Tape.result(shape, x);
    view.read(x.data(), y.data());
    return Tape.record(
        op,
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            view.addInto(dy.data(), grads.into(x));
          }
        });
  }
}
