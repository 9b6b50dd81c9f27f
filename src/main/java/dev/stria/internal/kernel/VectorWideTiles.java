package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** Blocks of {@link VectorShallowTiles} with more sums, for 32 registers; as {@link VectorTiles}. */
final class VectorWideTiles {
  private VectorWideTiles() {}

  /** Adds 1 row × 12 vectors. */
  static void add1(
      int k, float[] a, int a0, float[] b, int bAt, int[] offsets, float[] c, int at0) {
    FloatVector c00 = fromArray(SPECIES, c, at0);
    FloatVector c01 = fromArray(SPECIES, c, at0 + LANES);
    FloatVector c02 = fromArray(SPECIES, c, at0 + 2 * LANES);
    FloatVector c03 = fromArray(SPECIES, c, at0 + 3 * LANES);
    FloatVector c04 = fromArray(SPECIES, c, at0 + 4 * LANES);
    FloatVector c05 = fromArray(SPECIES, c, at0 + 5 * LANES);
    FloatVector c06 = fromArray(SPECIES, c, at0 + 6 * LANES);
    FloatVector c07 = fromArray(SPECIES, c, at0 + 7 * LANES);
    FloatVector c08 = fromArray(SPECIES, c, at0 + 8 * LANES);
    FloatVector c09 = fromArray(SPECIES, c, at0 + 9 * LANES);
    FloatVector c0a = fromArray(SPECIES, c, at0 + 10 * LANES);
    FloatVector c0b = fromArray(SPECIES, c, at0 + 11 * LANES);
    for (int l = 0; l < k; l++) {
      int row = bAt + offsets[l];
      FloatVector f0 = broadcast(SPECIES, a[a0 + l]);
      c00 = f0.fma(fromArray(SPECIES, b, row), c00);
      c01 = f0.fma(fromArray(SPECIES, b, row + LANES), c01);
      c02 = f0.fma(fromArray(SPECIES, b, row + 2 * LANES), c02);
      c03 = f0.fma(fromArray(SPECIES, b, row + 3 * LANES), c03);
      c04 = f0.fma(fromArray(SPECIES, b, row + 4 * LANES), c04);
      c05 = f0.fma(fromArray(SPECIES, b, row + 5 * LANES), c05);
      c06 = f0.fma(fromArray(SPECIES, b, row + 6 * LANES), c06);
      c07 = f0.fma(fromArray(SPECIES, b, row + 7 * LANES), c07);
      c08 = f0.fma(fromArray(SPECIES, b, row + 8 * LANES), c08);
      c09 = f0.fma(fromArray(SPECIES, b, row + 9 * LANES), c09);
      c0a = f0.fma(fromArray(SPECIES, b, row + 10 * LANES), c0a);
      c0b = f0.fma(fromArray(SPECIES, b, row + 11 * LANES), c0b);
    }
    c00.intoArray(c, at0);
    c01.intoArray(c, at0 + LANES);
    c02.intoArray(c, at0 + 2 * LANES);
    c03.intoArray(c, at0 + 3 * LANES);
    c04.intoArray(c, at0 + 4 * LANES);
    c05.intoArray(c, at0 + 5 * LANES);
    c06.intoArray(c, at0 + 6 * LANES);
    c07.intoArray(c, at0 + 7 * LANES);
    c08.intoArray(c, at0 + 8 * LANES);
    c09.intoArray(c, at0 + 9 * LANES);
    c0a.intoArray(c, at0 + 10 * LANES);
    c0b.intoArray(c, at0 + 11 * LANES);
  }

  /** Adds 2 rows × 8 vectors. */
  static void add2(
      int k,
      float[] a,
      int aAt,
      int[] rows,
      float[] b,
      int bAt,
      int[] offsets,
      float[] c,
      int at0,
      int cStride) {
    int a0 = aAt + rows[0];
    int a1 = aAt + rows[1];
    int at1 = at0 + cStride;
    FloatVector c00 = fromArray(SPECIES, c, at0);
    FloatVector c01 = fromArray(SPECIES, c, at0 + LANES);
    FloatVector c02 = fromArray(SPECIES, c, at0 + 2 * LANES);
    FloatVector c03 = fromArray(SPECIES, c, at0 + 3 * LANES);
    FloatVector c04 = fromArray(SPECIES, c, at0 + 4 * LANES);
    FloatVector c05 = fromArray(SPECIES, c, at0 + 5 * LANES);
    FloatVector c06 = fromArray(SPECIES, c, at0 + 6 * LANES);
    FloatVector c07 = fromArray(SPECIES, c, at0 + 7 * LANES);
    FloatVector c10 = fromArray(SPECIES, c, at1);
    FloatVector c11 = fromArray(SPECIES, c, at1 + LANES);
    FloatVector c12 = fromArray(SPECIES, c, at1 + 2 * LANES);
    FloatVector c13 = fromArray(SPECIES, c, at1 + 3 * LANES);
    FloatVector c14 = fromArray(SPECIES, c, at1 + 4 * LANES);
    FloatVector c15 = fromArray(SPECIES, c, at1 + 5 * LANES);
    FloatVector c16 = fromArray(SPECIES, c, at1 + 6 * LANES);
    FloatVector c17 = fromArray(SPECIES, c, at1 + 7 * LANES);
    for (int l = 0; l < k; l++) {
      int row = bAt + offsets[l];
      FloatVector f0 = broadcast(SPECIES, a[a0 + l]);
      FloatVector f1 = broadcast(SPECIES, a[a1 + l]);
      FloatVector b0 = fromArray(SPECIES, b, row);
      c00 = f0.fma(b0, c00);
      c10 = f1.fma(b0, c10);
      FloatVector b1 = fromArray(SPECIES, b, row + LANES);
      c01 = f0.fma(b1, c01);
      c11 = f1.fma(b1, c11);
      FloatVector b2 = fromArray(SPECIES, b, row + 2 * LANES);
      c02 = f0.fma(b2, c02);
      c12 = f1.fma(b2, c12);
      FloatVector b3 = fromArray(SPECIES, b, row + 3 * LANES);
      c03 = f0.fma(b3, c03);
      c13 = f1.fma(b3, c13);
      FloatVector b4 = fromArray(SPECIES, b, row + 4 * LANES);
      c04 = f0.fma(b4, c04);
      c14 = f1.fma(b4, c14);
      FloatVector b5 = fromArray(SPECIES, b, row + 5 * LANES);
      c05 = f0.fma(b5, c05);
      c15 = f1.fma(b5, c15);
      FloatVector b6 = fromArray(SPECIES, b, row + 6 * LANES);
      c06 = f0.fma(b6, c06);
      c16 = f1.fma(b6, c16);
      FloatVector b7 = fromArray(SPECIES, b, row + 7 * LANES);
      c07 = f0.fma(b7, c07);
      c17 = f1.fma(b7, c17);
    }
    c00.intoArray(c, at0);
    c01.intoArray(c, at0 + LANES);
    c02.intoArray(c, at0 + 2 * LANES);
    c03.intoArray(c, at0 + 3 * LANES);
    c04.intoArray(c, at0 + 4 * LANES);
    c05.intoArray(c, at0 + 5 * LANES);
    c06.intoArray(c, at0 + 6 * LANES);
    c07.intoArray(c, at0 + 7 * LANES);
    c10.intoArray(c, at1);
    c11.intoArray(c, at1 + LANES);
    c12.intoArray(c, at1 + 2 * LANES);
    c13.intoArray(c, at1 + 3 * LANES);
    c14.intoArray(c, at1 + 4 * LANES);
    c15.intoArray(c, at1 + 5 * LANES);
    c16.intoArray(c, at1 + 6 * LANES);
    c17.intoArray(c, at1 + 7 * LANES);
  }

  /** Adds 3 rows × 6 vectors. */
  static void add3(
      int k,
      float[] a,
      int aAt,
      int[] rows,
      float[] b,
      int bAt,
      int[] offsets,
      float[] c,
      int at0,
      int cStride) {
    int a0 = aAt + rows[0];
    int a1 = aAt + rows[1];
    int at1 = at0 + cStride;
    int a2 = aAt + rows[2];
    int at2 = at1 + cStride;
    FloatVector c00 = fromArray(SPECIES, c, at0);
    FloatVector c01 = fromArray(SPECIES, c, at0 + LANES);
    FloatVector c02 = fromArray(SPECIES, c, at0 + 2 * LANES);
    FloatVector c03 = fromArray(SPECIES, c, at0 + 3 * LANES);
    FloatVector c04 = fromArray(SPECIES, c, at0 + 4 * LANES);
    FloatVector c05 = fromArray(SPECIES, c, at0 + 5 * LANES);
    FloatVector c10 = fromArray(SPECIES, c, at1);
    FloatVector c11 = fromArray(SPECIES, c, at1 + LANES);
    FloatVector c12 = fromArray(SPECIES, c, at1 + 2 * LANES);
    FloatVector c13 = fromArray(SPECIES, c, at1 + 3 * LANES);
    FloatVector c14 = fromArray(SPECIES, c, at1 + 4 * LANES);
    FloatVector c15 = fromArray(SPECIES, c, at1 + 5 * LANES);
    FloatVector c20 = fromArray(SPECIES, c, at2);
    FloatVector c21 = fromArray(SPECIES, c, at2 + LANES);
    FloatVector c22 = fromArray(SPECIES, c, at2 + 2 * LANES);
    FloatVector c23 = fromArray(SPECIES, c, at2 + 3 * LANES);
    FloatVector c24 = fromArray(SPECIES, c, at2 + 4 * LANES);
    FloatVector c25 = fromArray(SPECIES, c, at2 + 5 * LANES);
    for (int l = 0; l < k; l++) {
      int row = bAt + offsets[l];
      FloatVector f0 = broadcast(SPECIES, a[a0 + l]);
      FloatVector f1 = broadcast(SPECIES, a[a1 + l]);
      FloatVector f2 = broadcast(SPECIES, a[a2 + l]);
      FloatVector b0 = fromArray(SPECIES, b, row);
      c00 = f0.fma(b0, c00);
      c10 = f1.fma(b0, c10);
      c20 = f2.fma(b0, c20);
      FloatVector b1 = fromArray(SPECIES, b, row + LANES);
      c01 = f0.fma(b1, c01);
      c11 = f1.fma(b1, c11);
      c21 = f2.fma(b1, c21);
      FloatVector b2 = fromArray(SPECIES, b, row + 2 * LANES);
      c02 = f0.fma(b2, c02);
      c12 = f1.fma(b2, c12);
      c22 = f2.fma(b2, c22);
      FloatVector b3 = fromArray(SPECIES, b, row + 3 * LANES);
      c03 = f0.fma(b3, c03);
      c13 = f1.fma(b3, c13);
      c23 = f2.fma(b3, c23);
      FloatVector b4 = fromArray(SPECIES, b, row + 4 * LANES);
      c04 = f0.fma(b4, c04);
      c14 = f1.fma(b4, c14);
      c24 = f2.fma(b4, c24);
      FloatVector b5 = fromArray(SPECIES, b, row + 5 * LANES);
      c05 = f0.fma(b5, c05);
      c15 = f1.fma(b5, c15);
      c25 = f2.fma(b5, c25);
    }
    c00.intoArray(c, at0);
    c01.intoArray(c, at0 + LANES);
    c02.intoArray(c, at0 + 2 * LANES);
    c03.intoArray(c, at0 + 3 * LANES);
    c04.intoArray(c, at0 + 4 * LANES);
    c05.intoArray(c, at0 + 5 * LANES);
    c10.intoArray(c, at1);
    c11.intoArray(c, at1 + LANES);
    c12.intoArray(c, at1 + 2 * LANES);
    c13.intoArray(c, at1 + 3 * LANES);
    c14.intoArray(c, at1 + 4 * LANES);
    c15.intoArray(c, at1 + 5 * LANES);
    c20.intoArray(c, at2);
    c21.intoArray(c, at2 + LANES);
    c22.intoArray(c, at2 + 2 * LANES);
    c23.intoArray(c, at2 + 3 * LANES);
    c24.intoArray(c, at2 + 4 * LANES);
    c25.intoArray(c, at2 + 5 * LANES);
  }
}
