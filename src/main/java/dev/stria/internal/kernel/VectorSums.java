package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.ScalarSums.BLOCK;
import static dev.stria.internal.kernel.ScalarSums.COLUMNS;
import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * {@link ScalarSums} in vectors, which are 1, 2 or 4 to the 16 columns.
 *
 * <p>They are of the one species that all kernels use: where a second was in use, too, JDK 17 no longer compiled stores of
 * either to vector instructions, and every kernel was a hundred times slower.
 */
final class VectorSums {
  private VectorSums() {}

  static double sum(float[] x, int at, int n) {
    float[] columns = Scratch.floats(Scratch.Use.COLUMNS, COLUMNS);
    double total = 0;
    for (int from = at; from < at + n; from += BLOCK) {
      int size = Math.min(BLOCK, at + n - from);
      int end = from + size - size % COLUMNS;
      sumColumns(x, from, end, columns);
      for (int i = end; i < from + size; i++) {
        columns[i - end] += x[i];
      }
      total += ScalarSums.tree(columns);
    }
    return total;
  }

  private static void sumColumns(float[] x, int from, int end, float[] columns) {
    for (int column = 0; column < COLUMNS; column += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = from + column; i < end; i += COLUMNS) {
        sum = sum.add(FloatVector.fromArray(SPECIES, x, i));
      }
      sum.intoArray(columns, column);
    }
  }

  static double sumOfSquares(float[] x, int at, int n, float center) {
    float[] columns = Scratch.floats(Scratch.Use.COLUMNS, COLUMNS);
    double total = 0;
    for (int from = at; from < at + n; from += BLOCK) {
      int size = Math.min(BLOCK, at + n - from);
      int end = from + size - size % COLUMNS;
      squareColumns(x, from, end, center, columns);
      for (int i = end; i < from + size; i++) {
        columns[i - end] = Math.fma(x[i] - center, x[i] - center, columns[i - end]);
      }
      total += ScalarSums.tree(columns);
    }
    return total;
  }

  private static void squareColumns(float[] x, int from, int end, float center, float[] columns) {
    for (int column = 0; column < COLUMNS; column += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = from + column; i < end; i += COLUMNS) {
        FloatVector a = FloatVector.fromArray(SPECIES, x, i).sub(center);
        sum = a.fma(a, sum);
      }
      sum.intoArray(columns, column);
    }
  }

  static double sumOfProducts(float[] x, int xAt, float center, float[] y, int yAt, int n) {
    float[] columns = Scratch.floats(Scratch.Use.COLUMNS, COLUMNS);
    double total = 0;
    for (int from = 0; from < n; from += BLOCK) {
      int size = Math.min(BLOCK, n - from);
      int end = from + size - size % COLUMNS;
      productColumns(x, xAt + from, center, y, yAt + from, end - from, columns);
      for (int i = end; i < from + size; i++) {
        columns[i - end] = Math.fma(x[xAt + i] - center, y[yAt + i], columns[i - end]);
      }
      total += ScalarSums.tree(columns);
    }
    return total;
  }

  private static void productColumns(
      float[] x, int xAt, float center, float[] y, int yAt, int n, float[] columns) {
    for (int column = 0; column < COLUMNS; column += LANES) {
      FloatVector sum = FloatVector.zero(SPECIES);
      for (int i = column; i < n; i += COLUMNS) {
        FloatVector a = FloatVector.fromArray(SPECIES, x, xAt + i).sub(center);
        sum = a.fma(FloatVector.fromArray(SPECIES, y, yAt + i), sum);
      }
      sum.intoArray(columns, column);
    }
  }
}
