package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/** Sparse gradients in vectors: as many sums as there are registers for. */
final class VectorPixelLoops implements PixelLoops {
  private static final FloatVector ZERO = FloatVector.zero(SPECIES);
  private static final int ROWS = 3;

  /** Whether there are registers for three rows. */
  private static final boolean MANY = LANES > 8;

  @Override
  public Source source(Layout layout, float[] from) {
    return new InPlace(layout, from);
  }

  /** Reads what is weighted where it lies. */
  private static final class InPlace implements Source {
    private final Layout layout;
    private final float[] from;

    InPlace(Layout layout, float[] from) {
      this.layout = layout;
      this.from = from;
    }

    @Override
    public void renew() {
      // Nothing is kept.
    }

    @Override
    public void add(
        int first, int end, float[] factor, int[] index, float[] to, int toAt, int toStep) {
      int scale = layout.scale();
      int run = layout.run();
      int step = layout.step();
      int row = 0;
      for (; MANY && row + ROWS <= layout.rows() && run == 5 * LANES; row += ROWS) {
        int y = toAt + row * toStep;
        VectorPixelTiles.add3x5(
            first, end, factor, index, scale, from, row * step, step, to, y, toStep);
      }
      for (; MANY && row + ROWS <= layout.rows() && run == 6 * LANES; row += ROWS) {
        int y = toAt + row * toStep;
        VectorPixelTiles.add3x6(
            first, end, factor, index, scale, from, row * step, step, to, y, toStep);
      }
      for (; row < layout.rows(); row++) {
        addRow(first, end, factor, index, scale, run, from, row * step, to, toAt + row * toStep);
      }
    }
  }

  private static void addRow(
      int first,
      int end,
      float[] factor,
      int[] index,
      int scale,
      int run,
      float[] x,
      int xAt,
      float[] y,
      int yAt) {
    int j = 0;
    for (; j + 6 * LANES <= run; j += 6 * LANES) {
      VectorPixelTiles.add1x6(first, end, factor, index, scale, x, xAt + j, y, yAt + j);
    }
    for (; j + 3 * LANES <= run; j += 3 * LANES) {
      VectorPixelTiles.add1x3(first, end, factor, index, scale, x, xAt + j, y, yAt + j);
    }
    for (; j < run; j += LANES) {
      VectorPixelTiles.add1x1(first, end, factor, index, scale, x, xAt + j, y, yAt + j);
    }
  }

  @Override
  public boolean isFinite(float[] x, int from, int count) {
    float[] last = Scratch.floats(Scratch.Use.BLOCK_ROOM, LANES);
    FloatVector sum = FloatVector.zero(SPECIES);
    int whole = count / LANES * LANES;
    for (int i = from; i < from + whole; i += LANES) {
      sum = FloatVector.fromArray(SPECIES, x, i).fma(ZERO, sum); // NaN if it is not finite
    }
    sum.intoArray(last, 0);
    float total = 0;
    for (int i = 0; i < LANES; i++) {
      total += last[i];
    }
    for (int i = from + whole; i < from + count; i++) {
      total += 0f * x[i];
    }
    return total == 0;
  }

  @Override
  public boolean isZero(float[] x, int from, int count) {
    float[] last = Scratch.floats(Scratch.Use.BLOCK_ROOM, LANES);
    FloatVector most = FloatVector.zero(SPECIES);
    int whole = count / LANES * LANES;
    for (int i = from; i < from + whole; i += LANES) {
      most = most.max(FloatVector.fromArray(SPECIES, x, i).abs());
    }
    most.intoArray(last, 0);
    float total = 0;
    for (int i = 0; i < LANES; i++) {
      total += last[i];
    }
    for (int i = from + whole; i < from + count; i++) {
      total += Math.abs(x[i]);
    }
    return total == 0;
  }
}
