package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.PANEL;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** Blocks of a product, one vector wide, for the right edge; as {@link VectorTiles}. */
final class VectorNarrowTiles {
  private VectorNarrowTiles() {}

  /** Adds a block of 8, 5, 4, 2 or 1 rows, from the i-th of A on, by one vector. */
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
    FloatVector c0 = fromArray(SPECIES, from, from0);
    FloatVector c1 = fromArray(SPECIES, from, from0 + fromStride);
    FloatVector c2 = fromArray(SPECIES, from, from0 + 2 * fromStride);
    FloatVector c3 = fromArray(SPECIES, from, from0 + 3 * fromStride);
    FloatVector c4 = fromArray(SPECIES, from, from0 + 4 * fromStride);
    FloatVector c5 = fromArray(SPECIES, from, from0 + 5 * fromStride);
    FloatVector c6 = fromArray(SPECIES, from, from0 + 6 * fromStride);
    FloatVector c7 = fromArray(SPECIES, from, from0 + 7 * fromStride);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bAt + l * PANEL);
      c0 = broadcast(SPECIES, a[a0 + l]).fma(b0, c0);
      c1 = broadcast(SPECIES, a[a1 + l]).fma(b0, c1);
      c2 = broadcast(SPECIES, a[a2 + l]).fma(b0, c2);
      c3 = broadcast(SPECIES, a[a3 + l]).fma(b0, c3);
      c4 = broadcast(SPECIES, a[a4 + l]).fma(b0, c4);
      c5 = broadcast(SPECIES, a[a5 + l]).fma(b0, c5);
      c6 = broadcast(SPECIES, a[a6 + l]).fma(b0, c6);
      c7 = broadcast(SPECIES, a[a7 + l]).fma(b0, c7);
    }
    c0.intoArray(c, at0);
    c1.intoArray(c, at1);
    c2.intoArray(c, at2);
    c3.intoArray(c, at3);
    c4.intoArray(c, at4);
    c5.intoArray(c, at5);
    c6.intoArray(c, at6);
    c7.intoArray(c, at7);
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
    FloatVector c0 = fromArray(SPECIES, from, from0);
    FloatVector c1 = fromArray(SPECIES, from, from0 + fromStride);
    FloatVector c2 = fromArray(SPECIES, from, from0 + 2 * fromStride);
    FloatVector c3 = fromArray(SPECIES, from, from0 + 3 * fromStride);
    FloatVector c4 = fromArray(SPECIES, from, from0 + 4 * fromStride);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bAt + l * PANEL);
      c0 = broadcast(SPECIES, a[a0 + l]).fma(b0, c0);
      c1 = broadcast(SPECIES, a[a1 + l]).fma(b0, c1);
      c2 = broadcast(SPECIES, a[a2 + l]).fma(b0, c2);
      c3 = broadcast(SPECIES, a[a3 + l]).fma(b0, c3);
      c4 = broadcast(SPECIES, a[a4 + l]).fma(b0, c4);
    }
    c0.intoArray(c, at0);
    c1.intoArray(c, at1);
    c2.intoArray(c, at2);
    c3.intoArray(c, at3);
    c4.intoArray(c, at4);
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
    FloatVector c0 = fromArray(SPECIES, from, from0);
    FloatVector c1 = fromArray(SPECIES, from, from0 + fromStride);
    FloatVector c2 = fromArray(SPECIES, from, from0 + 2 * fromStride);
    FloatVector c3 = fromArray(SPECIES, from, from0 + 3 * fromStride);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bAt + l * PANEL);
      c0 = broadcast(SPECIES, a[a0 + l]).fma(b0, c0);
      c1 = broadcast(SPECIES, a[a1 + l]).fma(b0, c1);
      c2 = broadcast(SPECIES, a[a2 + l]).fma(b0, c2);
      c3 = broadcast(SPECIES, a[a3 + l]).fma(b0, c3);
    }
    c0.intoArray(c, at0);
    c1.intoArray(c, at1);
    c2.intoArray(c, at2);
    c3.intoArray(c, at3);
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
    FloatVector c0 = fromArray(SPECIES, from, from0);
    FloatVector c1 = fromArray(SPECIES, from, from0 + fromStride);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bAt + l * PANEL);
      c0 = broadcast(SPECIES, a[a0 + l]).fma(b0, c0);
      c1 = broadcast(SPECIES, a[a1 + l]).fma(b0, c1);
    }
    c0.intoArray(c, at0);
    c1.intoArray(c, at1);
  }

  private static void add1(
      int k, float[] a, int a0, float[] b, int bAt, float[] from, int from0, float[] c, int at0) {
    FloatVector c0 = fromArray(SPECIES, from, from0);
    for (int l = 0; l < k; l++) {
      FloatVector b0 = fromArray(SPECIES, b, bAt + l * PANEL);
      c0 = broadcast(SPECIES, a[a0 + l]).fma(b0, c0);
    }
    c0.intoArray(c, at0);
  }
}
