package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.PANEL;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * The first block of a panel: it reads the right factor where it lies and packs it as it goes, so that packing costs no pass
 * of its own; as {@link VectorTiles}.
 */
final class VectorPackingTiles {
  private VectorPackingTiles() {}

  /**
   * Adds 8 or 5 rows × 2 vectors to {@code from}, and packs the rows of B that it reads.
   *
   * @param tile the rows of the block
   * @param k the inner dimension
   * @param a the left factor
   * @param aAt where its rows start, but for what {@code rows} adds
   * @param rows where each row starts
   * @param b the right factor
   * @param bAt where the first vectors of its rows start, but for what {@code offsets} adds
   * @param gap from a row's first vector to its second
   * @param offsets where each row starts
   * @param first the first row
   * @param panel receives the rows
   * @param panelAt where the panel starts
   * @param from what the sums begin with
   * @param fromAt where that starts
   * @param fromStride from one row of that to the next
   * @param c receives the sums
   * @param cAt where they start
   * @param cStride from one row of them to the next
   */
  static void add(
      int tile,
      int k,
      float[] a,
      int aAt,
      int[] rows,
      float[] b,
      int bAt,
      int gap,
      int[] offsets,
      int first,
      float[] panel,
      int panelAt,
      float[] from,
      int fromAt,
      int fromStride,
      float[] c,
      int cAt,
      int cStride) {
    if (tile == 8) {
      add8(
          k,
          a,
          aAt,
          rows,
          b,
          bAt,
          gap,
          offsets,
          first,
          panel,
          panelAt,
          from,
          fromAt,
          fromStride,
          c,
          cAt,
          cStride);
    } else {
      add5(
          k,
          a,
          aAt,
          rows,
          b,
          bAt,
          gap,
          offsets,
          first,
          panel,
          panelAt,
          from,
          fromAt,
          fromStride,
          c,
          cAt,
          cStride);
    }
  }

  private static void add8(
      int k,
      float[] a,
      int aAt,
      int[] rows,
      float[] b,
      int bAt,
      int gap,
      int[] offsets,
      int first,
      float[] panel,
      int panelAt,
      float[] from,
      int from0,
      int fromStride,
      float[] c,
      int at0,
      int cStride) {
    int a0 = aAt + rows[0];
    int a1 = aAt + rows[1];
    int at1 = at0 + cStride;
    int a2 = aAt + rows[2];
    int at2 = at1 + cStride;
    int a3 = aAt + rows[3];
    int at3 = at2 + cStride;
    int a4 = aAt + rows[4];
    int at4 = at3 + cStride;
    int a5 = aAt + rows[5];
    int at5 = at4 + cStride;
    int a6 = aAt + rows[6];
    int at6 = at5 + cStride;
    int a7 = aAt + rows[7];
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
      int row = bAt + offsets[first + l];
      FloatVector b0 = fromArray(SPECIES, b, row);
      FloatVector b1 = fromArray(SPECIES, b, row + gap);
      b0.intoArray(panel, panelAt + l * PANEL);
      b1.intoArray(panel, panelAt + l * PANEL + LANES);
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
      float[] b,
      int bAt,
      int gap,
      int[] offsets,
      int first,
      float[] panel,
      int panelAt,
      float[] from,
      int from0,
      int fromStride,
      float[] c,
      int at0,
      int cStride) {
    int a0 = aAt + rows[0];
    int a1 = aAt + rows[1];
    int at1 = at0 + cStride;
    int a2 = aAt + rows[2];
    int at2 = at1 + cStride;
    int a3 = aAt + rows[3];
    int at3 = at2 + cStride;
    int a4 = aAt + rows[4];
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
      int row = bAt + offsets[first + l];
      FloatVector b0 = fromArray(SPECIES, b, row);
      FloatVector b1 = fromArray(SPECIES, b, row + gap);
      b0.intoArray(panel, panelAt + l * PANEL);
      b1.intoArray(panel, panelAt + l * PANEL + LANES);
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
}
