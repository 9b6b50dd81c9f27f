package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.tensor.Tensor;

/** Arrays for what an operation keeps from its forward to its backward pass. */
final class Scratch {
  private Scratch() {}

  /** Returns an array of arbitrary content, lent by the result's tape if it is on one. */
  static float[] floats(Tensor y, int length) {
    Tape tape = Tape.of(y);
    return tape == null ? new float[length] : tape.lend(length);
  }

  /** Returns an array of arbitrary content, lent by the result's tape if it is on one. */
  static int[] ints(Tensor y, int length) {
    Tape tape = Tape.of(y);
    return tape == null ? new int[length] : tape.lendInts(length);
  }
}
