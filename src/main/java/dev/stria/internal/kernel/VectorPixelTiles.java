package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** Sums of weighted rows that stay in registers while the weights pass by; as {@link VectorTiles}. */
final class VectorPixelTiles {
  private VectorPixelTiles() {}

  /** Adds three rows of six vectors. */
  static void add3x6(
      int first,
      int end,
      float[] factor,
      int[] index,
      int scale,
      float[] x,
      int xAt,
      int xStep,
      float[] y,
      int y0,
      int yStep) {
    int y1 = y0 + yStep;
    int y2 = y1 + yStep;
    FloatVector s00 = fromArray(SPECIES, y, y0);
    FloatVector s01 = fromArray(SPECIES, y, y0 + LANES);
    FloatVector s02 = fromArray(SPECIES, y, y0 + 2 * LANES);
    FloatVector s03 = fromArray(SPECIES, y, y0 + 3 * LANES);
    FloatVector s04 = fromArray(SPECIES, y, y0 + 4 * LANES);
    FloatVector s05 = fromArray(SPECIES, y, y0 + 5 * LANES);
    FloatVector s10 = fromArray(SPECIES, y, y1);
    FloatVector s11 = fromArray(SPECIES, y, y1 + LANES);
    FloatVector s12 = fromArray(SPECIES, y, y1 + 2 * LANES);
    FloatVector s13 = fromArray(SPECIES, y, y1 + 3 * LANES);
    FloatVector s14 = fromArray(SPECIES, y, y1 + 4 * LANES);
    FloatVector s15 = fromArray(SPECIES, y, y1 + 5 * LANES);
    FloatVector s20 = fromArray(SPECIES, y, y2);
    FloatVector s21 = fromArray(SPECIES, y, y2 + LANES);
    FloatVector s22 = fromArray(SPECIES, y, y2 + 2 * LANES);
    FloatVector s23 = fromArray(SPECIES, y, y2 + 3 * LANES);
    FloatVector s24 = fromArray(SPECIES, y, y2 + 4 * LANES);
    FloatVector s25 = fromArray(SPECIES, y, y2 + 5 * LANES);
    for (int e = first; e < end; e++) {
      FloatVector f = broadcast(SPECIES, factor[e]);
      int x0 = xAt + index[e] * scale;
      s00 = f.fma(fromArray(SPECIES, x, x0), s00);
      s01 = f.fma(fromArray(SPECIES, x, x0 + LANES), s01);
      s02 = f.fma(fromArray(SPECIES, x, x0 + 2 * LANES), s02);
      s03 = f.fma(fromArray(SPECIES, x, x0 + 3 * LANES), s03);
      s04 = f.fma(fromArray(SPECIES, x, x0 + 4 * LANES), s04);
      s05 = f.fma(fromArray(SPECIES, x, x0 + 5 * LANES), s05);
      int x1 = x0 + xStep;
      s10 = f.fma(fromArray(SPECIES, x, x1), s10);
      s11 = f.fma(fromArray(SPECIES, x, x1 + LANES), s11);
      s12 = f.fma(fromArray(SPECIES, x, x1 + 2 * LANES), s12);
      s13 = f.fma(fromArray(SPECIES, x, x1 + 3 * LANES), s13);
      s14 = f.fma(fromArray(SPECIES, x, x1 + 4 * LANES), s14);
      s15 = f.fma(fromArray(SPECIES, x, x1 + 5 * LANES), s15);
      int x2 = x1 + xStep;
      s20 = f.fma(fromArray(SPECIES, x, x2), s20);
      s21 = f.fma(fromArray(SPECIES, x, x2 + LANES), s21);
      s22 = f.fma(fromArray(SPECIES, x, x2 + 2 * LANES), s22);
      s23 = f.fma(fromArray(SPECIES, x, x2 + 3 * LANES), s23);
      s24 = f.fma(fromArray(SPECIES, x, x2 + 4 * LANES), s24);
      s25 = f.fma(fromArray(SPECIES, x, x2 + 5 * LANES), s25);
    }
    s00.intoArray(y, y0);
    s01.intoArray(y, y0 + LANES);
    s02.intoArray(y, y0 + 2 * LANES);
    s03.intoArray(y, y0 + 3 * LANES);
    s04.intoArray(y, y0 + 4 * LANES);
    s05.intoArray(y, y0 + 5 * LANES);
    s10.intoArray(y, y1);
    s11.intoArray(y, y1 + LANES);
    s12.intoArray(y, y1 + 2 * LANES);
    s13.intoArray(y, y1 + 3 * LANES);
    s14.intoArray(y, y1 + 4 * LANES);
    s15.intoArray(y, y1 + 5 * LANES);
    s20.intoArray(y, y2);
    s21.intoArray(y, y2 + LANES);
    s22.intoArray(y, y2 + 2 * LANES);
    s23.intoArray(y, y2 + 3 * LANES);
    s24.intoArray(y, y2 + 4 * LANES);
    s25.intoArray(y, y2 + 5 * LANES);
  }

  /** Adds three rows of five vectors. */
  static void add3x5(
      int first,
      int end,
      float[] factor,
      int[] index,
      int scale,
      float[] x,
      int xAt,
      int xStep,
      float[] y,
      int y0,
      int yStep) {
    int y1 = y0 + yStep;
    int y2 = y1 + yStep;
    FloatVector s00 = fromArray(SPECIES, y, y0);
    FloatVector s01 = fromArray(SPECIES, y, y0 + LANES);
    FloatVector s02 = fromArray(SPECIES, y, y0 + 2 * LANES);
    FloatVector s03 = fromArray(SPECIES, y, y0 + 3 * LANES);
    FloatVector s04 = fromArray(SPECIES, y, y0 + 4 * LANES);
    FloatVector s10 = fromArray(SPECIES, y, y1);
    FloatVector s11 = fromArray(SPECIES, y, y1 + LANES);
    FloatVector s12 = fromArray(SPECIES, y, y1 + 2 * LANES);
    FloatVector s13 = fromArray(SPECIES, y, y1 + 3 * LANES);
    FloatVector s14 = fromArray(SPECIES, y, y1 + 4 * LANES);
    FloatVector s20 = fromArray(SPECIES, y, y2);
    FloatVector s21 = fromArray(SPECIES, y, y2 + LANES);
    FloatVector s22 = fromArray(SPECIES, y, y2 + 2 * LANES);
    FloatVector s23 = fromArray(SPECIES, y, y2 + 3 * LANES);
    FloatVector s24 = fromArray(SPECIES, y, y2 + 4 * LANES);
    for (int e = first; e < end; e++) {
      FloatVector f = broadcast(SPECIES, factor[e]);
      int x0 = xAt + index[e] * scale;
      s00 = f.fma(fromArray(SPECIES, x, x0), s00);
      s01 = f.fma(fromArray(SPECIES, x, x0 + LANES), s01);
      s02 = f.fma(fromArray(SPECIES, x, x0 + 2 * LANES), s02);
      s03 = f.fma(fromArray(SPECIES, x, x0 + 3 * LANES), s03);
      s04 = f.fma(fromArray(SPECIES, x, x0 + 4 * LANES), s04);
      int x1 = x0 + xStep;
      s10 = f.fma(fromArray(SPECIES, x, x1), s10);
      s11 = f.fma(fromArray(SPECIES, x, x1 + LANES), s11);
      s12 = f.fma(fromArray(SPECIES, x, x1 + 2 * LANES), s12);
      s13 = f.fma(fromArray(SPECIES, x, x1 + 3 * LANES), s13);
      s14 = f.fma(fromArray(SPECIES, x, x1 + 4 * LANES), s14);
      int x2 = x1 + xStep;
      s20 = f.fma(fromArray(SPECIES, x, x2), s20);
      s21 = f.fma(fromArray(SPECIES, x, x2 + LANES), s21);
      s22 = f.fma(fromArray(SPECIES, x, x2 + 2 * LANES), s22);
      s23 = f.fma(fromArray(SPECIES, x, x2 + 3 * LANES), s23);
      s24 = f.fma(fromArray(SPECIES, x, x2 + 4 * LANES), s24);
    }
    s00.intoArray(y, y0);
    s01.intoArray(y, y0 + LANES);
    s02.intoArray(y, y0 + 2 * LANES);
    s03.intoArray(y, y0 + 3 * LANES);
    s04.intoArray(y, y0 + 4 * LANES);
    s10.intoArray(y, y1);
    s11.intoArray(y, y1 + LANES);
    s12.intoArray(y, y1 + 2 * LANES);
    s13.intoArray(y, y1 + 3 * LANES);
    s14.intoArray(y, y1 + 4 * LANES);
    s20.intoArray(y, y2);
    s21.intoArray(y, y2 + LANES);
    s22.intoArray(y, y2 + 2 * LANES);
    s23.intoArray(y, y2 + 3 * LANES);
    s24.intoArray(y, y2 + 4 * LANES);
  }

  /** Adds one row of six vectors. */
  static void add1x6(
      int first,
      int end,
      float[] factor,
      int[] index,
      int scale,
      float[] x,
      int xAt,
      float[] y,
      int y0) {
    FloatVector s00 = fromArray(SPECIES, y, y0);
    FloatVector s01 = fromArray(SPECIES, y, y0 + LANES);
    FloatVector s02 = fromArray(SPECIES, y, y0 + 2 * LANES);
    FloatVector s03 = fromArray(SPECIES, y, y0 + 3 * LANES);
    FloatVector s04 = fromArray(SPECIES, y, y0 + 4 * LANES);
    FloatVector s05 = fromArray(SPECIES, y, y0 + 5 * LANES);
    for (int e = first; e < end; e++) {
      FloatVector f = broadcast(SPECIES, factor[e]);
      int x0 = xAt + index[e] * scale;
      s00 = f.fma(fromArray(SPECIES, x, x0), s00);
      s01 = f.fma(fromArray(SPECIES, x, x0 + LANES), s01);
      s02 = f.fma(fromArray(SPECIES, x, x0 + 2 * LANES), s02);
      s03 = f.fma(fromArray(SPECIES, x, x0 + 3 * LANES), s03);
      s04 = f.fma(fromArray(SPECIES, x, x0 + 4 * LANES), s04);
      s05 = f.fma(fromArray(SPECIES, x, x0 + 5 * LANES), s05);
    }
    s00.intoArray(y, y0);
    s01.intoArray(y, y0 + LANES);
    s02.intoArray(y, y0 + 2 * LANES);
    s03.intoArray(y, y0 + 3 * LANES);
    s04.intoArray(y, y0 + 4 * LANES);
    s05.intoArray(y, y0 + 5 * LANES);
  }

  /** Adds one row of three vectors. */
  static void add1x3(
      int first,
      int end,
      float[] factor,
      int[] index,
      int scale,
      float[] x,
      int xAt,
      float[] y,
      int y0) {
    FloatVector s00 = fromArray(SPECIES, y, y0);
    FloatVector s01 = fromArray(SPECIES, y, y0 + LANES);
    FloatVector s02 = fromArray(SPECIES, y, y0 + 2 * LANES);
    for (int e = first; e < end; e++) {
      FloatVector f = broadcast(SPECIES, factor[e]);
      int x0 = xAt + index[e] * scale;
      s00 = f.fma(fromArray(SPECIES, x, x0), s00);
      s01 = f.fma(fromArray(SPECIES, x, x0 + LANES), s01);
      s02 = f.fma(fromArray(SPECIES, x, x0 + 2 * LANES), s02);
    }
    s00.intoArray(y, y0);
    s01.intoArray(y, y0 + LANES);
    s02.intoArray(y, y0 + 2 * LANES);
  }

  /** Adds one row of one vector. */
  static void add1x1(
      int first,
      int end,
      float[] factor,
      int[] index,
      int scale,
      float[] x,
      int xAt,
      float[] y,
      int y0) {
    FloatVector s00 = fromArray(SPECIES, y, y0);
    for (int e = first; e < end; e++) {
      FloatVector f = broadcast(SPECIES, factor[e]);
      int x0 = xAt + index[e] * scale;
      s00 = f.fma(fromArray(SPECIES, x, x0), s00);
    }
    s00.intoArray(y, y0);
  }
}
