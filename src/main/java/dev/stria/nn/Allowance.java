package dev.stria.nn;

import dev.stria.tensor.Shape;

/**
 * How many numbers a network that is being built may still have. A network from a file may have those of
 * the file and not one more, so that no file can exhaust memory.
 */
final class Allowance {
  static final Allowance UNLIMITED = new Allowance(Long.MAX_VALUE);

  private long left;

  Allowance(long numbers) {
    this.left = numbers;
  }

  /** Takes a parameter's numbers before there is memory for them. */
  void take(Shape shape) {
    if (this == UNLIMITED) {
      return;
    }
    left -= shape.count();
    if (left < 0) {
      throw new IllegalArgumentException("the architecture has more weights than the file");
    }
  }
}
