package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/** The sums of planes whose values lie side by side, each in the one order of all sums: {@link ScalarSums}. */
final class PlaneSums {
  private final TapLoops loops;
  private final int planes;
  private final float[] columns;
  private final double[] totals;
  private int seen;

  /** Adds up in arrays of the thread, which has one of these at a time. */
  PlaneSums(TapLoops loops, int planes) {
    this.loops = loops;
    this.planes = planes;
    this.columns = Scratch.floats(Use.COLUMNS, ScalarSums.COLUMNS * planes);
    this.totals = Scratch.zeroDoubles(Use.TOTALS, planes);
    clear();
  }

  /** Adds the next positions of all planes. */
  void add(int positions, float[] values, int from) {
    int done = 0;
    while (done < positions) {
      int column = seen % ScalarSums.COLUMNS;
      int count = Math.min(positions - done, ScalarSums.COLUMNS - column);
      loops.add(count * planes, values, from + done * planes, columns, column * planes);
      done += count;
      seen += count;
      if (seen % ScalarSums.BLOCK == 0) {
        endBlock();
      }
    }
  }

  private void endBlock() {
    for (int half = ScalarSums.COLUMNS / 2; half > 0; half /= 2) {
      loops.add(half * planes, columns, half * planes, columns, 0);
    }
    for (int plane = 0; plane < planes; plane++) {
      totals[plane] += columns[plane];
    }
    clear();
  }

  private void clear() {
    Arrays.fill(columns, 0, ScalarSums.COLUMNS * planes, 0f);
  }

  /** Writes the sums of the first so many planes, and begins anew. */
  void end(int count, double[] sums, int at) {
    if (seen % ScalarSums.BLOCK != 0) {
      endBlock();
    }
    System.arraycopy(totals, 0, sums, at, count);
    Arrays.fill(totals, 0, planes, 0);
    seen = 0;
  }
}
