package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.PANEL;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.EQ;

import jdk.incubator.vector.FloatVector;

/** Sums of nine taps for two vectors of filters, which stay in registers while positions pass by; as {@link VectorTiles}. */
final class VectorTapSumTiles implements TapLoops {
  /** Whether there are registers enough: with 256-bit vectors there are usually 16. */
  static final boolean FIT = LANES != 8;

  @Override
  public int panel() {
    return PANEL;
  }

  @Override
  public void add(
      int count,
      float[] x,
      int xAt,
      int[] taps,
      int first,
      float[] slopes,
      int slopesAt,
      int filters,
      float[] sums,
      int sumsAt) {
    for (int j = 0; j < filters; j += PANEL) {
      add9(count, x, xAt, taps, first, slopes, slopesAt + j, filters, sums, sumsAt + j);
    }
  }

  @Override
  public void add(int count, float[] values, int from, float[] sums, int sumsAt) {
    FloatVector one = broadcast(SPECIES, 1f);
    for (int i = 0; i < count; i += LANES) {
      one.fma(fromArray(SPECIES, values, from + i), fromArray(SPECIES, sums, sumsAt + i))
          .intoArray(sums, sumsAt + i);
    }
  }

  @Override
  public void spread(
      int windows,
      float[] maxima,
      int maximaAt,
      int places,
      int position,
      int width,
      int filters,
      float[] slopes,
      int slopesAt) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int below = width * filters;
    for (int j = 0; j < filters; j += LANES) {
      int from = maximaAt + j;
      int to = slopesAt + j;
      for (int i = 0; i < windows; i++) {
        FloatVector value = fromArray(SPECIES, maxima, from);
        FloatVector place = fromArray(SPECIES, maxima, from + places).sub(position + 2 * i);
        zero.blend(value, place.compare(EQ, 0f)).intoArray(slopes, to);
        zero.blend(value, place.compare(EQ, 1f)).intoArray(slopes, to + filters);
        zero.blend(value, place.compare(EQ, (float) width)).intoArray(slopes, to + below);
        zero.blend(value, place.compare(EQ, width + 1f)).intoArray(slopes, to + below + filters);
        from += filters;
        to += 2 * filters;
      }
    }
  }

  private static void add9(
      int n,
      float[] x,
      int xAt,
      int[] taps,
      int first,
      float[] slopes,
      int from,
      int stride,
      float[] sums,
      int to) {
    int x0 = xAt + taps[first];
    int x1 = xAt + taps[first + 1];
    int x2 = xAt + taps[first + 2];
    int x3 = xAt + taps[first + 3];
    int x4 = xAt + taps[first + 4];
    int x5 = xAt + taps[first + 5];
    int x6 = xAt + taps[first + 6];
    int x7 = xAt + taps[first + 7];
    int x8 = xAt + taps[first + 8];
    FloatVector l0 = fromArray(SPECIES, sums, to);
    FloatVector r0 = fromArray(SPECIES, sums, to + LANES);
    FloatVector l1 = fromArray(SPECIES, sums, to + stride);
    FloatVector r1 = fromArray(SPECIES, sums, to + stride + LANES);
    FloatVector l2 = fromArray(SPECIES, sums, to + 2 * stride);
    FloatVector r2 = fromArray(SPECIES, sums, to + 2 * stride + LANES);
    FloatVector l3 = fromArray(SPECIES, sums, to + 3 * stride);
    FloatVector r3 = fromArray(SPECIES, sums, to + 3 * stride + LANES);
    FloatVector l4 = fromArray(SPECIES, sums, to + 4 * stride);
    FloatVector r4 = fromArray(SPECIES, sums, to + 4 * stride + LANES);
    FloatVector l5 = fromArray(SPECIES, sums, to + 5 * stride);
    FloatVector r5 = fromArray(SPECIES, sums, to + 5 * stride + LANES);
    FloatVector l6 = fromArray(SPECIES, sums, to + 6 * stride);
    FloatVector r6 = fromArray(SPECIES, sums, to + 6 * stride + LANES);
    FloatVector l7 = fromArray(SPECIES, sums, to + 7 * stride);
    FloatVector r7 = fromArray(SPECIES, sums, to + 7 * stride + LANES);
    FloatVector l8 = fromArray(SPECIES, sums, to + 8 * stride);
    FloatVector r8 = fromArray(SPECIES, sums, to + 8 * stride + LANES);
    for (int i = 0; i < n; i++) {
      FloatVector left = fromArray(SPECIES, slopes, from + i * stride);
      FloatVector right = fromArray(SPECIES, slopes, from + i * stride + LANES);
      FloatVector f0 = broadcast(SPECIES, x[x0 + i]);
      l0 = f0.fma(left, l0);
      r0 = f0.fma(right, r0);
      FloatVector f1 = broadcast(SPECIES, x[x1 + i]);
      l1 = f1.fma(left, l1);
      r1 = f1.fma(right, r1);
      FloatVector f2 = broadcast(SPECIES, x[x2 + i]);
      l2 = f2.fma(left, l2);
      r2 = f2.fma(right, r2);
      FloatVector f3 = broadcast(SPECIES, x[x3 + i]);
      l3 = f3.fma(left, l3);
      r3 = f3.fma(right, r3);
      FloatVector f4 = broadcast(SPECIES, x[x4 + i]);
      l4 = f4.fma(left, l4);
      r4 = f4.fma(right, r4);
      FloatVector f5 = broadcast(SPECIES, x[x5 + i]);
      l5 = f5.fma(left, l5);
      r5 = f5.fma(right, r5);
      FloatVector f6 = broadcast(SPECIES, x[x6 + i]);
      l6 = f6.fma(left, l6);
      r6 = f6.fma(right, r6);
      FloatVector f7 = broadcast(SPECIES, x[x7 + i]);
      l7 = f7.fma(left, l7);
      r7 = f7.fma(right, r7);
      FloatVector f8 = broadcast(SPECIES, x[x8 + i]);
      l8 = f8.fma(left, l8);
      r8 = f8.fma(right, r8);
    }
    l0.intoArray(sums, to);
    r0.intoArray(sums, to + LANES);
    l1.intoArray(sums, to + stride);
    r1.intoArray(sums, to + stride + LANES);
    l2.intoArray(sums, to + 2 * stride);
    r2.intoArray(sums, to + 2 * stride + LANES);
    l3.intoArray(sums, to + 3 * stride);
    r3.intoArray(sums, to + 3 * stride + LANES);
    l4.intoArray(sums, to + 4 * stride);
    r4.intoArray(sums, to + 4 * stride + LANES);
    l5.intoArray(sums, to + 5 * stride);
    r5.intoArray(sums, to + 5 * stride + LANES);
    l6.intoArray(sums, to + 6 * stride);
    r6.intoArray(sums, to + 6 * stride + LANES);
    l7.intoArray(sums, to + 7 * stride);
    r7.intoArray(sums, to + 7 * stride + LANES);
    l8.intoArray(sums, to + 8 * stride);
    r8.intoArray(sums, to + 8 * stride + LANES);
  }
}
