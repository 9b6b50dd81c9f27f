package dev.stria.internal.kernel;

import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Blocks of a product, two vectors wide, whose sums stay in registers.
 *
 * <p>The compiler keeps them there only in this form: one flat loop, one local variable per vector, a constant species, the
 * same in all classes, and calls of {@link FloatVector} itself, as in a body so large it inlines no helper.
 */
final class VectorTiles {
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  static final int LANES = SPECIES.length();

  /** The width of a packed panel of the right factor. */
  static final int PANEL = 2 * LANES;

  private VectorTiles() {}

  /** Adds a block of 8, 5, 4, 2 or 1 rows, from the i-th of A on, by two vectors. */
  static void add(
      int tile,
      int k,
      float[] a,
      int aAt,
      int[] rows,
      int i,
      float[] panel,
      int panelAt,
      float[] from,
      int fromAt,
      int fromStride,
      float[] c,
      int cAt,
      int cStride) {
    switch (tile) {
      case 8 -> add8(k, a, aAt, rows, i, panel, panelAt, from, fromAt, fromStride, c, cAt, cStride);
      case 5 -> add5(k, a, aAt, rows, i, panel, panelAt, from, fromAt, fromStride, c, cAt, cStride);
      case 4 -> add4(k, a, aAt, rows, i, panel, panelAt, from, fromAt, fromStride, c, cAt, cStride);
      case 2 -> add2(k, a, aAt, rows, i, panel, panelAt, from, fromAt, fromStride, c, cAt, cStride);
      default -> add1(k, a, aAt + rows[i], panel, panelAt, from, fromAt, c, cAt);
    }
  }

  private static void add8(
      int k,
      float[] a,
      int aAt,
      int[] rows,
      int i,
      float[] b,
      int bAt,
      float[] from,
      int from0,
      int fromStride,
      float[] c,
      int at0,
      int cStride) {
    int a0 = aAt + rows[i];
    int a1 = aAt + rows[i + 1];
    int at1 = at0 + cStride;
    int a2 = aAt + rows[i + 2];
    int at2 = at1 + cStride;
    int a3 = aAt + rows[i + 3];
    int at3 = at2 + cStride;
    int a4 = aAt + rows[i + 4];
    int at4 = at3 + cStride;
    int a5 = aAt + rows[i + 5];
    int at5 = at4 + cStride;
    int a6 = aAt + rows[i + 6];
    int at6 = at5 + cStride;
    int a7 = aAt + rows[i + 7];
    int at7 = at6 + cStride;
    FloatVector c00 = fromArray(SPECIES, from, from0);
    FloatVector c01 = fromArray(SPECIES, from, from0 + LANES);
    FloatVector c10 = fromArray(SPECIES, from, from0 + fromStride);
    FloatVector c11 = fromArray(SPECIES, from, from0 + fromStride + LANES);
    FloatVector c20 = fromArray(SPECIES, from, from0 + 2 * fromStride);
    FloatVector c21 = fromArray(SPECIES, from, from0 + 2 * fromStride + LANES);
    FloatVector c30 = fromArray(SPECIES, from, from0 + 3 * fromStride);
    FloatVector c31 = fromArray(SPECIES, from, from0 + 3 * fromStride + LANES);
    FloatVector c40 = fromArray(SPECIES, from, from0 + 4 * fromStride);
    FloatVector c41 = fromArray(SPECIES, from, from0 + 4 * fromStride + LANES);
    FloatVector c50 = fromArray(SPECIES, from, from0 + 5 * fromStride);
    FloatVector c51 = fromArray(SPECIES, from, from0 + 5 * fromStride + LANES);
    FloatVector c60 = fromArray(SPECIES, from, from0 + 6 * fromStride);
    FloatVector c61 = fromArray(SPECIES, from, from0 + 6 * fromStride + LANES);
    FloatVector c70 = fromArray(SPECIES, from, from0 + 7 * fromStride);
    FloatVector c71 = fromArray(SPECIES, from, from0 + 7 * fromStride + LANES);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bAt + l * PANEL);
      FloatVector b1 = fromArray(SPECIES, b, bAt + l * PANEL + LANES);
      FloatVector f0 = broadcast(SPECIES, a[a0 + l]);
      c00 = f0.fma(b0, c00);
      c01 = f0.fma(b1, c01);
      FloatVector f1 = broadcast(SPECIES, a[a1 + l]);
      c10 = f1.fma(b0, c10);
      c11 = f1.fma(b1, c11);
      FloatVector f2 = broadcast(SPECIES, a[a2 + l]);
      c20 = f2.fma(b0, c20);
      c21 = f2.fma(b1, c21);
      FloatVector f3 = broadcast(SPECIES, a[a3 + l]);
      c30 = f3.fma(b0, c30);
      c31 = f3.fma(b1, c31);
      FloatVector f4 = broadcast(SPECIES, a[a4 + l]);
      c40 = f4.fma(b0, c40);
      c41 = f4.fma(b1, c41);
      FloatVector f5 = broadcast(SPECIES, a[a5 + l]);
      c50 = f5.fma(b0, c50);
      c51 = f5.fma(b1, c51);
      FloatVector f6 = broadcast(SPECIES, a[a6 + l]);
      c60 = f6.fma(b0, c60);
      c61 = f6.fma(b1, c61);
      FloatVector f7 = broadcast(SPECIES, a[a7 + l]);
      c70 = f7.fma(b0, c70);
      c71 = f7.fma(b1, c71);
    }
    c00.intoArray(c, at0);
    c01.intoArray(c, at0 + LANES);
    c10.intoArray(c, at1);
    c11.intoArray(c, at1 + LANES);
    c20.intoArray(c, at2);
    c21.intoArray(c, at2 + LANES);
    c30.intoArray(c, at3);
    c31.intoArray(c, at3 + LANES);
    c40.intoArray(c, at4);
    c41.intoArray(c, at4 + LANES);
    c50.intoArray(c, at5);
    c51.intoArray(c, at5 + LANES);
    c60.intoArray(c, at6);
    c61.intoArray(c, at6 + LANES);
    c70.intoArray(c, at7);
    c71.intoArray(c, at7 + LANES);
  }

  private static void add5(
      int k,
      float[] a,
      int aAt,
      int[] rows,
      int i,
      float[] b,
      int bAt,
      float[] from,
      int from0,
      int fromStride,
      float[] c,
      int at0,
      int cStride) {
    int a0 = aAt + rows[i];
    int a1 = aAt + rows[i + 1];
    int at1 = at0 + cStride;
    int a2 = aAt + rows[i + 2];
    int at2 = at1 + cStride;
    int a3 = aAt + rows[i + 3];
    int at3 = at2 + cStride;
    int a4 = aAt + rows[i + 4];
    int at4 = at3 + cStride;
    FloatVector c00 = fromArray(SPECIES, from, from0);
    FloatVector c01 = fromArray(SPECIES, from, from0 + LANES);
    FloatVector c10 = fromArray(SPECIES, from, from0 + fromStride);
    FloatVector c11 = fromArray(SPECIES, from, from0 + fromStride + LANES);
    FloatVector c20 = fromArray(SPECIES, from, from0 + 2 * fromStride);
    FloatVector c21 = fromArray(SPECIES, from, from0 + 2 * fromStride + LANES);
    FloatVector c30 = fromArray(SPECIES, from, from0 + 3 * fromStride);
    FloatVector c31 = fromArray(SPECIES, from, from0 + 3 * fromStride + LANES);
    FloatVector c40 = fromArray(SPECIES, from, from0 + 4 * fromStride);
    FloatVector c41 = fromArray(SPECIES, from, from0 + 4 * fromStride + LANES);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bAt + l * PANEL);
      FloatVector b1 = fromArray(SPECIES, b, bAt + l * PANEL + LANES);
      FloatVector f0 = broadcast(SPECIES, a[a0 + l]);
      c00 = f0.fma(b0, c00);
      c01 = f0.fma(b1, c01);
      FloatVector f1 = broadcast(SPECIES, a[a1 + l]);
      c10 = f1.fma(b0, c10);
      c11 = f1.fma(b1, c11);
      FloatVector f2 = broadcast(SPECIES, a[a2 + l]);
      c20 = f2.fma(b0, c20);
      c21 = f2.fma(b1, c21);
      FloatVector f3 = broadcast(SPECIES, a[a3 + l]);
      c30 = f3.fma(b0, c30);
      c31 = f3.fma(b1, c31);
      FloatVector f4 = broadcast(SPECIES, a[a4 + l]);
      c40 = f4.fma(b0, c40);
      c41 = f4.fma(b1, c41);
    }
    c00.intoArray(c, at0);
    c01.intoArray(c, at0 + LANES);
    c10.intoArray(c, at1);
    c11.intoArray(c, at1 + LANES);
    c20.intoArray(c, at2);
    c21.intoArray(c, at2 + LANES);
    c30.intoArray(c, at3);
    c31.intoArray(c, at3 + LANES);
    c40.intoArray(c, at4);
    c41.intoArray(c, at4 + LANES);
  }

  private static void add4(
      int k,
      float[] a,
      int aAt,
      int[] rows,
      int i,
      float[] b,
      int bAt,
      float[] from,
      int from0,
      int fromStride,
      float[] c,
      int at0,
      int cStride) {
    int a0 = aAt + rows[i];
    int a1 = aAt + rows[i + 1];
    int at1 = at0 + cStride;
    int a2 = aAt + rows[i + 2];
    int at2 = at1 + cStride;
    int a3 = aAt + rows[i + 3];
    int at3 = at2 + cStride;
    FloatVector c00 = fromArray(SPECIES, from, from0);
    FloatVector c01 = fromArray(SPECIES, from, from0 + LANES);
    FloatVector c10 = fromArray(SPECIES, from, from0 + fromStride);
    FloatVector c11 = fromArray(SPECIES, from, from0 + fromStride + LANES);
    FloatVector c20 = fromArray(SPECIES, from, from0 + 2 * fromStride);
    FloatVector c21 = fromArray(SPECIES, from, from0 + 2 * fromStride + LANES);
    FloatVector c30 = fromArray(SPECIES, from, from0 + 3 * fromStride);
    FloatVector c31 = fromArray(SPECIES, from, from0 + 3 * fromStride + LANES);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bAt + l * PANEL);
      FloatVector b1 = fromArray(SPECIES, b, bAt + l * PANEL + LANES);
      FloatVector f0 = broadcast(SPECIES, a[a0 + l]);
      c00 = f0.fma(b0, c00);
      c01 = f0.fma(b1, c01);
      FloatVector f1 = broadcast(SPECIES, a[a1 + l]);
      c10 = f1.fma(b0, c10);
      c11 = f1.fma(b1, c11);
      FloatVector f2 = broadcast(SPECIES, a[a2 + l]);
      c20 = f2.fma(b0, c20);
      c21 = f2.fma(b1, c21);
      FloatVector f3 = broadcast(SPECIES, a[a3 + l]);
      c30 = f3.fma(b0, c30);
      c31 = f3.fma(b1, c31);
    }
    c00.intoArray(c, at0);
    c01.intoArray(c, at0 + LANES);
    c10.intoArray(c, at1);
    c11.intoArray(c, at1 + LANES);
    c20.intoArray(c, at2);
    c21.intoArray(c, at2 + LANES);
    c30.intoArray(c, at3);
    c31.intoArray(c, at3 + LANES);
  }

  private static void add2(
      int k,
      float[] a,
      int aAt,
      int[] rows,
      int i,
      float[] b,
      int bAt,
      float[] from,
      int from0,
      int fromStride,
      float[] c,
      int at0,
      int cStride) {
    int a0 = aAt + rows[i];
    int a1 = aAt + rows[i + 1];
    int at1 = at0 + cStride;
    FloatVector c00 = fromArray(SPECIES, from, from0);
    FloatVector c01 = fromArray(SPECIES, from, from0 + LANES);
    FloatVector c10 = fromArray(SPECIES, from, from0 + fromStride);
    FloatVector c11 = fromArray(SPECIES, from, from0 + fromStride + LANES);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bAt + l * PANEL);
      FloatVector b1 = fromArray(SPECIES, b, bAt + l * PANEL + LANES);
      FloatVector f0 = broadcast(SPECIES, a[a0 + l]);
      c00 = f0.fma(b0, c00);
      c01 = f0.fma(b1, c01);
      FloatVector f1 = broadcast(SPECIES, a[a1 + l]);
      c10 = f1.fma(b0, c10);
      c11 = f1.fma(b1, c11);
    }
    c00.intoArray(c, at0);
    c01.intoArray(c, at0 + LANES);
    c10.intoArray(c, at1);
    c11.intoArray(c, at1 + LANES);
  }

  private static void add1(
      int k, float[] a, int a0, float[] b, int bAt, float[] from, int from0, float[] c, int at0) {
    FloatVector c00 = fromArray(SPECIES, from, from0);
    FloatVector c01 = fromArray(SPECIES, from, from0 + LANES);
    for (int l = 0; l < k; l++) {
      FloatVector f0 = broadcast(SPECIES, a[a0 + l]);
      c00 = f0.fma(fromArray(SPECIES, b, bAt + l * PANEL), c00);
      c01 = f0.fma(fromArray(SPECIES, b, bAt + l * PANEL + LANES), c01);
    }
    c00.intoArray(c, at0);
    c01.intoArray(c, at0 + LANES);
  }
}
