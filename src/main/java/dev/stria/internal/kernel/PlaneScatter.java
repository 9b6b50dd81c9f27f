package dev.stria.internal.kernel;

import java.util.Arrays;

/** Copies between planes of different sizes, and between a plane and chosen cells of another. */
public final class PlaneScatter {
  private PlaneScatter() {}

  /**
   * Writes small planes into the upper left corner of large ones; what is outside is left as it is.
   *
   * @param planes how many planes
   * @param height rows of a small plane
   * @param width columns of a small plane
   * @param x the small planes
   * @param rows rows of a large plane
   * @param columns columns of a large plane
   * @param y the large planes
   */
  public static void embed(
      int planes, int height, int width, float[] x, int rows, int columns, float[] y) {
    for (int plane = 0; plane < planes; plane++) {
      for (int row = 0; row < height; row++) {
        System.arraycopy(
            x, (plane * height + row) * width, y, (plane * rows + row) * columns, width);
      }
    }
  }

  /**
   * Adds the upper left corner of large planes to small ones.
   *
   * @param planes how many planes
   * @param rows rows of a large plane
   * @param columns columns of a large plane
   * @param x the large planes
   * @param height rows of a small plane
   * @param width columns of a small plane
   * @param y the small planes, added to
   */
  public static void addCorner(
      int planes, int rows, int columns, float[] x, int height, int width, float[] y) {
    for (int plane = 0; plane < planes; plane++) {
      for (int row = 0; row < height; row++) {
        int from = (plane * rows + row) * columns;
        int to = (plane * height + row) * width;
        for (int column = 0; column < width; column++) {
          y[to + column] += x[from + column];
        }
      }
    }
  }

  /**
   * Writes each value to its cell, {@code y[plane, index[plane, i]] = x[plane, i]}, and zero to all others.
   *
   * @param planes how many planes
   * @param cells values of a plane of {@code x}
   * @param size cells of a plane of {@code y}
   * @param index where each value goes inside its plane; the last wins
   * @param x the values
   * @param y receives the planes
   */
  public static void scatter(int planes, int cells, int size, int[] index, float[] x, float[] y) {
    Arrays.fill(y, 0, planes * size, 0);
    for (int plane = 0; plane < planes; plane++) {
      for (int i = plane * cells; i < (plane + 1) * cells; i++) {
        y[plane * size + index[i]] = x[i];
      }
    }
  }

  /**
   * Adds the cell that each value went to, {@code x[plane, i] += y[plane, index[plane, i]]}.
   *
   * @param planes how many planes
   * @param cells values of a plane of {@code x}
   * @param size cells of a plane of {@code y}
   * @param index where each value went inside its plane
   * @param y the planes
   * @param x the values, added to
   */
  public static void addGathered(
      int planes, int cells, int size, int[] index, float[] y, float[] x) {
    for (int plane = 0; plane < planes; plane++) {
      for (int i = plane * cells; i < (plane + 1) * cells; i++) {
        x[i] += y[plane * size + index[i]];
      }
    }
  }
}
