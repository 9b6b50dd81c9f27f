package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** Sparse gradients in vectors: six, three or one of them stay in registers; as {@link VectorTiles}. */
final class VectorPixelLoops implements PixelLoops {
  @Override
  public void collect(MaximaList list, float[] pixels, float[] sums, int sumsAt) {
    int row = 0;
    if (VectorPixelTiles.FIT && list.run == VectorPixelTiles.RUN) {
      for (; row + VectorPixelTiles.ROWS <= list.filterRows; row += VectorPixelTiles.ROWS) {
        VectorPixelTiles.collect(
            list.count,
            list.at,
            list.factor,
            pixels,
            list.rowStep,
            row * list.rowStep,
            sums,
            sumsAt + row * list.run);
      }
    }
    for (; row < list.filterRows; row++) {
      collect(list, pixels, row * list.rowStep, sums, sumsAt + row * list.run, list.run);
    }
  }

  private static void collect(
      MaximaList list, float[] pixels, int pixelsAt, float[] sums, int sumsAt, int length) {
    int j = 0;
    for (; j + 6 * LANES <= length; j += 6 * LANES) {
      collect6(list.count, list.at, list.factor, pixels, pixelsAt + j, sums, sumsAt + j);
    }
    for (; j + 3 * LANES <= length; j += 3 * LANES) {
      collect3(list.count, list.at, list.factor, pixels, pixelsAt + j, sums, sumsAt + j);
    }
    for (; j < length; j += LANES) {
      collect1(list.count, list.at, list.factor, pixels, pixelsAt + j, sums, sumsAt + j);
    }
  }

  @Override
  public void spread(MaximaList list, float[] filter, int filterAt, float[] pixels) {
    int row = 0;
    if (VectorPixelTiles.FIT && list.run == VectorPixelTiles.RUN) {
      for (; row + VectorPixelTiles.ROWS <= list.filterRows; row += VectorPixelTiles.ROWS) {
        VectorPixelTiles.spread(
            list.count,
            list.at,
            list.factor,
            filter,
            filterAt + row * list.run,
            pixels,
            list.rowStep,
            row * list.rowStep);
      }
    }
    for (; row < list.filterRows; row++) {
      spread(list, filter, filterAt + row * list.run, pixels, row * list.rowStep, list.run);
    }
  }

  private static void spread(
      MaximaList list, float[] row, int rowAt, float[] pixels, int pixelsAt, int length) {
    int j = 0;
    for (; j + 6 * LANES <= length; j += 6 * LANES) {
      spread6(list.count, list.at, list.factor, row, rowAt + j, pixels, pixelsAt + j);
    }
    for (; j + 3 * LANES <= length; j += 3 * LANES) {
      spread3(list.count, list.at, list.factor, row, rowAt + j, pixels, pixelsAt + j);
    }
    for (; j < length; j += LANES) {
      spread1(list.count, list.at, list.factor, row, rowAt + j, pixels, pixelsAt + j);
    }
  }

  private static void collect6(
      int n, int[] at, float[] factor, float[] x, int xAt, float[] sums, int to) {
    FloatVector s0 = fromArray(SPECIES, sums, to);
    FloatVector s1 = fromArray(SPECIES, sums, to + LANES);
    FloatVector s2 = fromArray(SPECIES, sums, to + 2 * LANES);
    FloatVector s3 = fromArray(SPECIES, sums, to + 3 * LANES);
    FloatVector s4 = fromArray(SPECIES, sums, to + 4 * LANES);
    FloatVector s5 = fromArray(SPECIES, sums, to + 5 * LANES);
    for (int e = 0; e < n; e++) {
      FloatVector f = broadcast(SPECIES, factor[e]);
      int from = xAt + at[e];
      s0 = f.fma(fromArray(SPECIES, x, from), s0);
      s1 = f.fma(fromArray(SPECIES, x, from + LANES), s1);
      s2 = f.fma(fromArray(SPECIES, x, from + 2 * LANES), s2);
      s3 = f.fma(fromArray(SPECIES, x, from + 3 * LANES), s3);
      s4 = f.fma(fromArray(SPECIES, x, from + 4 * LANES), s4);
      s5 = f.fma(fromArray(SPECIES, x, from + 5 * LANES), s5);
    }
    s0.intoArray(sums, to);
    s1.intoArray(sums, to + LANES);
    s2.intoArray(sums, to + 2 * LANES);
    s3.intoArray(sums, to + 3 * LANES);
    s4.intoArray(sums, to + 4 * LANES);
    s5.intoArray(sums, to + 5 * LANES);
  }

  private static void collect3(
      int n, int[] at, float[] factor, float[] x, int xAt, float[] sums, int to) {
    FloatVector s0 = fromArray(SPECIES, sums, to);
    FloatVector s1 = fromArray(SPECIES, sums, to + LANES);
    FloatVector s2 = fromArray(SPECIES, sums, to + 2 * LANES);
    for (int e = 0; e < n; e++) {
      FloatVector f = broadcast(SPECIES, factor[e]);
      int from = xAt + at[e];
      s0 = f.fma(fromArray(SPECIES, x, from), s0);
      s1 = f.fma(fromArray(SPECIES, x, from + LANES), s1);
      s2 = f.fma(fromArray(SPECIES, x, from + 2 * LANES), s2);
    }
    s0.intoArray(sums, to);
    s1.intoArray(sums, to + LANES);
    s2.intoArray(sums, to + 2 * LANES);
  }

  private static void collect1(
      int n, int[] at, float[] factor, float[] x, int xAt, float[] sums, int to) {
    FloatVector s = fromArray(SPECIES, sums, to);
    for (int e = 0; e < n; e++) {
      s = broadcast(SPECIES, factor[e]).fma(fromArray(SPECIES, x, xAt + at[e]), s);
    }
    s.intoArray(sums, to);
  }

  private static void spread6(
      int n, int[] at, float[] factor, float[] row, int rowAt, float[] x, int xAt) {
    FloatVector r0 = fromArray(SPECIES, row, rowAt);
    FloatVector r1 = fromArray(SPECIES, row, rowAt + LANES);
    FloatVector r2 = fromArray(SPECIES, row, rowAt + 2 * LANES);
    FloatVector r3 = fromArray(SPECIES, row, rowAt + 3 * LANES);
    FloatVector r4 = fromArray(SPECIES, row, rowAt + 4 * LANES);
    FloatVector r5 = fromArray(SPECIES, row, rowAt + 5 * LANES);
    for (int e = n - 1; e >= 0; e--) {
      FloatVector f = broadcast(SPECIES, factor[e]);
      int to = xAt + at[e];
      f.fma(r0, fromArray(SPECIES, x, to)).intoArray(x, to);
      f.fma(r1, fromArray(SPECIES, x, to + LANES)).intoArray(x, to + LANES);
      f.fma(r2, fromArray(SPECIES, x, to + 2 * LANES)).intoArray(x, to + 2 * LANES);
      f.fma(r3, fromArray(SPECIES, x, to + 3 * LANES)).intoArray(x, to + 3 * LANES);
      f.fma(r4, fromArray(SPECIES, x, to + 4 * LANES)).intoArray(x, to + 4 * LANES);
      f.fma(r5, fromArray(SPECIES, x, to + 5 * LANES)).intoArray(x, to + 5 * LANES);
    }
  }

  private static void spread3(
      int n, int[] at, float[] factor, float[] row, int rowAt, float[] x, int xAt) {
    FloatVector r0 = fromArray(SPECIES, row, rowAt);
    FloatVector r1 = fromArray(SPECIES, row, rowAt + LANES);
    FloatVector r2 = fromArray(SPECIES, row, rowAt + 2 * LANES);
    for (int e = n - 1; e >= 0; e--) {
      FloatVector f = broadcast(SPECIES, factor[e]);
      int to = xAt + at[e];
      f.fma(r0, fromArray(SPECIES, x, to)).intoArray(x, to);
      f.fma(r1, fromArray(SPECIES, x, to + LANES)).intoArray(x, to + LANES);
      f.fma(r2, fromArray(SPECIES, x, to + 2 * LANES)).intoArray(x, to + 2 * LANES);
    }
  }

  private static void spread1(
      int n, int[] at, float[] factor, float[] row, int rowAt, float[] x, int xAt) {
    FloatVector r = fromArray(SPECIES, row, rowAt);
    for (int e = n - 1; e >= 0; e--) {
      int to = xAt + at[e];
      broadcast(SPECIES, factor[e]).fma(r, fromArray(SPECIES, x, to)).intoArray(x, to);
    }
  }
}
