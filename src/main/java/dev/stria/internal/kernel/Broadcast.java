package dev.stria.internal.kernel;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;

/**
 * How the shapes of two operands meet: aligned at the last axis, where an axis of size 1 (or none)
 * repeats, as in NumPy.
 *
 * <p>Neighbouring axes that both operands walk through in the same manner are one axis here, so that
 * the innermost runs are as long as they can be.
 */
public final class Broadcast {
  private final Shape shape;
  private final int[] sizes;
  private final int[] stridesA;
  private final int[] stridesB;
  private final int axes;

  private Broadcast(Shape shape, Shape a, Shape b) {
    this.shape = shape;
    sizes = new int[shape.rank() + 1];
    stridesA = new int[shape.rank() + 1];
    stridesB = new int[shape.rank() + 1];
    int used = 0;
    for (int fromEnd = shape.rank(); fromEnd >= 1; fromEnd--) {
      int size = shape.size(-fromEnd);
      if (size == 1) {
        continue;
      }
      int strideA = stride(a, fromEnd);
      int strideB = stride(b, fromEnd);
      boolean joins =
          used > 0 && stridesA[used - 1] == strideA * size && stridesB[used - 1] == strideB * size;
      used = joins ? used : used + 1;
      sizes[used - 1] = joins ? sizes[used - 1] * size : size;
      stridesA[used - 1] = strideA;
      stridesB[used - 1] = strideB;
    }
    axes = used;
  }

  /**
   * Returns how two shapes meet.
   *
   * @param op the operation that error messages name
   * @param a the first operand's shape
   * @param b the second operand's shape
   * @return the broadcast
   * @throws ShapeException if sizes differ on an axis where neither is 1
   */
  public static Broadcast of(String op, Shape a, Shape b) {
    int rank = Math.max(a.rank(), b.rank());
    int[] sizes = new int[rank];
    for (int fromEnd = 1; fromEnd <= rank; fromEnd++) {
      int sizeA = fromEnd <= a.rank() ? a.size(-fromEnd) : 1;
      int sizeB = fromEnd <= b.rank() ? b.size(-fromEnd) : 1;
      if (sizeA != sizeB && sizeA != 1 && sizeB != 1) {
        throw new ShapeException(
            op,
            "shapes that are equal or 1 on each axis, counted from the last",
            a + " and " + b,
            "reshape one of them so that its axes line up");
      }
      sizes[rank - fromEnd] = sizeA == 1 ? sizeB : sizeA;
    }
    return new Broadcast(Shape.of(sizes), a, b);
  }

  private static int stride(Shape shape, int fromEnd) {
    boolean repeats = fromEnd > shape.rank() || shape.size(-fromEnd) == 1;
    return repeats ? 0 : shape.stride(-fromEnd);
  }

  /**
   * Returns the result's shape.
   *
   * @return on each axis the larger of both sizes
   */
  public Shape shape() {
    return shape;
  }

  /** Returns whether both operands have the result's shape, so that nothing repeats. */
  boolean isPlain() {
    return axes == 0 || axes == 1 && stridesA[0] == 1 && stridesB[0] == 1;
  }

  /** The length of the innermost runs. */
  int run() {
    return axes == 0 ? 1 : sizes[axes - 1];
  }

  /** The number of innermost runs. */
  int runs() {
    return run() == 0 ? 0 : shape.count() / run();
  }

  /** The step of the first operand along a run: 1, or 0 where it repeats. */
  int stepA() {
    return axes == 0 ? 1 : stridesA[axes - 1];
  }

  /** The step of the second operand along a run: 1, or 0 where it repeats. */
  int stepB() {
    return axes == 0 ? 1 : stridesB[axes - 1];
  }

  /** Where the first operand's elements of a run begin. */
  int startA(int run) {
    return start(run, stridesA);
  }

  /** Where the second operand's elements of a run begin. */
  int startB(int run) {
    return start(run, stridesB);
  }

  private int start(int run, int[] strides) {
    int start = 0;
    int rest = run;
    for (int axis = axes - 2; axis >= 0; axis--) {
      start += rest % sizes[axis] * strides[axis];
      rest /= sizes[axis];
    }
    return start;
  }
}
