package dev.stria.internal.kernel;

import static jdk.incubator.vector.VectorOperators.EQ;
import static jdk.incubator.vector.VectorOperators.NE;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Pooling with windows 2×2 and stride 2 in vectors; all other geometries as in the scalar version.
 *
 * <p>A vector of outputs may reach beyond the end of its row: what it writes there is the next row's, which follows and
 * writes it again; where no next row follows, and where a window holds a NaN, the scalar version goes on.
 */
final class VectorPooling extends ScalarPooling {
  private static final VectorSpecies<Float> F = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = F.length();

  /** Positions are counted in floats, whose integers end here. */
  private static final int EXACT = 1 << 22;

  private static final VectorShuffle<Float> EVEN = VectorShuffle.fromOp(F, i -> 2 * i % LANES);
  private static final VectorShuffle<Float> ODD = VectorShuffle.fromOp(F, i -> (2 * i + 1) % LANES);
  private static final VectorMask<Float> UPPER = VectorMask.fromLong(F, -1L << (LANES / 2));
  private static final FloatVector TWICE = FloatVector.broadcast(F, 0).addIndex(2);

  VectorPooling(ArrayMath math) {
    super(math);
  }

  @Override
  void maxPlanes(PoolGeometry g, float[] x, float[] y, int[] argmax, int from, int end) {
    if (!g.isTwoByTwo() || g.h() * g.w() >= EXACT) {
      super.maxPlanes(g, x, y, argmax, from, end);
      return;
    }
    int inPlane = g.h() * g.w();
    int outPlane = g.outH() * g.outW();
    for (int plane = from; plane < end; plane++) {
      int row = maxRows(g, x, plane * inPlane, y, argmax, plane * outPlane, end * outPlane);
      maxTwoByTwo(g, x, plane * inPlane, y, argmax, plane * outPlane, row);
    }
  }

  /** As many rows of a plane as vectors can do; returns the first row that is left. */
  private static int maxRows(
      PoolGeometry g, float[] x, int xPlane, float[] y, int[] argmax, int yPlane, int yEnd) {
    int w = g.w();
    int outW = g.outW();
    int outH = g.outH();
    int reach = (outW + LANES - 1) / LANES * LANES;
    for (int i = 0; i < outH; i++) {
      int at = yPlane + i * outW;
      int cell = 2 * i * w;
      if (at + reach > yEnd || xPlane + cell + w + 2 * reach > x.length) {
        return i;
      }
      for (int j = 0; j < outW; j += LANES) {
        if (maxVector(x, xPlane, cell + 2 * j, w, y, argmax, at + j)) {
          maxTwoByTwo(g, x, xPlane, y, argmax, yPlane, i);
          return outH;
        }
      }
    }
    return outH;
  }

  /** One vector of outputs; returns whether there is a NaN among them. */
  private static boolean maxVector(
      float[] x, int xPlane, int cell, int w, float[] y, int[] argmax, int at) {
    int upper = xPlane + cell;
    FloatVector u0 = FloatVector.fromArray(F, x, upper);
    FloatVector u1 = FloatVector.fromArray(F, x, upper + LANES);
    FloatVector l0 = FloatVector.fromArray(F, x, upper + w);
    FloatVector l1 = FloatVector.fromArray(F, x, upper + w + LANES);
    FloatVector a = u0.rearrange(EVEN).blend(u1.rearrange(EVEN), UPPER);
    FloatVector b = u0.rearrange(ODD).blend(u1.rearrange(ODD), UPPER);
    FloatVector c = l0.rearrange(EVEN).blend(l1.rearrange(EVEN), UPPER);
    FloatVector d = l0.rearrange(ODD).blend(l1.rearrange(ODD), UPPER);
    FloatVector most = a.max(b).max(c.max(d));
    most.intoArray(y, at);
    if (argmax != null) {
      FloatVector first =
          FloatVector.broadcast(F, w + 1)
              .blend(w, c.compare(EQ, most))
              .blend(1, b.compare(EQ, most))
              .blend(0, a.compare(EQ, most));
      first
          .add(TWICE)
          .add(FloatMath.ROUNDER + cell)
          .reinterpretAsInts()
          .sub(FloatMath.ROUNDER_BITS)
          .intoArray(argmax, at);
    }
    return most.compare(NE, most).anyTrue();
  }
}
