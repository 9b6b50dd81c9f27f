package dev.stria.internal.kernel;

/**
 * Rows that lie anywhere in an array: element {@code j} of row {@code l} is {@code data[at + offsets[l] + j]}, or, where rows
 * have gaps, {@code data[at + offsets[l] + j / width · pitch + j mod width]}.
 *
 * @param data the array
 * @param at what is added to every offset
 * @param offsets where each row starts
 * @param step from one segment of the rows to the next
 * @param width how many elements lie side by side, 0 for all of them
 * @param pitch from the first of those to the first of the next
 */
record Rows(float[] data, int at, int[] offsets, int step, int width, int pitch) {
  /** Rows without gaps. */
  Rows(float[] data, int at, int[] offsets, int step) {
    this(data, at, offsets, step, 0, 0);
  }

  /** Returns the same rows elsewhere in the array. */
  Rows startingAt(int place) {
    return place == at ? this : new Rows(data, place, offsets, step, width, pitch);
  }

  /** Returns where an element lies from the start of its row. */
  int column(int j) {
    return width == 0 ? j : j / width * pitch + j % width;
  }
}
