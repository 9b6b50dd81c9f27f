package dev.stria.internal.kernel;

import java.util.Arrays;

/**
 * A block of rows at equal distances: element {@code j} of row {@code i} is {@code data[at + i·stride + j]}.
 *
 * @param data the array
 * @param at where the first row starts
 * @param stride from one row to the next
 * @param step from one segment of the block to the next
 */
record Block(float[] data, int at, int stride, int step) {
  /** Writes zeros where a product of this size goes. */
  void clear(Extent size) {
    for (int segment = 0; segment < size.segments(); segment++) {
      for (int i = 0; i < size.m(); i++) {
        int from = at + segment * step + i * stride;
        Arrays.fill(data, from, from + size.n(), 0f);
      }
    }
  }

  /** Returns the same block elsewhere in the array. */
  Block startingAt(int place) {
    return place == at ? this : new Block(data, place, stride, step);
  }

  /** Whether another block differs in nothing but where it starts. */
  boolean isLike(Block other) {
    return data == other.data && stride == other.stride && step == other.step;
  }
}
