package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** Sums of depthwise filters, whose lanes run over the channels. */
final class VectorDepthwiseTiles implements DepthwiseSums {
  @Override
  public void add(
      int columns,
      float[] x,
      int xAt,
      int xPitch,
      int stride,
      float[] dy,
      int dyAt,
      float[] sums,
      int sumsAt) {
    for (int lane = 0; lane < CHANNELS; lane += LANES) {
      addLanes(
          columns, x, xAt + lane, xPitch, stride * CHANNELS, dy, dyAt + lane, sums, sumsAt + lane);
    }
  }

  private static void addLanes(
      int columns,
      float[] x,
      int at0,
      int pitch,
      int step,
      float[] dy,
      int dyAt,
      float[] sums,
      int to) {
    int at1 = at0 + pitch;
    int at2 = at1 + pitch;
    FloatVector s00 = fromArray(SPECIES, sums, to);
    FloatVector s01 = fromArray(SPECIES, sums, to + CHANNELS);
    FloatVector s02 = fromArray(SPECIES, sums, to + 2 * CHANNELS);
    FloatVector s10 = fromArray(SPECIES, sums, to + 3 * CHANNELS);
    FloatVector s11 = fromArray(SPECIES, sums, to + 4 * CHANNELS);
    FloatVector s12 = fromArray(SPECIES, sums, to + 5 * CHANNELS);
    FloatVector s20 = fromArray(SPECIES, sums, to + 6 * CHANNELS);
    FloatVector s21 = fromArray(SPECIES, sums, to + 7 * CHANNELS);
    FloatVector s22 = fromArray(SPECIES, sums, to + 8 * CHANNELS);
    for (int q = 0; q < columns; q++) {
      int i = q * step;
      FloatVector d = fromArray(SPECIES, dy, dyAt + q * CHANNELS);
      s00 = fromArray(SPECIES, x, at0 + i).fma(d, s00);
      s01 = fromArray(SPECIES, x, at0 + i + CHANNELS).fma(d, s01);
      s02 = fromArray(SPECIES, x, at0 + i + 2 * CHANNELS).fma(d, s02);
      s10 = fromArray(SPECIES, x, at1 + i).fma(d, s10);
      s11 = fromArray(SPECIES, x, at1 + i + CHANNELS).fma(d, s11);
      s12 = fromArray(SPECIES, x, at1 + i + 2 * CHANNELS).fma(d, s12);
      s20 = fromArray(SPECIES, x, at2 + i).fma(d, s20);
      s21 = fromArray(SPECIES, x, at2 + i + CHANNELS).fma(d, s21);
      s22 = fromArray(SPECIES, x, at2 + i + 2 * CHANNELS).fma(d, s22);
    }
    s00.intoArray(sums, to);
    s01.intoArray(sums, to + CHANNELS);
    s02.intoArray(sums, to + 2 * CHANNELS);
    s10.intoArray(sums, to + 3 * CHANNELS);
    s11.intoArray(sums, to + 4 * CHANNELS);
    s12.intoArray(sums, to + 5 * CHANNELS);
    s20.intoArray(sums, to + 6 * CHANNELS);
    s21.intoArray(sums, to + 7 * CHANNELS);
    s22.intoArray(sums, to + 8 * CHANNELS);
  }
}
