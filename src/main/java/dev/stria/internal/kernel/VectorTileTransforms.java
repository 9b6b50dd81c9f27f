package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;

import jdk.incubator.vector.FloatVector;

/** Transforms of tiles by vectors. */
final class VectorTileTransforms implements TileTransforms {
  @Override
  public void pixels(
      int runs,
      int count,
      float[] x,
      int xAt,
      int xStep,
      int xRun,
      float[] y,
      int yAt,
      int yStep,
      int yRun) {
    FloatVector two = broadcast(SPECIES, 2f);
    FloatVector minus2 = broadcast(SPECIES, -2f);
    FloatVector four = broadcast(SPECIES, 4f);
    FloatVector minus4 = broadcast(SPECIES, -4f);
    FloatVector minus5 = broadcast(SPECIES, -5f);
    for (int run = 0; run < runs; run++) {
      int from = xAt + run * xRun;
      int to = yAt + run * yRun;
      for (int i = 0; i < count; i += LANES) {
        FloatVector x0 = fromArray(SPECIES, x, from + i);
        FloatVector x1 = fromArray(SPECIES, x, from + xStep + i);
        FloatVector x2 = fromArray(SPECIES, x, from + 2 * xStep + i);
        FloatVector x3 = fromArray(SPECIES, x, from + 3 * xStep + i);
        FloatVector x4 = fromArray(SPECIES, x, from + 4 * xStep + i);
        FloatVector x5 = fromArray(SPECIES, x, from + 5 * xStep + i);
        FloatVector even = minus4.fma(x2, x4);
        FloatVector odd = minus4.fma(x1, x3);
        FloatVector even2 = x4.sub(x2);
        FloatVector odd2 = x3.sub(x1);
        four.fma(x0, minus5.fma(x2, x4)).intoArray(y, to + i);
        even.add(odd).intoArray(y, to + yStep + i);
        even.sub(odd).intoArray(y, to + 2 * yStep + i);
        two.fma(odd2, even2).intoArray(y, to + 3 * yStep + i);
        minus2.fma(odd2, even2).intoArray(y, to + 4 * yStep + i);
        four.fma(x1, minus5.fma(x3, x5)).intoArray(y, to + 5 * yStep + i);
      }
    }
  }

  @Override
  public void taps(
      int runs,
      int count,
      float[] x,
      int xAt,
      int xStep,
      int xRun,
      float[] y,
      int yAt,
      int yStep,
      int yRun) {
    FloatVector quarter = broadcast(SPECIES, 0.25f);
    FloatVector sixth = broadcast(SPECIES, ScalarTileTransforms.SIXTH);
    FloatVector minusSixth = broadcast(SPECIES, -ScalarTileTransforms.SIXTH);
    FloatVector twelfth = broadcast(SPECIES, ScalarTileTransforms.TWELFTH);
    FloatVector minusTwelfth = broadcast(SPECIES, -ScalarTileTransforms.TWELFTH);
    FloatVector twentyFourth = broadcast(SPECIES, ScalarTileTransforms.TWENTY_FOURTH);
    for (int run = 0; run < runs; run++) {
      int from = xAt + run * xRun;
      int to = yAt + run * yRun;
      for (int i = 0; i < count; i += LANES) {
        FloatVector x0 = fromArray(SPECIES, x, from + i);
        FloatVector x1 = fromArray(SPECIES, x, from + xStep + i);
        FloatVector x2 = fromArray(SPECIES, x, from + 2 * xStep + i);
        FloatVector near = x0.add(x2).mul(minusSixth);
        FloatVector far = sixth.fma(x2, x0.mul(twentyFourth));
        x0.mul(quarter).intoArray(y, to + i);
        minusSixth.fma(x1, near).intoArray(y, to + yStep + i);
        sixth.fma(x1, near).intoArray(y, to + 2 * yStep + i);
        twelfth.fma(x1, far).intoArray(y, to + 3 * yStep + i);
        minusTwelfth.fma(x1, far).intoArray(y, to + 4 * yStep + i);
        x2.intoArray(y, to + 5 * yStep + i);
      }
    }
  }

  @Override
  public void products(
      int runs,
      int count,
      float[] x,
      int xAt,
      int xStep,
      int xRun,
      float[] y,
      int yAt,
      int yStep,
      int yRun) {
    FloatVector two = broadcast(SPECIES, 2f);
    FloatVector four = broadcast(SPECIES, 4f);
    FloatVector eight = broadcast(SPECIES, 8f);
    for (int run = 0; run < runs; run++) {
      int from = xAt + run * xRun;
      int to = yAt + run * yRun;
      for (int i = 0; i < count; i += LANES) {
        FloatVector x0 = fromArray(SPECIES, x, from + i);
        FloatVector x1 = fromArray(SPECIES, x, from + xStep + i);
        FloatVector x2 = fromArray(SPECIES, x, from + 2 * xStep + i);
        FloatVector x3 = fromArray(SPECIES, x, from + 3 * xStep + i);
        FloatVector x4 = fromArray(SPECIES, x, from + 4 * xStep + i);
        FloatVector x5 = fromArray(SPECIES, x, from + 5 * xStep + i);
        FloatVector sum = x1.add(x2);
        FloatVector difference = x1.sub(x2);
        FloatVector sum2 = x3.add(x4);
        FloatVector difference2 = x3.sub(x4);
        x0.add(sum).add(sum2).intoArray(y, to + i);
        two.fma(difference2, difference).intoArray(y, to + yStep + i);
        four.fma(sum2, sum).intoArray(y, to + 2 * yStep + i);
        eight.fma(difference2, difference).add(x5).intoArray(y, to + 3 * yStep + i);
      }
    }
  }
}
