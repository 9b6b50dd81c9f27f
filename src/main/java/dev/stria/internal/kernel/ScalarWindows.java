package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Epilogue.Pool;
import java.util.Arrays;

/**
 * Maxima of finite 2 × 2 windows: the four corners are gathered side by side, so that the compiler makes vectors of all that
 * follows.
 */
final class ScalarWindows {
  /** Windows that are treated at once, unless a row has more. */
  private static final int TOGETHER = 512;

  /** Times itself it makes at least 1 of every number but zero. */
  private static final float LARGE = 0x1p100f;

  /** The exponent of what is not finite. */
  private static final int EXPONENT = 0x7f800000;

  /** One in the exponent's last place: what is not finite becomes negative by it. */
  private static final int ONE = 0x00800000;

  private ScalarWindows() {}

  /** Returns how many rows of windows are treated at once. */
  static int lines(Pool size) {
    return Math.max(1, TOGETHER / Math.max(1, size.columns()));
  }

  /** Pools some rows of windows, counted over all planes; returns whether all maxima are finite, as they have to be. */
  static boolean reluMax(
      Pool size, int first, int lines, float[] x, int xAt, float[] y, int[] argmax, int yAt) {
    int columns = size.columns();
    int count = lines * columns;
    float[][] corners = Scratch.rows(Scratch.Use.BLOCK_X, 6, count);
    for (int i = 0; i < lines; i++) {
      int plane = (first + i) / size.rows();
      int row = (first + i) % size.rows();
      gather(size, x, xAt + plane * size.xStep() + 2 * row * size.width(), corners, i * columns);
    }
    float[] most = corners[4];
    if (!max(count, corners[0], corners[1], corners[2], corners[3], most)) {
      return false;
    }
    float[] offset = corners[5];
    if (argmax != null) {
      offsets(count, most, corners, size.width() - 1, offset);
    }
    relu(count, most);
    for (int i = 0; i < lines; i++) {
      int plane = (first + i) / size.rows();
      int row = (first + i) % size.rows();
      int to = yAt + plane * size.yStep() + row * columns;
      System.arraycopy(most, i * columns, y, to, columns);
      if (argmax != null) {
        int cell = size.before() + 2 * row * size.width();
        place(columns, offset, i * columns, cell, argmax, to);
      }
    }
    return true;
  }

  private static void place(int n, float[] offset, int from, int cell, int[] argmax, int to) {
    for (int j = 0; j < n; j++) {
      argmax[to + j] = cell + 2 * j + (int) offset[from + j];
    }
  }

  private static void gather(Pool size, float[] x, int xAt, float[][] corners, int at) {
    float[] a = corners[0];
    float[] b = corners[1];
    float[] c = corners[2];
    float[] d = corners[3];
    int width = size.width();
    for (int j = 0; j < size.columns(); j++) {
      int k = xAt + 2 * j;
      a[at + j] = x[k];
      b[at + j] = x[k + 1];
      c[at + j] = x[k + width];
      d[at + j] = x[k + width + 1];
    }
  }

  /** Writes the largest of four each; returns whether it is finite everywhere. */
  private static boolean max(int n, float[] a, float[] b, float[] c, float[] d, float[] most) {
    for (int i = 0; i < n; i++) {
      most[i] = Math.max(Math.max(a[i], b[i]), Math.max(c[i], d[i]));
    }
    int carry = 0;
    for (int i = 0; i < n; i++) {
      carry |= (Float.floatToRawIntBits(most[i]) & EXPONENT) + ONE;
    }
    return carry >= 0;
  }

  /**
   * Writes how far behind a window's first position the first is that holds its maximum: for each corner, from the last but one on,
   * what was found behind it counts if it differs, and then by so much more.
   */
  private static void offsets(int n, float[] most, float[][] corners, float down, float[] offset) {
    Arrays.fill(offset, 0, n, 1f);
    goOn(n, most, corners[2], down, offset);
    goOn(n, most, corners[1], 1f, offset);
    goOn(n, most, corners[0], 0f, offset);
  }

  /** Keeps what was found where a corner is not the maximum, else takes zero; adds to both. */
  private static void goOn(int n, float[] most, float[] corner, float more, float[] offset) {
    for (int i = 0; i < n; i++) {
      float differs = Math.min((most[i] - corner[i]) * LARGE * LARGE, 1f);
      offset[i] = Math.fma(differs, offset[i], more);
    }
  }

  private static void relu(int n, float[] values) {
    for (int i = 0; i < n; i++) {
      values[i] = Math.max(values[i], 0f);
    }
  }
}
