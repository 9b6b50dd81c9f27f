package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.ScalarSums.BLOCK;
import static dev.stria.internal.kernel.ScalarSums.COLUMNS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link ScalarSums} in vectors: four of four lanes are the 16 columns, whatever the machine's width, and as many
 * independent sums as keep its adders busy.
 */
final class VectorSums {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_128;

  private VectorSums() {}

  static double sum(float[] x, int at, int n) {
    float[] columns = new float[COLUMNS];
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
    FloatVector a = FloatVector.zero(F);
    FloatVector b = FloatVector.zero(F);
    FloatVector c = FloatVector.zero(F);
    FloatVector d = FloatVector.zero(F);
    for (int i = from; i < end; i += COLUMNS) {
      a = a.add(FloatVector.fromArray(F, x, i));
      b = b.add(FloatVector.fromArray(F, x, i + 4));
      c = c.add(FloatVector.fromArray(F, x, i + 8));
      d = d.add(FloatVector.fromArray(F, x, i + 12));
    }
    a.intoArray(columns, 0);
    b.intoArray(columns, 4);
    c.intoArray(columns, 8);
    d.intoArray(columns, 12);
  }

  static double sumOfSquares(float[] x, int at, int n, float center) {
    float[] columns = new float[COLUMNS];
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
    FloatVector a = FloatVector.zero(F);
    FloatVector b = FloatVector.zero(F);
    FloatVector c = FloatVector.zero(F);
    FloatVector d = FloatVector.zero(F);
    for (int i = from; i < end; i += COLUMNS) {
      FloatVector p = FloatVector.fromArray(F, x, i).sub(center);
      FloatVector q = FloatVector.fromArray(F, x, i + 4).sub(center);
      FloatVector r = FloatVector.fromArray(F, x, i + 8).sub(center);
      FloatVector s = FloatVector.fromArray(F, x, i + 12).sub(center);
      a = p.fma(p, a);
      b = q.fma(q, b);
      c = r.fma(r, c);
      d = s.fma(s, d);
    }
    a.intoArray(columns, 0);
    b.intoArray(columns, 4);
    c.intoArray(columns, 8);
    d.intoArray(columns, 12);
  }

  static double sumOfProducts(float[] x, int xAt, float center, float[] y, int yAt, int n) {
    float[] columns = new float[COLUMNS];
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
    FloatVector a = FloatVector.zero(F);
    FloatVector b = FloatVector.zero(F);
    FloatVector c = FloatVector.zero(F);
    FloatVector d = FloatVector.zero(F);
    for (int i = 0; i < n; i += COLUMNS) {
      FloatVector p = FloatVector.fromArray(F, x, xAt + i).sub(center);
      FloatVector q = FloatVector.fromArray(F, x, xAt + i + 4).sub(center);
      FloatVector r = FloatVector.fromArray(F, x, xAt + i + 8).sub(center);
      FloatVector s = FloatVector.fromArray(F, x, xAt + i + 12).sub(center);
      a = p.fma(FloatVector.fromArray(F, y, yAt + i), a);
      b = q.fma(FloatVector.fromArray(F, y, yAt + i + 4), b);
      c = r.fma(FloatVector.fromArray(F, y, yAt + i + 8), c);
      d = s.fma(FloatVector.fromArray(F, y, yAt + i + 12), d);
    }
    a.intoArray(columns, 0);
    b.intoArray(columns, 4);
    c.intoArray(columns, 8);
    d.intoArray(columns, 12);
  }
}
