package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Transposes tiles of 16 × 16 in registers: in four steps, each swaps the off-diagonal quarters of ever smaller squares.
 */
final class VectorTransposeTiles {
  /** Rows and columns of a tile; vectors of another length leave the work to {@link Transpose}. */
  static final int TILE = 16;

  static final VectorShuffle<Float> SWAP1 = swap(1);
  static final VectorShuffle<Float> SWAP2 = swap(2);
  static final VectorShuffle<Float> SWAP4 = swap(4);
  static final VectorShuffle<Float> SWAP8 = swap(8);
  static final VectorMask<Float> ODD1 = odd(1);
  static final VectorMask<Float> ODD2 = odd(2);
  static final VectorMask<Float> ODD4 = odd(4);
  static final VectorMask<Float> ODD8 = odd(8);
  static final VectorMask<Float> EVEN1 = ODD1.not();
  static final VectorMask<Float> EVEN2 = ODD2.not();
  static final VectorMask<Float> EVEN4 = ODD4.not();
  static final VectorMask<Float> EVEN8 = ODD8.not();

  private VectorTransposeTiles() {}

  private static VectorShuffle<Float> swap(int distance) {
    return VectorShuffle.fromOp(SPECIES, lane -> (lane ^ distance) % LANES);
  }

  private static VectorMask<Float> odd(int distance) {
    boolean[] odd = new boolean[LANES];
    for (int lane = 0; lane < LANES; lane++) {
      odd[lane] = (lane & distance) != 0;
    }
    return VectorMask.fromArray(SPECIES, odd, 0);
  }

  /** Transposes one tile. */
  static void transpose(
      float[] from, int fromAt, int fromStride, float[] to, int toAt, int toStride) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, from, fromAt);
    FloatVector a1 = FloatVector.fromArray(SPECIES, from, fromAt + fromStride);
    FloatVector a2 = FloatVector.fromArray(SPECIES, from, fromAt + 2 * fromStride);
    FloatVector a3 = FloatVector.fromArray(SPECIES, from, fromAt + 3 * fromStride);
    FloatVector a4 = FloatVector.fromArray(SPECIES, from, fromAt + 4 * fromStride);
    FloatVector a5 = FloatVector.fromArray(SPECIES, from, fromAt + 5 * fromStride);
    FloatVector a6 = FloatVector.fromArray(SPECIES, from, fromAt + 6 * fromStride);
    FloatVector a7 = FloatVector.fromArray(SPECIES, from, fromAt + 7 * fromStride);
    FloatVector a8 = FloatVector.fromArray(SPECIES, from, fromAt + 8 * fromStride);
    FloatVector a9 = FloatVector.fromArray(SPECIES, from, fromAt + 9 * fromStride);
    FloatVector a10 = FloatVector.fromArray(SPECIES, from, fromAt + 10 * fromStride);
    FloatVector a11 = FloatVector.fromArray(SPECIES, from, fromAt + 11 * fromStride);
    FloatVector a12 = FloatVector.fromArray(SPECIES, from, fromAt + 12 * fromStride);
    FloatVector a13 = FloatVector.fromArray(SPECIES, from, fromAt + 13 * fromStride);
    FloatVector a14 = FloatVector.fromArray(SPECIES, from, fromAt + 14 * fromStride);
    FloatVector a15 = FloatVector.fromArray(SPECIES, from, fromAt + 15 * fromStride);
    FloatVector b0 = a0.blend(a8.rearrange(SWAP8), ODD8);
    FloatVector b8 = a8.blend(a0.rearrange(SWAP8), EVEN8);
    FloatVector b1 = a1.blend(a9.rearrange(SWAP8), ODD8);
    FloatVector b9 = a9.blend(a1.rearrange(SWAP8), EVEN8);
    FloatVector b2 = a2.blend(a10.rearrange(SWAP8), ODD8);
    FloatVector b10 = a10.blend(a2.rearrange(SWAP8), EVEN8);
    FloatVector b3 = a3.blend(a11.rearrange(SWAP8), ODD8);
    FloatVector b11 = a11.blend(a3.rearrange(SWAP8), EVEN8);
    FloatVector b4 = a4.blend(a12.rearrange(SWAP8), ODD8);
    FloatVector b12 = a12.blend(a4.rearrange(SWAP8), EVEN8);
    FloatVector b5 = a5.blend(a13.rearrange(SWAP8), ODD8);
    FloatVector b13 = a13.blend(a5.rearrange(SWAP8), EVEN8);
    FloatVector b6 = a6.blend(a14.rearrange(SWAP8), ODD8);
    FloatVector b14 = a14.blend(a6.rearrange(SWAP8), EVEN8);
    FloatVector b7 = a7.blend(a15.rearrange(SWAP8), ODD8);
    FloatVector b15 = a15.blend(a7.rearrange(SWAP8), EVEN8);
    FloatVector c0 = b0.blend(b4.rearrange(SWAP4), ODD4);
    FloatVector c4 = b4.blend(b0.rearrange(SWAP4), EVEN4);
    FloatVector c1 = b1.blend(b5.rearrange(SWAP4), ODD4);
    FloatVector c5 = b5.blend(b1.rearrange(SWAP4), EVEN4);
    FloatVector c2 = b2.blend(b6.rearrange(SWAP4), ODD4);
    FloatVector c6 = b6.blend(b2.rearrange(SWAP4), EVEN4);
    FloatVector c3 = b3.blend(b7.rearrange(SWAP4), ODD4);
    FloatVector c7 = b7.blend(b3.rearrange(SWAP4), EVEN4);
    FloatVector c8 = b8.blend(b12.rearrange(SWAP4), ODD4);
    FloatVector c12 = b12.blend(b8.rearrange(SWAP4), EVEN4);
    FloatVector c9 = b9.blend(b13.rearrange(SWAP4), ODD4);
    FloatVector c13 = b13.blend(b9.rearrange(SWAP4), EVEN4);
    FloatVector c10 = b10.blend(b14.rearrange(SWAP4), ODD4);
    FloatVector c14 = b14.blend(b10.rearrange(SWAP4), EVEN4);
    FloatVector c11 = b11.blend(b15.rearrange(SWAP4), ODD4);
    FloatVector c15 = b15.blend(b11.rearrange(SWAP4), EVEN4);
    FloatVector d0 = c0.blend(c2.rearrange(SWAP2), ODD2);
    FloatVector d2 = c2.blend(c0.rearrange(SWAP2), EVEN2);
    FloatVector d1 = c1.blend(c3.rearrange(SWAP2), ODD2);
    FloatVector d3 = c3.blend(c1.rearrange(SWAP2), EVEN2);
    FloatVector d4 = c4.blend(c6.rearrange(SWAP2), ODD2);
    FloatVector d6 = c6.blend(c4.rearrange(SWAP2), EVEN2);
    FloatVector d5 = c5.blend(c7.rearrange(SWAP2), ODD2);
    FloatVector d7 = c7.blend(c5.rearrange(SWAP2), EVEN2);
    FloatVector d8 = c8.blend(c10.rearrange(SWAP2), ODD2);
    FloatVector d10 = c10.blend(c8.rearrange(SWAP2), EVEN2);
    FloatVector d9 = c9.blend(c11.rearrange(SWAP2), ODD2);
    FloatVector d11 = c11.blend(c9.rearrange(SWAP2), EVEN2);
    FloatVector d12 = c12.blend(c14.rearrange(SWAP2), ODD2);
    FloatVector d14 = c14.blend(c12.rearrange(SWAP2), EVEN2);
    FloatVector d13 = c13.blend(c15.rearrange(SWAP2), ODD2);
    FloatVector d15 = c15.blend(c13.rearrange(SWAP2), EVEN2);
    FloatVector e0 = d0.blend(d1.rearrange(SWAP1), ODD1);
    FloatVector e1 = d1.blend(d0.rearrange(SWAP1), EVEN1);
    FloatVector e2 = d2.blend(d3.rearrange(SWAP1), ODD1);
    FloatVector e3 = d3.blend(d2.rearrange(SWAP1), EVEN1);
    FloatVector e4 = d4.blend(d5.rearrange(SWAP1), ODD1);
    FloatVector e5 = d5.blend(d4.rearrange(SWAP1), EVEN1);
    FloatVector e6 = d6.blend(d7.rearrange(SWAP1), ODD1);
    FloatVector e7 = d7.blend(d6.rearrange(SWAP1), EVEN1);
    FloatVector e8 = d8.blend(d9.rearrange(SWAP1), ODD1);
    FloatVector e9 = d9.blend(d8.rearrange(SWAP1), EVEN1);
    FloatVector e10 = d10.blend(d11.rearrange(SWAP1), ODD1);
    FloatVector e11 = d11.blend(d10.rearrange(SWAP1), EVEN1);
    FloatVector e12 = d12.blend(d13.rearrange(SWAP1), ODD1);
    FloatVector e13 = d13.blend(d12.rearrange(SWAP1), EVEN1);
    FloatVector e14 = d14.blend(d15.rearrange(SWAP1), ODD1);
    FloatVector e15 = d15.blend(d14.rearrange(SWAP1), EVEN1);
    e0.intoArray(to, toAt);
    e1.intoArray(to, toAt + toStride);
    e2.intoArray(to, toAt + 2 * toStride);
    e3.intoArray(to, toAt + 3 * toStride);
    e4.intoArray(to, toAt + 4 * toStride);
    e5.intoArray(to, toAt + 5 * toStride);
    e6.intoArray(to, toAt + 6 * toStride);
    e7.intoArray(to, toAt + 7 * toStride);
    e8.intoArray(to, toAt + 8 * toStride);
    e9.intoArray(to, toAt + 9 * toStride);
    e10.intoArray(to, toAt + 10 * toStride);
    e11.intoArray(to, toAt + 11 * toStride);
    e12.intoArray(to, toAt + 12 * toStride);
    e13.intoArray(to, toAt + 13 * toStride);
    e14.intoArray(to, toAt + 14 * toStride);
    e15.intoArray(to, toAt + 15 * toStride);
  }
}
