package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.PANEL;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/**
 * Products with an inner dimension of 9, 18 or 27, such as 3 × 3 filters of one to three channels: nine rows of the right
 * factor stay in registers while the rows of the left factor pass by; as {@link VectorTiles}.
 */
final class VectorTapTiles {
  private static final int TAPS = 9;

  private VectorTapTiles() {}

  /** Whether products of this inner dimension are done here. */
  static boolean suit(int k) {
    return k % TAPS == 0 && k <= 3 * TAPS;
  }

  /** Adds a product as far as its columns fill whole panels, and returns how many columns those are. */
  static int add(
      Extent size, Rows a, float[] b, int bAt, int[] offsets, Block c, int cAt, boolean fresh) {
    int j = 0;
    for (; j + PANEL <= size.n(); j += PANEL) {
      if (fresh) {
        VectorPanelMultiply.clear(size.m(), PANEL, c.data(), cAt + j, c.stride());
      }
      for (int l = 0; l < size.k(); l += TAPS) {
        add9(
            size.m(),
            a.data(),
            a.at() + l,
            a.offsets(),
            b,
            bAt + j,
            offsets,
            l,
            c.data(),
            cAt + j,
            c.stride());
      }
    }
    return j;
  }

  private static void add9(
      int m,
      float[] a,
      int aAt,
      int[] rows,
      float[] b,
      int bAt,
      int[] offsets,
      int first,
      float[] c,
      int cAt,
      int cStride) {
    int row0 = bAt + offsets[first];
    FloatVector l0 = fromArray(SPECIES, b, row0);
    FloatVector r0 = fromArray(SPECIES, b, row0 + LANES);
    int row1 = bAt + offsets[first + 1];
    FloatVector l1 = fromArray(SPECIES, b, row1);
    FloatVector r1 = fromArray(SPECIES, b, row1 + LANES);
    int row2 = bAt + offsets[first + 2];
    FloatVector l2 = fromArray(SPECIES, b, row2);
    FloatVector r2 = fromArray(SPECIES, b, row2 + LANES);
    int row3 = bAt + offsets[first + 3];
    FloatVector l3 = fromArray(SPECIES, b, row3);
    FloatVector r3 = fromArray(SPECIES, b, row3 + LANES);
    int row4 = bAt + offsets[first + 4];
    FloatVector l4 = fromArray(SPECIES, b, row4);
    FloatVector r4 = fromArray(SPECIES, b, row4 + LANES);
    int row5 = bAt + offsets[first + 5];
    FloatVector l5 = fromArray(SPECIES, b, row5);
    FloatVector r5 = fromArray(SPECIES, b, row5 + LANES);
    int row6 = bAt + offsets[first + 6];
    FloatVector l6 = fromArray(SPECIES, b, row6);
    FloatVector r6 = fromArray(SPECIES, b, row6 + LANES);
    int row7 = bAt + offsets[first + 7];
    FloatVector l7 = fromArray(SPECIES, b, row7);
    FloatVector r7 = fromArray(SPECIES, b, row7 + LANES);
    int row8 = bAt + offsets[first + 8];
    FloatVector l8 = fromArray(SPECIES, b, row8);
    FloatVector r8 = fromArray(SPECIES, b, row8 + LANES);
    for (int i = 0; i < m; i++) {
      int from = aAt + rows[i];
      int to = cAt + i * cStride;
      FloatVector left = fromArray(SPECIES, c, to);
      FloatVector right = fromArray(SPECIES, c, to + LANES);
      FloatVector f0 = broadcast(SPECIES, a[from]);
      left = f0.fma(l0, left);
      right = f0.fma(r0, right);
      FloatVector f1 = broadcast(SPECIES, a[from + 1]);
      left = f1.fma(l1, left);
      right = f1.fma(r1, right);
      FloatVector f2 = broadcast(SPECIES, a[from + 2]);
      left = f2.fma(l2, left);
      right = f2.fma(r2, right);
      FloatVector f3 = broadcast(SPECIES, a[from + 3]);
      left = f3.fma(l3, left);
      right = f3.fma(r3, right);
      FloatVector f4 = broadcast(SPECIES, a[from + 4]);
      left = f4.fma(l4, left);
      right = f4.fma(r4, right);
      FloatVector f5 = broadcast(SPECIES, a[from + 5]);
      left = f5.fma(l5, left);
      right = f5.fma(r5, right);
      FloatVector f6 = broadcast(SPECIES, a[from + 6]);
      left = f6.fma(l6, left);
      right = f6.fma(r6, right);
      FloatVector f7 = broadcast(SPECIES, a[from + 7]);
      left = f7.fma(l7, left);
      right = f7.fma(r7, right);
      FloatVector f8 = broadcast(SPECIES, a[from + 8]);
      left = f8.fma(l8, left);
      right = f8.fma(r8, right);
      left.intoArray(c, to);
      right.intoArray(c, to + LANES);
    }
  }
}
