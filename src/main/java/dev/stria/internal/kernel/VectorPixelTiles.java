package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Sparse gradients in vectors, for three rows of filters at once whose runs are six vectors long: what is added to a pixel
 * is often added to what was stored for its neighbour right before, and other rows fill the time until that can be read.
 */
final class VectorPixelTiles {
  /** The floats of a run. */
  static final int RUN = 6 * LANES;

  /** The rows of filters. */
  static final int ROWS = 3;

  /** Whether there are registers enough. */
  static final boolean FIT = LANES > 8;

  private VectorPixelTiles() {}

  /** Adds to the sums of three rows, as {@link PixelLoops#collect}. */
  static void collect(
      int n, int[] at, float[] factor, float[] x, int rowStep, int xAt, float[] sums, int to) {
    FloatVector s0 = fromArray(SPECIES, sums, to);
    FloatVector s1 = fromArray(SPECIES, sums, to + LANES);
    FloatVector s2 = fromArray(SPECIES, sums, to + 2 * LANES);
    FloatVector s3 = fromArray(SPECIES, sums, to + 3 * LANES);
    FloatVector s4 = fromArray(SPECIES, sums, to + 4 * LANES);
    FloatVector s5 = fromArray(SPECIES, sums, to + 5 * LANES);
    FloatVector s6 = fromArray(SPECIES, sums, to + 6 * LANES);
    FloatVector s7 = fromArray(SPECIES, sums, to + 7 * LANES);
    FloatVector s8 = fromArray(SPECIES, sums, to + 8 * LANES);
    FloatVector s9 = fromArray(SPECIES, sums, to + 9 * LANES);
    FloatVector s10 = fromArray(SPECIES, sums, to + 10 * LANES);
    FloatVector s11 = fromArray(SPECIES, sums, to + 11 * LANES);
    FloatVector s12 = fromArray(SPECIES, sums, to + 12 * LANES);
    FloatVector s13 = fromArray(SPECIES, sums, to + 13 * LANES);
    FloatVector s14 = fromArray(SPECIES, sums, to + 14 * LANES);
    FloatVector s15 = fromArray(SPECIES, sums, to + 15 * LANES);
    FloatVector s16 = fromArray(SPECIES, sums, to + 16 * LANES);
    FloatVector s17 = fromArray(SPECIES, sums, to + 17 * LANES);
    for (int e = 0; e < n; e++) {
      FloatVector f = broadcast(SPECIES, factor[e]);
      int row0 = xAt + at[e];
      s0 = f.fma(fromArray(SPECIES, x, row0), s0);
      s1 = f.fma(fromArray(SPECIES, x, row0 + LANES), s1);
      s2 = f.fma(fromArray(SPECIES, x, row0 + 2 * LANES), s2);
      s3 = f.fma(fromArray(SPECIES, x, row0 + 3 * LANES), s3);
      s4 = f.fma(fromArray(SPECIES, x, row0 + 4 * LANES), s4);
      s5 = f.fma(fromArray(SPECIES, x, row0 + 5 * LANES), s5);
      int row1 = row0 + rowStep;
      s6 = f.fma(fromArray(SPECIES, x, row1), s6);
      s7 = f.fma(fromArray(SPECIES, x, row1 + LANES), s7);
      s8 = f.fma(fromArray(SPECIES, x, row1 + 2 * LANES), s8);
      s9 = f.fma(fromArray(SPECIES, x, row1 + 3 * LANES), s9);
      s10 = f.fma(fromArray(SPECIES, x, row1 + 4 * LANES), s10);
      s11 = f.fma(fromArray(SPECIES, x, row1 + 5 * LANES), s11);
      int row2 = row1 + rowStep;
      s12 = f.fma(fromArray(SPECIES, x, row2), s12);
      s13 = f.fma(fromArray(SPECIES, x, row2 + LANES), s13);
      s14 = f.fma(fromArray(SPECIES, x, row2 + 2 * LANES), s14);
      s15 = f.fma(fromArray(SPECIES, x, row2 + 3 * LANES), s15);
      s16 = f.fma(fromArray(SPECIES, x, row2 + 4 * LANES), s16);
      s17 = f.fma(fromArray(SPECIES, x, row2 + 5 * LANES), s17);
    }
    s0.intoArray(sums, to);
    s1.intoArray(sums, to + LANES);
    s2.intoArray(sums, to + 2 * LANES);
    s3.intoArray(sums, to + 3 * LANES);
    s4.intoArray(sums, to + 4 * LANES);
    s5.intoArray(sums, to + 5 * LANES);
    s6.intoArray(sums, to + 6 * LANES);
    s7.intoArray(sums, to + 7 * LANES);
    s8.intoArray(sums, to + 8 * LANES);
    s9.intoArray(sums, to + 9 * LANES);
    s10.intoArray(sums, to + 10 * LANES);
    s11.intoArray(sums, to + 11 * LANES);
    s12.intoArray(sums, to + 12 * LANES);
    s13.intoArray(sums, to + 13 * LANES);
    s14.intoArray(sums, to + 14 * LANES);
    s15.intoArray(sums, to + 15 * LANES);
    s16.intoArray(sums, to + 16 * LANES);
    s17.intoArray(sums, to + 17 * LANES);
  }

  /** Adds three rows of a filter to pixels, as {@link PixelLoops#spread}. */
  static void spread(
      int n, int[] at, float[] factor, float[] filter, int from, float[] x, int rowStep, int xAt) {
    FloatVector w0 = fromArray(SPECIES, filter, from);
    FloatVector w1 = fromArray(SPECIES, filter, from + LANES);
    FloatVector w2 = fromArray(SPECIES, filter, from + 2 * LANES);
    FloatVector w3 = fromArray(SPECIES, filter, from + 3 * LANES);
    FloatVector w4 = fromArray(SPECIES, filter, from + 4 * LANES);
    FloatVector w5 = fromArray(SPECIES, filter, from + 5 * LANES);
    FloatVector w6 = fromArray(SPECIES, filter, from + 6 * LANES);
    FloatVector w7 = fromArray(SPECIES, filter, from + 7 * LANES);
    FloatVector w8 = fromArray(SPECIES, filter, from + 8 * LANES);
    FloatVector w9 = fromArray(SPECIES, filter, from + 9 * LANES);
    FloatVector w10 = fromArray(SPECIES, filter, from + 10 * LANES);
    FloatVector w11 = fromArray(SPECIES, filter, from + 11 * LANES);
    FloatVector w12 = fromArray(SPECIES, filter, from + 12 * LANES);
    FloatVector w13 = fromArray(SPECIES, filter, from + 13 * LANES);
    FloatVector w14 = fromArray(SPECIES, filter, from + 14 * LANES);
    FloatVector w15 = fromArray(SPECIES, filter, from + 15 * LANES);
    FloatVector w16 = fromArray(SPECIES, filter, from + 16 * LANES);
    FloatVector w17 = fromArray(SPECIES, filter, from + 17 * LANES);
    for (int e = n - 1; e >= 0; e--) {
      FloatVector f = broadcast(SPECIES, factor[e]);
      int row0 = xAt + at[e];
      f.fma(w0, fromArray(SPECIES, x, row0)).intoArray(x, row0);
      f.fma(w1, fromArray(SPECIES, x, row0 + LANES)).intoArray(x, row0 + LANES);
      f.fma(w2, fromArray(SPECIES, x, row0 + 2 * LANES)).intoArray(x, row0 + 2 * LANES);
      f.fma(w3, fromArray(SPECIES, x, row0 + 3 * LANES)).intoArray(x, row0 + 3 * LANES);
      f.fma(w4, fromArray(SPECIES, x, row0 + 4 * LANES)).intoArray(x, row0 + 4 * LANES);
      f.fma(w5, fromArray(SPECIES, x, row0 + 5 * LANES)).intoArray(x, row0 + 5 * LANES);
      int row1 = row0 + rowStep;
      f.fma(w6, fromArray(SPECIES, x, row1)).intoArray(x, row1);
      f.fma(w7, fromArray(SPECIES, x, row1 + LANES)).intoArray(x, row1 + LANES);
      f.fma(w8, fromArray(SPECIES, x, row1 + 2 * LANES)).intoArray(x, row1 + 2 * LANES);
      f.fma(w9, fromArray(SPECIES, x, row1 + 3 * LANES)).intoArray(x, row1 + 3 * LANES);
      f.fma(w10, fromArray(SPECIES, x, row1 + 4 * LANES)).intoArray(x, row1 + 4 * LANES);
      f.fma(w11, fromArray(SPECIES, x, row1 + 5 * LANES)).intoArray(x, row1 + 5 * LANES);
      int row2 = row1 + rowStep;
      f.fma(w12, fromArray(SPECIES, x, row2)).intoArray(x, row2);
      f.fma(w13, fromArray(SPECIES, x, row2 + LANES)).intoArray(x, row2 + LANES);
      f.fma(w14, fromArray(SPECIES, x, row2 + 2 * LANES)).intoArray(x, row2 + 2 * LANES);
      f.fma(w15, fromArray(SPECIES, x, row2 + 3 * LANES)).intoArray(x, row2 + 3 * LANES);
      f.fma(w16, fromArray(SPECIES, x, row2 + 4 * LANES)).intoArray(x, row2 + 4 * LANES);
      f.fma(w17, fromArray(SPECIES, x, row2 + 5 * LANES)).intoArray(x, row2 + 5 * LANES);
    }
  }
}
