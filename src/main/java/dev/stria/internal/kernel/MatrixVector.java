package dev.stria.internal.kernel;

import java.util.Arrays;

/** A matrix times a vector, such as a fully connected layer of one example: the matrix is read once, where it lies. */
final class MatrixVector {
  /** Elements of the matrix that a block should have at least. */
  private static final int BLOCK = 1 << 15;

  /** Blocks into which the rows are cut at most. */
  private static final int BLOCKS = 8;

  /** Rows of a block are a multiple of this. */
  private static final int MULTIPLE = 16;

  /** What an element costs, in multiply-adds of the heavy kernels. */
  private static final int COST = 5;

  private final PanelMultiply kernel;

  MatrixVector(PanelMultiply kernel) {
    this.kernel = kernel;
  }

  /** Computes {@code y = a · x}, or adds that to what y holds; a has so many rows and columns. */
  void multiply(
      int rows, int columns, Block a, float[] x, int xAt, float[] y, int yAt, boolean accumulate) {
    if (!accumulate) {
      Arrays.fill(y, yAt, yAt + rows, 0f);
    }
    long size = (long) rows * columns;
    int cuts = (int) Math.max(1, Math.min(BLOCKS, size / BLOCK));
    int height = ((rows + cuts - 1) / cuts + MULTIPLE - 1) / MULTIPLE * MULTIPLE;
    Parallel.run(
        (rows + height - 1) / height,
        size * COST,
        block -> {
          int i = block * height;
          Block part = new Block(a.data(), a.at() + i * a.stride(), a.stride(), 0);
          kernel.addMatrixVector(Math.min(height, rows - i), columns, part, x, xAt, y, yAt + i);
        });
  }
}
