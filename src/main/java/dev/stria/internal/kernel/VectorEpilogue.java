package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/** Relu and 2 × 2 maxima by vectors. */
final class VectorEpilogue implements Epilogue {
  // A rearrangement of two vectors at once makes objects on JDK 17.
  private static final VectorShuffle<Float> EVEN =
      VectorShuffle.fromOp(SPECIES, i -> 2 * i % LANES);
  private static final VectorShuffle<Float> ODD =
      VectorShuffle.fromOp(SPECIES, i -> (2 * i + 1) % LANES);
  private static final VectorMask<Float> UPPER = VectorMask.fromLong(SPECIES, -1L << (LANES / 2));
  private static final FloatVector TWICE = FloatVector.zero(SPECIES).addIndex(2);

  @Override
  public void addBias(
      int rows,
      int columns,
      float[] x,
      int xAt,
      int xStride,
      float[] bias,
      int biasAt,
      float[] y,
      int yAt,
      int yStride) {
    int whole = columns / LANES * LANES;
    for (int row = 0; row < rows; row++) {
      int from = xAt + row * xStride;
      int to = yAt + row * yStride;
      float added = bias[biasAt + row];
      for (int i = 0; i < whole; i += LANES) {
        FloatVector.fromArray(SPECIES, x, from + i).add(added).intoArray(y, to + i);
      }
      for (int i = whole; i < columns; i++) {
        y[to + i] = x[from + i] + added;
      }
    }
  }

  @Override
  public void relu(
      int rows,
      int columns,
      float[] x,
      int xAt,
      int xStride,
      float[] bias,
      int biasAt,
      float[] y,
      int yAt,
      int yStride) {
    int whole = columns / LANES * LANES;
    for (int row = 0; row < rows; row++) {
      int from = xAt + row * xStride;
      int to = yAt + row * yStride;
      float added = bias == null ? 0f : bias[biasAt + row];
      for (int i = 0; i < whole; i += LANES) {
        FloatVector value = FloatVector.fromArray(SPECIES, x, from + i).add(added);
        value.blend(0f, value.compare(VectorOperators.LE, 0f)).intoArray(y, to + i);
      }
      for (int i = whole; i < columns; i++) {
        y[to + i] = Math.max(x[from + i] + added, 0f);
      }
    }
  }

  @Override
  public void reluMax(Pool size, float[] x, int xAt, float[] y, int[] argmax, int yAt) {
    int stretch = size.rows() * size.columns();
    int[] places = argmax == null ? Scratch.ints(Scratch.Use.STAGED, LANES) : argmax;
    boolean dense = size.yStep() == stretch;
    for (int plane = 0; plane < size.planes(); plane++) {
      int at = yAt + plane * size.yStep();
      int planeAt = xAt + plane * size.xStep();
      int limit = dense ? yAt + size.planes() * stretch : at + stretch;
      for (int row = 0; row < size.rows(); row++) {
        int to = at + row * size.columns();
        int from = planeAt + 2 * row * size.width();
        int first = size.before() + 2 * row * size.width();
        // What a vector writes too much is overwritten by the next row, up to the limit.
        int last = Math.min(size.columns(), limit - to - LANES + 1);
        int column = 0;
        for (; column < last; column += LANES) {
          int placesAt = argmax == null ? 0 : to + column;
          reluMax(
              x,
              from + 2 * column,
              size.width(),
              first + 2 * column,
              y,
              to + column,
              places,
              placesAt);
        }
        if (column < size.columns()) {
          ScalarEpilogue.reluMaxRow(size, row, column, x, planeAt, y, argmax, to);
        }
      }
    }
  }

  /** Pools one vector of maxima. Where they lie is counted in floats, so that there is one kind of mask. */
  private static void reluMax(
      float[] x, int above, int width, int first, float[] y, int yAt, int[] places, int placesAt) {
    FloatVector a0 = FloatVector.fromArray(SPECIES, x, above);
    FloatVector a1 = FloatVector.fromArray(SPECIES, x, above + LANES);
    FloatVector b0 = FloatVector.fromArray(SPECIES, x, above + width);
    FloatVector b1 = FloatVector.fromArray(SPECIES, x, above + width + LANES);
    FloatVector most = a0.rearrange(EVEN).blend(a1.rearrange(EVEN), UPPER);
    FloatVector place = FloatVector.zero(SPECIES);

    FloatVector value = a0.rearrange(ODD).blend(a1.rearrange(ODD), UPPER);
    VectorMask<Float> more =
        value.compare(VectorOperators.GT, most).or(value.compare(VectorOperators.NE, value));
    most = most.blend(value, more);
    place = place.blend(1, more);

    value = b0.rearrange(EVEN).blend(b1.rearrange(EVEN), UPPER);
    more = value.compare(VectorOperators.GT, most).or(value.compare(VectorOperators.NE, value));
    most = most.blend(value, more);
    place = place.blend(width, more);

    value = b0.rearrange(ODD).blend(b1.rearrange(ODD), UPPER);
    more = value.compare(VectorOperators.GT, most).or(value.compare(VectorOperators.NE, value));
    most = most.blend(value, more);
    place = place.blend(width + 1, more);

    most.blend(0f, most.compare(VectorOperators.LE, 0f)).intoArray(y, yAt);
    place
        .add(TWICE)
        .add(FloatMath.ROUNDER)
        .reinterpretAsInts()
        .add(first - FloatMath.ROUNDER_BITS)
        .intoArray(places, placesAt);
  }
}
