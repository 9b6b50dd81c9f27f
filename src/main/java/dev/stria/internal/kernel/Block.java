package dev.stria.internal.kernel;

/**
 * A block of rows at equal distances: element {@code j} of row {@code i} is {@code data[at + i·stride + j]}.
 *
 * @param data the array
 * @param at where the first row starts
 * @param stride from one row to the next
 * @param step from one segment of the block to the next
 */
record Block(float[] data, int at, int stride, int step) {}
