package dev.stria.internal.kernel;

/** Transposes matrices in square tiles that fit the first-level cache. */
final class Transpose {
  private static final int TILE = 16;

  private Transpose() {}

  /**
   * Writes {@code to[j, i] = from[i, j]}.
   *
   * @param rows the rows of {@code from}
   * @param columns the columns of {@code from}
   * @param from the array that is read
   * @param fromAt where the first row starts
   * @param fromStride from one row to the next
   * @param to the array that is written
   * @param toAt where the first row starts
   * @param toStride from one row to the next
   */
  static void transpose(
      int rows,
      int columns,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    for (int i = 0; i < rows; i += TILE) {
      int height = Math.min(TILE, rows - i);
      for (int j = 0; j < columns; j += TILE) {
        int width = Math.min(TILE, columns - j);
        int source = fromAt + i * fromStride + j;
        int target = toAt + j * toStride + i;
        tile(height, width, from, source, fromStride, to, target, toStride);
      }
    }
  }

  private static void tile(
      int height,
      int width,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    for (int j = 0; j < width; j++) {
      int source = fromAt + j;
      int target = toAt + j * toStride;
      for (int i = 0; i < height; i++) {
        to[target + i] = from[source + i * fromStride];
      }
    }
  }
}
