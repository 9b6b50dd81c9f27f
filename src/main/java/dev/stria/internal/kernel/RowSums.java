package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/** Sums of the columns of {@code [rows, width]}: whole rows are added in order, and blocks of rows in double precision. */
final class RowSums {
  private static final int ROWS = 128;

  private final ArrayMath math;

  RowSums(ArrayMath math) {
    this.math = math;
  }

  /** Overwrites {@code y} with the sums. */
  void sum(float[] x, int xAt, int rows, int width, float[] y, int yAt) {
    if (rows <= ROWS) {
      Arrays.fill(y, yAt, yAt + width, 0);
      addRows(x, xAt, rows, width, y, yAt);
      return;
    }
    float[] part = Scratch.floats(Use.ROW_SUMS, width);
    double[] total = Scratch.zeroDoubles(Use.TOTALS, width);
    for (int row = 0; row < rows; row += ROWS) {
      Arrays.fill(part, 0, width, 0);
      addRows(x, xAt + row * width, Math.min(ROWS, rows - row), width, part, 0);
      for (int i = 0; i < width; i++) {
        total[i] += part[i];
      }
    }
    for (int i = 0; i < width; i++) {
      y[yAt + i] = (float) total[i];
    }
  }

  private void addRows(float[] x, int xAt, int rows, int width, float[] y, int yAt) {
    for (int row = 0; row < rows; row++) {
      math.add(x, xAt + row * width, y, yAt, width);
    }
  }
}
