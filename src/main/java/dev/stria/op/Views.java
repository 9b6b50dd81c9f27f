package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.Blocks;
import dev.stria.internal.kernel.StridedView;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** Operations that only move elements: copies of a {@link StridedView} or of {@link Blocks}. */
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

  static Tensor blocks(String op, Tensor x, Shape shape, int[] blocks, int length) {
    Tensor y = Tape.result(shape, x);
    Blocks.read(blocks, length, x.data(), y.data());
    return Tape.record(
        op,
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            Blocks.addInto(blocks, length, dy.data(), grads.into(x));
          }
        });
  }

  /** Takes the elements at some positions along an axis, in that order; positions must be valid. */
  static Tensor take(String op, Tensor x, int axis, int... index) {
    int size = x.shape().size(axis);
    int outer = Axes.count(x.shape(), 0, axis);
    int[] blocks = new int[outer * index.length];
    for (int o = 0, b = 0; o < outer; o++) {
      for (int at : index) {
        blocks[b++] = o * size + at;
      }
    }
    return blocks(op, x, x.shape().with(axis, index.length), blocks, x.shape().stride(axis));
  }
}
