package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;

import dev.stria.internal.kernel.PanelMultiply.Margin;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/**
 * Copies rows by whole vectors.
 *
 * <p>A row's last vector reaches into the next row, whose first vector is written later: so rows go from the top to the bottom,
 * and where all rows of a plane get one of their vectors before the next, vectors go from the right to the left. The few
 * rows beside which nothing may be read are copied one float at a time.
 */
final class VectorCopy {
  private static final FloatVector INDEX = FloatVector.zero(SPECIES).addIndex(1);

  // A rearrangement of two vectors at once makes objects on JDK 17.
  private static final VectorShuffle<Float> EVEN =
      VectorShuffle.fromOp(SPECIES, i -> 2 * i % LANES);
  private static final VectorMask<Float> LOWER =
      VectorMask.fromLong(SPECIES, (1L << (LANES / 2)) - 1);

  private VectorCopy() {}

  /** Copies rows, as {@link PanelMultiply#copyRows} says. */
  static void copyRows(
      int planes,
      int rows,
      Margin margin,
      float[] from,
      int fromAt,
      int fromStride,
      int fromStep,
      float[] to,
      int toAt,
      int toStep) {
    if (rows == 0 || margin.total() == 0) {
      return;
    }
    int missing = Math.max(0, margin.left() - fromAt);
    int step = Math.max(1, fromStep); // planes may be narrower than the margin
    int first = (missing + step - 1) / step;
    int vectors = (margin.total() + LANES - 1) / LANES;
    int room = from.length - vectors * LANES - (fromAt - margin.left());
    int last = planes;
    while (last > 0 && (last - 1) * fromStep + (rows - 1) * fromStride > room) {
      last--;
    }
    first = Math.min(first, last);
    copyExactly(0, first, rows, margin, from, fromAt, fromStride, fromStep, to, toAt, toStep);
    int start = fromAt - margin.left();
    if (isFramed(margin, vectors)) {
      copyFramed(
          first, last, rows, margin, vectors, from, start, fromStride, fromStep, to, toAt, toStep);
    } else {
      copyColumns(
          first, last, rows, margin, vectors, from, start, fromStride, fromStep, to, toAt, toStep);
    }
    copyExactly(last, planes, rows, margin, from, fromAt, fromStride, fromStep, to, toAt, toStep);
  }

  /** Copies every second element as far as whole vectors may be read, and returns how many that are. */
  static int copyEverySecond(int count, float[] from, int fromAt, float[] to, int toAt) {
    int vectors = Math.min((count + LANES - 1) / LANES, (from.length - fromAt) / (2 * LANES));
    for (int i = 0; i < vectors * LANES; i += LANES) {
      FloatVector left = FloatVector.fromArray(SPECIES, from, fromAt + 2 * i).rearrange(EVEN);
      FloatVector.fromArray(SPECIES, from, fromAt + 2 * i + LANES)
          .rearrange(EVEN)
          .blend(left, LOWER)
          .intoArray(to, toAt + i);
    }
    return Math.min(count, vectors * LANES);
  }

  /** Copies one vector of all rows after the other. */
  private static void copyColumns(
      int first,
      int last,
      int rows,
      Margin margin,
      int vectors,
      float[] from,
      int start,
      int fromStride,
      int fromStep,
      float[] to,
      int toAt,
      int toStep) {
    for (int i = (vectors - 1) * LANES; i >= 0; i -= LANES) {
      int source = start + i;
      boolean whole = i >= margin.left() && i + LANES <= margin.left() + margin.width();
      if (whole || margin.left() + margin.right() == 0) {
        copyColumn(
            first,
            last,
            rows,
            from,
            source,
            fromStride,
            fromStep,
            to,
            toAt + i,
            toStep,
            margin.total());
      } else {
        copyEdge(
            first, last, rows, margin, i, from, source, fromStride, fromStep, to, toAt + i, toStep);
      }
    }
  }

  /** Whether only the first and the last of a row's vectors, two at least, hold zeros. */
  private static boolean isFramed(Margin margin, int vectors) {
    int values = margin.left() + margin.width();
    return vectors >= 2 && margin.left() <= LANES && values >= (vectors - 1) * LANES;
  }

  /** Copies whole rows, one after the other, so that planes are read and written as they lie. */
  private static void copyFramed(
      int first,
      int last,
      int rows,
      Margin margin,
      int vectors,
      float[] from,
      int start,
      int fromStride,
      int fromStep,
      float[] to,
      int toAt,
      int toStep) {
    int pitch = margin.total();
    int rest = (vectors - 1) * LANES;
    int middle = rest - LANES;
    FloatVector zero = FloatVector.zero(SPECIES);
    VectorMask<Float> left = INDEX.compare(VectorOperators.LT, (float) margin.left());
    VectorMask<Float> right =
        INDEX.compare(VectorOperators.GE, (float) (margin.left() + margin.width() - rest));
    for (int plane = first; plane < last; plane++) {
      int read = start + plane * fromStep;
      int write = toAt + plane * toStep;
      for (int row = 0; row < rows; row++) {
        FloatVector whole = FloatVector.fromArray(SPECIES, from, read + middle);
        FloatVector end = FloatVector.fromArray(SPECIES, from, read + rest);
        FloatVector begin = FloatVector.fromArray(SPECIES, from, read);
        for (int i = LANES; i < middle; i += LANES) {
          FloatVector.fromArray(SPECIES, from, read + i).intoArray(to, write + i);
        }
        whole.intoArray(to, write + middle);
        end.blend(zero, right).intoArray(to, write + rest);
        begin.blend(zero, left).intoArray(to, write);
        read += fromStride;
        write += pitch;
      }
    }
  }

  private static void copyColumn(
      int first,
      int last,
      int rows,
      float[] from,
      int source,
      int fromStride,
      int fromStep,
      float[] to,
      int target,
      int toStep,
      int pitch) {
    for (int plane = first; plane < last; plane++) {
      int read = source + plane * fromStep;
      int write = target + plane * toStep;
      for (int row = 0; row < rows; row++) {
        FloatVector.fromArray(SPECIES, from, read).intoArray(to, write);
        read += fromStride;
        write += pitch;
      }
    }
  }

  private static void copyEdge(
      int first,
      int last,
      int rows,
      Margin margin,
      int i,
      float[] from,
      int source,
      int fromStride,
      int fromStep,
      float[] to,
      int target,
      int toStep) {
    int pitch = margin.total();
    VectorMask<Float> left = INDEX.compare(VectorOperators.LT, (float) (margin.left() - i));
    VectorMask<Float> outside =
        INDEX.compare(VectorOperators.GE, (float) (margin.left() + margin.width() - i)).or(left);
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int plane = first; plane < last; plane++) {
      int read = source + plane * fromStep;
      int write = target + plane * toStep;
      for (int row = 0; row < rows; row++) {
        FloatVector.fromArray(SPECIES, from, read).blend(zero, outside).intoArray(to, write);
        read += fromStride;
        write += pitch;
      }
    }
  }

  private static void copyExactly(
      int first,
      int last,
      int rows,
      Margin margin,
      float[] from,
      int fromAt,
      int fromStride,
      int fromStep,
      float[] to,
      int toAt,
      int toStep) {
    for (int plane = first; plane < last; plane++) {
      margin.copyExactly(
          rows, from, fromAt + plane * fromStep, fromStride, to, toAt + plane * toStep);
    }
  }

  /** Transposes, as {@link PanelMultiply#transpose} says; the last tile of a row or column overlaps the one before. */
  static void transpose(
      int rows,
      int columns,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    int tile = VectorTransposeTiles.TILE;
    if (LANES != tile || rows < tile || columns < tile) {
      Transpose.transpose(rows, columns, from, fromAt, fromStride, to, toAt, toStride);
      return;
    }
    for (int i = 0; i < rows; i += tile) {
      int row = Math.min(i, rows - tile);
      for (int j = 0; j < columns; j += tile) {
        int column = Math.min(j, columns - tile);
        VectorTransposeTiles.transpose(
            from,
            fromAt + row * fromStride + column,
            fromStride,
            to,
            toAt + column * toStride + row,
            toStride);
      }
    }
  }
}
