package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * A matrix times a vector, with lanes over 16 rows: squares of the matrix are transposed in registers, as by {@link
 * VectorTransposeTiles}, and used there.
 */
final class VectorMatrixVectorTiles {
  private static final int TILE = VectorTransposeTiles.TILE;

  /** Whether vectors are as long as a square, and the compiler is not one that checks each rearrangement anew. */
  private static final boolean SUITS = LANES == TILE && Runtime.version().feature() >= 25;

  private static final VectorShuffle<Float> SWAP1 = VectorTransposeTiles.SWAP1;
  private static final VectorShuffle<Float> SWAP2 = VectorTransposeTiles.SWAP2;
  private static final VectorShuffle<Float> SWAP4 = VectorTransposeTiles.SWAP4;
  private static final VectorShuffle<Float> SWAP8 = VectorTransposeTiles.SWAP8;
  private static final VectorMask<Float> ODD1 = VectorTransposeTiles.ODD1;
  private static final VectorMask<Float> ODD2 = VectorTransposeTiles.ODD2;
  private static final VectorMask<Float> ODD4 = VectorTransposeTiles.ODD4;
  private static final VectorMask<Float> ODD8 = VectorTransposeTiles.ODD8;
  private static final VectorMask<Float> EVEN1 = VectorTransposeTiles.EVEN1;
  private static final VectorMask<Float> EVEN2 = VectorTransposeTiles.EVEN2;
  private static final VectorMask<Float> EVEN4 = VectorTransposeTiles.EVEN4;
  private static final VectorMask<Float> EVEN8 = VectorTransposeTiles.EVEN8;

  private VectorMatrixVectorTiles() {}

  /** Adds the product, as {@link PanelMultiply#addMatrixVector} says. */
  static void add(int rows, int depth, Block a, float[] x, int xAt, float[] y, int yAt) {
    int done = 0;
    if (SUITS && depth >= TILE) {
      int whole = depth / TILE * TILE;
      done = rows / TILE * TILE;
      for (int i = 0; i < done; i += TILE) {
        add16(whole, a.data(), a.at() + i * a.stride(), a.stride(), x, xAt, y, yAt + i);
      }
      if (whole < depth) {
        Block rest = new Block(a.data(), a.at() + whole, a.stride(), 0);
        ScalarMatrixVector.add(done, depth - whole, rest, x, xAt + whole, y, yAt);
      }
    }
    Block below = new Block(a.data(), a.at() + done * a.stride(), a.stride(), 0);
    ScalarMatrixVector.add(rows - done, depth, below, x, xAt, y, yAt + done);
  }

  /** Adds 16 rows, whose depth is a multiple of 16. */
  private static void add16(
      int depth, float[] a, int aAt, int stride, float[] x, int xAt, float[] y, int yAt) {
    FloatVector sum = fromArray(SPECIES, y, yAt);
    for (int l = 0; l < depth; l += TILE) {
      int at = aAt + l;
      int factor = xAt + l;
      FloatVector a0 = fromArray(SPECIES, a, at);
      FloatVector a1 = fromArray(SPECIES, a, at + stride);
      FloatVector a2 = fromArray(SPECIES, a, at + 2 * stride);
      FloatVector a3 = fromArray(SPECIES, a, at + 3 * stride);
      FloatVector a4 = fromArray(SPECIES, a, at + 4 * stride);
      FloatVector a5 = fromArray(SPECIES, a, at + 5 * stride);
      FloatVector a6 = fromArray(SPECIES, a, at + 6 * stride);
      FloatVector a7 = fromArray(SPECIES, a, at + 7 * stride);
      FloatVector a8 = fromArray(SPECIES, a, at + 8 * stride);
      FloatVector a9 = fromArray(SPECIES, a, at + 9 * stride);
      FloatVector a10 = fromArray(SPECIES, a, at + 10 * stride);
      FloatVector a11 = fromArray(SPECIES, a, at + 11 * stride);
      FloatVector a12 = fromArray(SPECIES, a, at + 12 * stride);
      FloatVector a13 = fromArray(SPECIES, a, at + 13 * stride);
      FloatVector a14 = fromArray(SPECIES, a, at + 14 * stride);
      FloatVector a15 = fromArray(SPECIES, a, at + 15 * stride);
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
      sum = broadcast(SPECIES, x[factor]).fma(e0, sum);
      sum = broadcast(SPECIES, x[factor + 1]).fma(e1, sum);
      sum = broadcast(SPECIES, x[factor + 2]).fma(e2, sum);
      sum = broadcast(SPECIES, x[factor + 3]).fma(e3, sum);
      sum = broadcast(SPECIES, x[factor + 4]).fma(e4, sum);
      sum = broadcast(SPECIES, x[factor + 5]).fma(e5, sum);
      sum = broadcast(SPECIES, x[factor + 6]).fma(e6, sum);
      sum = broadcast(SPECIES, x[factor + 7]).fma(e7, sum);
      sum = broadcast(SPECIES, x[factor + 8]).fma(e8, sum);
      sum = broadcast(SPECIES, x[factor + 9]).fma(e9, sum);
      sum = broadcast(SPECIES, x[factor + 10]).fma(e10, sum);
      sum = broadcast(SPECIES, x[factor + 11]).fma(e11, sum);
      sum = broadcast(SPECIES, x[factor + 12]).fma(e12, sum);
      sum = broadcast(SPECIES, x[factor + 13]).fma(e13, sum);
      sum = broadcast(SPECIES, x[factor + 14]).fma(e14, sum);
      sum = broadcast(SPECIES, x[factor + 15]).fma(e15, sum);
    }
    sum.intoArray(y, yAt);
  }
}
