package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;

/**
 * Matrix multiplication on the inner loops of a {@link PanelMultiply}, which want the left factor in rows along the inner
 * dimension and the right factor in rows across it.
 */
final class PanelMatrixMultiply implements MatrixMultiply {
  /** Multiply-adds that a block should have at least. */
  private static final long BLOCK_WORK = 1_000_000;

  /** Blocks into which the result is cut at most. */
  private static final int BLOCKS = 8;

  /** Columns that a block had better have, so that what is done to the left factor is little beside using it. */
  private static final int BLOCK_COLUMNS = 384;

  /** Rows that a block had better have, so that packing the right factor is little beside using it. */
  private static final int BLOCK_ROWS = 128;

  private final PanelMultiply kernel;
  private final MatrixVector vector;
  private final Epilogue epilogue;

  PanelMatrixMultiply(PanelMultiply kernel, Epilogue epilogue) {
    this.kernel = kernel;
    this.vector = new MatrixVector(kernel);
    this.epilogue = epilogue;
  }

  @Override
  public void linear(
      int rows, int in, int out, float[] x, float[] w, float[] bias, boolean relu, float[] y) {
    LinearFinish finish = bias == null && !relu ? null : new LinearFinish(epilogue, bias, relu);
    if (rows == 1) {
      vector.multiply(out, in, new Block(w, 0, in, 0), x, 0, y, 0, false);
      if (finish != null) {
        finish.finish(1, 0, out, new Block(y, 0, out, 0));
      }
    } else if (swapPays(false, rows, out, in)) {
      multiplySwapped(false, rows, out, in, x, 0, w, 0, y, 0, false, finish);
    } else {
      multiplyDirect(false, true, rows, out, in, x, 0, w, 0, y, 0, false, finish);
    }
  }

  @Override
  public void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] c,
      int cAt,
      boolean accumulate) {
    if (m == 1 && transposeB) {
      vector.multiply(n, k, new Block(b, bAt, k, 0), a, aAt, c, cAt, accumulate);
      return;
    }
    if (n == 1 && !transposeA) {
      vector.multiply(m, k, new Block(a, aAt, k, 0), b, bAt, c, cAt, accumulate);
      return;
    }
    if (transposeB && swapPays(transposeA, m, n, k)) {
      multiplySwapped(transposeA, m, n, k, a, aAt, b, bAt, c, cAt, accumulate, null);
      return;
    }
    multiplyDirect(transposeA, transposeB, m, n, k, a, aAt, b, bAt, c, cAt, accumulate, null);
  }

  private void multiplyDirect(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] c,
      int cAt,
      boolean accumulate,
      LinearFinish finish) {
    Block left = new Block(a, aAt, k, 0);
    if (transposeA) {
      left = new Block(Scratch.floats(Use.LEFT, m * k), 0, k, 0);
      kernel.transpose(k, m, new Block(a, aAt, m, 0), left);
    }
    Block right = new Block(b, bAt, n, 0);
    if (transposeB) {
      right = new Block(Scratch.floats(Use.RIGHT, n * k + PanelMultiply.SLACK), 0, n, 0);
      kernel.transpose(n, k, new Block(b, bAt, k, 0), right);
    }
    Block result = new Block(c, cAt, n, 0);
    multiply(m, n, k, left, right, result, accumulate, finish, false);
  }

  /** Whether it moves fewer floats to compute {@code Cᵀ = B · Aᵀ}, in which B lies as it should. */
  private static boolean swapPays(boolean transposeA, int m, int n, int k) {
    long direct = (long) n * k + (transposeA ? (long) m * k : 0);
    long swapped = 2L * m * n + (transposeA ? 0 : (long) m * k);
    return swapped < direct;
  }

  private void multiplySwapped(
      boolean transposeA,
      int m,
      int n,
      int k,
      float[] a,
      int aAt,
      float[] b,
      int bAt,
      float[] c,
      int cAt,
      boolean accumulate,
      LinearFinish finish) {
    Block right = new Block(a, aAt, m, 0);
    if (!transposeA) {
      right = new Block(Scratch.floats(Use.RIGHT, m * k + PanelMultiply.SLACK), 0, m, 0);
      kernel.transpose(m, k, new Block(a, aAt, k, 0), right);
    }
    Block result = new Block(Scratch.floats(Use.RESULT, m * n), 0, m, 0);
    Block target = new Block(c, cAt, n, 0);
    if (accumulate) {
      kernel.transpose(m, n, target, result);
    }
    multiply(n, m, k, new Block(b, bAt, k, 0), right, result, accumulate, finish, true);
    kernel.transpose(n, m, result, target);
  }

  /** Multiplies, and finishes outputs of a fully connected layer, which lie in rows or in columns, if there is a finish. */
  private void multiply(
      int m,
      int n,
      int k,
      Block a,
      Block b,
      Block c,
      boolean accumulate,
      LinearFinish finish,
      boolean inRows) {
    int[] offsets = Scratch.multiples(Use.OFFSETS, k, b.stride());
    int[] leftOffsets = Scratch.multiples(Use.LEFT_OFFSETS, m, a.stride());
    long work = (long) m * n * k;
    int blocks = (int) Math.max(1, Math.min(BLOCKS, work / BLOCK_WORK));
    int wide = Math.max(1, Math.min(blocks, n / BLOCK_COLUMNS));
    int high = Math.max(1, Math.min(blocks / wide, m / BLOCK_ROWS));
    int columnCuts = Math.max(1, Math.min(blocks / high, n / 64));
    int rowCuts = Math.max(high, Math.min(blocks / columnCuts, m / 16));
    Parallel.run(
        columnCuts * rowCuts,
        work,
        block -> {
          int j = cut(n, block % columnCuts, columnCuts);
          int width = cut(n, block % columnCuts + 1, columnCuts) - j;
          int i = cut(m, block / columnCuts, rowCuts);
          int height = cut(m, block / columnCuts + 1, rowCuts) - i;
          Block part = new Block(c.data(), c.at() + i * c.stride() + j, c.stride(), 0);
          kernel.multiply(
              new Extent(height, width, k, 1),
              new Rows(a.data(), a.at() + i * a.stride(), leftOffsets, 0),
              new Rows(b.data(), b.at() + j, offsets, 0),
              part,
              accumulate,
              finish != null && inRows ? finish.tail(i, height, part) : null);
          if (finish != null && !inRows) {
            finish.finish(height, j, width, part);
          }
        });
  }

  /** Returns where a part starts, at a multiple of 32 if there are enough. */
  private static int cut(int size, int part, int parts) {
    int even = (int) ((long) size * part / parts);
    return part == parts || size < 64 * parts ? even : even & ~31;
  }
}
