package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.function.IntConsumer;

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
    boolean swaps = rows > 1 && swapPays(false, rows, out, in);
    LinearFinish finish =
        bias == null && !relu ? null : new LinearFinish(epilogue, bias, relu, swaps);
    if (rows == 1) {
      vector.multiply(out, in, new Block(w, 0, in, 0), x, 0, y, 0, false);
      if (finish != null) {
        finish.finishColumns(1, 0, out, new Block(y, 0, out, 0));
      }
    } else if (swaps) {
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
    multiply(m, n, k, left, right, result, accumulate, finish);
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
    multiply(n, m, k, new Block(b, bAt, k, 0), right, result, accumulate, finish);
    kernel.transpose(n, m, result, target);
  }

  /** Multiplies, and finishes outputs of a fully connected layer, if there is a finish. */
  private void multiply(
      int m, int n, int k, Block a, Block b, Block c, boolean accumulate, LinearFinish finish) {
    if (m == 0 || n == 0) {
      return;
    }
    int[] offsets = Scratch.multiples(Use.OFFSETS, k, b.stride());
    int[] leftOffsets = Scratch.multiples(Use.LEFT_OFFSETS, m, a.stride());
    long work = (long) m * n * k;
    int blocks = (int) Math.max(1, Math.min(BLOCKS, work / BLOCK_WORK));
    int wide = Math.max(1, Math.min(blocks, n / BLOCK_COLUMNS));
    int high = Math.max(1, Math.min(blocks / wide, m / BLOCK_ROWS));
    int columnCuts = Math.max(1, Math.min(blocks / high, n / 64));
    int rowCuts = Math.max(high, Math.min(blocks / columnCuts, m / 16));
    Extent whole = new Extent(m, n, k, 1);
    Rows left = new Rows(a.data(), a.at(), leftOffsets, 0);
    Rows right = new Rows(b.data(), b.at(), offsets, 0);
    Parallel.run(
        columnCuts * rowCuts,
        work,
        () -> new Turn(whole, left, right, c, accumulate, finish, columnCuts, rowCuts));
  }

  /** What one thread does: blocks of the result, most of which are of one size. */
  private final class Turn implements IntConsumer {
    private final Extent whole;
    private final Rows a;
    private final Rows b;
    private final Block c;
    private final boolean accumulate;
    private final LinearFinish finish;
    private final int columnCuts;
    private final int rowCuts;
    private Extent size;
    private int firstRow;
    private PanelMultiply.Product product;

    Turn(
        Extent whole,
        Rows a,
        Rows b,
        Block c,
        boolean accumulate,
        LinearFinish finish,
        int columnCuts,
        int rowCuts) {
      this.whole = whole;
      this.a = a;
      this.b = b;
      this.c = c;
      this.accumulate = accumulate;
      this.finish = finish;
      this.columnCuts = columnCuts;
      this.rowCuts = rowCuts;
    }

    @Override
    public void accept(int block) {
      int j = cut(whole.n(), block % columnCuts, columnCuts);
      int width = cut(whole.n(), block % columnCuts + 1, columnCuts) - j;
      int i = cut(whole.m(), block / columnCuts, rowCuts);
      int height = cut(whole.m(), block / columnCuts + 1, rowCuts) - i;
      int at = c.at() + i * c.stride() + j;
      renewProduct(i, height, width);
      product.run(a.at() + a.offsets()[i] - a.offsets()[0], b.at() + j, at);
      if (finish != null) {
        finish.finishColumns(height, j, width, c.startingAt(at));
      }
    }

    /** Makes the product for a block, unless the former is the same. */
    private void renewProduct(int row, int height, int width) {
      boolean finished = finish == null || firstRow == row;
      if (product == null || !size.is(height, width, 1) || !finished) {
        size = new Extent(height, width, whole.k(), 1);
        firstRow = row;
        PanelMultiply.Tail tail = finish == null ? null : finish.tailOfRows(row, height, c);
        product = kernel.product(size, a, b, c, accumulate, tail);
      }
    }
  }

  /** Returns where a part starts, at a multiple of 32 if there are enough. */
  private static int cut(int size, int part, int parts) {
    int even = (int) ((long) size * part / parts);
    return part == parts || size < 64 * parts ? even : even & ~31;
  }
}
