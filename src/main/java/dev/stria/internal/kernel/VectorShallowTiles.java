package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Products of one to three rows: packing would cost more than it saves, so the right factor is read where it lies, several
 * vectors at a time; as {@link VectorTiles}.
 */
final class VectorShallowTiles {
  /** The most rows of the left factor. */
  static final int ROWS = 3;

  /** Vectors of a block of so many rows where there are registers for it. */
  private static final int[] WIDE = {0, 12, 8, 6};

  private VectorShallowTiles() {}

  private static int width(int m) {
    return (m == 1 ? 8 : 4) * LANES;
  }

  private static int wide(int m) {
    return LANES > 8 ? WIDE[m] * LANES : width(m);
  }

  /** Returns the fewest columns, as many or more, that blocks of so many rows fill. */
  static int whole(int m, int columns) {
    int wide = wide(m);
    int rest = columns % wide;
    return columns - rest + (rest == 0 ? 0 : rest <= width(m) ? width(m) : wide);
  }

  /** Adds a product as far as its columns fill whole blocks, and returns how many columns those are. */
  static int add(
      Extent size, Rows a, float[] b, int bAt, int[] offsets, Block c, int cAt, boolean fresh) {
    int width = width(size.m());
    int wide = wide(size.m());
    int j = 0;
    while (j + width <= size.n()) {
      boolean fits = wide > width && j + wide <= size.n();
      int columns = fits ? wide : width;
      if (fresh) {
        VectorPanelMultiply.clear(size.m(), columns, c.data(), cAt + j, c.stride());
      }
      if (fits) {
        addWide(size.k(), size.m(), a, b, bAt + j, offsets, c, cAt + j);
      } else {
        add(size.k(), size.m(), a, b, bAt + j, offsets, c, cAt + j);
      }
      j += columns;
    }
    return j;
  }

  private static void addWide(
      int k, int m, Rows a, float[] b, int bAt, int[] offsets, Block c, int at) {
    int[] rows = a.offsets();
    switch (m) {
      case 1 -> VectorWideTiles.add1(k, a.data(), a.at() + rows[0], b, bAt, offsets, c.data(), at);
      case 2 ->
          VectorWideTiles.add2(
              k, a.data(), a.at(), rows, b, bAt, offsets, c.data(), at, c.stride());
      default ->
          VectorWideTiles.add3(
              k, a.data(), a.at(), rows, b, bAt, offsets, c.data(), at, c.stride());
    }
  }

  private static void add(
      int k, int m, Rows a, float[] b, int bAt, int[] offsets, Block c, int at) {
    int[] rows = a.offsets();
    switch (m) {
      case 1 -> add1(k, a.data(), a.at() + rows[0], b, bAt, offsets, c.data(), at);
      case 2 -> add2(k, a.data(), a.at(), rows, b, bAt, offsets, c.data(), at, c.stride());
      default -> add3(k, a.data(), a.at(), rows, b, bAt, offsets, c.data(), at, c.stride());
    }
  }

  private static void add1(
      int k, float[] a, int a0, float[] b, int bAt, int[] offsets, float[] c, int at0) {
    FloatVector c00 = fromArray(SPECIES, c, at0);
    FloatVector c01 = fromArray(SPECIES, c, at0 + LANES);
    FloatVector c02 = fromArray(SPECIES, c, at0 + 2 * LANES);
    FloatVector c03 = fromArray(SPECIES, c, at0 + 3 * LANES);
    FloatVector c04 = fromArray(SPECIES, c, at0 + 4 * LANES);
    FloatVector c05 = fromArray(SPECIES, c, at0 + 5 * LANES);
    FloatVector c06 = fromArray(SPECIES, c, at0 + 6 * LANES);
    FloatVector c07 = fromArray(SPECIES, c, at0 + 7 * LANES);
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
    }
    c00.intoArray(c, at0);
    c01.intoArray(c, at0 + LANES);
    c02.intoArray(c, at0 + 2 * LANES);
    c03.intoArray(c, at0 + 3 * LANES);
    c04.intoArray(c, at0 + 4 * LANES);
    c05.intoArray(c, at0 + 5 * LANES);
    c06.intoArray(c, at0 + 6 * LANES);
    c07.intoArray(c, at0 + 7 * LANES);
  }

  private static void add2(
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
    FloatVector c10 = fromArray(SPECIES, c, at1);
    FloatVector c11 = fromArray(SPECIES, c, at1 + LANES);
    FloatVector c12 = fromArray(SPECIES, c, at1 + 2 * LANES);
    FloatVector c13 = fromArray(SPECIES, c, at1 + 3 * LANES);
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
    }
    c00.intoArray(c, at0);
    c01.intoArray(c, at0 + LANES);
    c02.intoArray(c, at0 + 2 * LANES);
    c03.intoArray(c, at0 + 3 * LANES);
    c10.intoArray(c, at1);
    c11.intoArray(c, at1 + LANES);
    c12.intoArray(c, at1 + 2 * LANES);
    c13.intoArray(c, at1 + 3 * LANES);
  }

  private static void add3(
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
    FloatVector c10 = fromArray(SPECIES, c, at1);
    FloatVector c11 = fromArray(SPECIES, c, at1 + LANES);
    FloatVector c12 = fromArray(SPECIES, c, at1 + 2 * LANES);
    FloatVector c13 = fromArray(SPECIES, c, at1 + 3 * LANES);
    FloatVector c20 = fromArray(SPECIES, c, at2);
    FloatVector c21 = fromArray(SPECIES, c, at2 + LANES);
    FloatVector c22 = fromArray(SPECIES, c, at2 + 2 * LANES);
    FloatVector c23 = fromArray(SPECIES, c, at2 + 3 * LANES);
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
    }
    c00.intoArray(c, at0);
    c01.intoArray(c, at0 + LANES);
    c02.intoArray(c, at0 + 2 * LANES);
    c03.intoArray(c, at0 + 3 * LANES);
    c10.intoArray(c, at1);
    c11.intoArray(c, at1 + LANES);
    c12.intoArray(c, at1 + 2 * LANES);
    c13.intoArray(c, at1 + 3 * LANES);
    c20.intoArray(c, at2);
    c21.intoArray(c, at2 + LANES);
    c22.intoArray(c, at2 + 2 * LANES);
    c23.intoArray(c, at2 + 3 * LANES);
  }
}
