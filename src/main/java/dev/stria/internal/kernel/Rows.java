package dev.stria.internal.kernel;

/**
 * Rows that lie anywhere in an array: element {@code j} of row {@code l} is {@code data[at + offsets[l] + j]}.
 *
 * @param data the array
 * @param at what is added to every offset
 * @param offsets where each row starts
 * @param step from one segment of the rows to the next
 */
record Rows(float[] data, int at, int[] offsets, int step) {}
