package dev.stria.internal.kernel;

/** Transposes dense matrices in square tiles that fit the first-level cache. */
final class Transpose {
  private static final int TILE = 16;

  private Transpose() {}

  /** Writes {@code to[j, i] = from[i, j]} for a matrix of so many rows and columns. */
  static void transpose(int rows, int columns, float[] from, int fromAt, float[] to, int toAt) {
    for (int i = 0; i < rows; i += TILE) {
      int height = Math.min(TILE, rows - i);
      for (int j = 0; j < columns; j += TILE) {
        int width = Math.min(TILE, columns - j);
        tile(height, width, from, fromAt + i * columns + j, columns, to, toAt + j * rows + i, rows);
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
