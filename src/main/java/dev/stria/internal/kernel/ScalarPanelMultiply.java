package dev.stria.internal.kernel;

import java.util.Arrays;

/**
 * Products by weighted sums of whole rows, or, where rows are short, by sums in scalar registers.
 *
 * <p>The rows of all segments are laid end to end, so that many short rows are one long one.
 */
final class ScalarPanelMultiply implements PanelMultiply {
  /** Rows shorter than this are not worth a vector loop of the compiler. */
  private static final int SHORT = 48;

  /** The longest row that is handled at once. */
  private static final int STRIP = 1024;

  /** The longest stretch of the inner dimension whose rows are copied at once; a multiple of 12. */
  private static final int DEPTH = 96;

  /** How many results a loop has: a loop over four is compiled to scalar code, several times slower, by older compilers. */
  private static final int TOGETHER = Runtime.version().feature() >= 25 ? 4 : 3;

  @Override
  public Product product(Extent size, Rows a, Rows b, Block c, boolean accumulate, Tail tail) {
    return (aAt, bAt, cAt) -> {
      add(size, a.startingAt(aAt), b.startingAt(bAt), c.startingAt(cAt), accumulate);
      for (int segment = 0; tail != null && segment < size.segments(); segment++) {
        tail.finish(cAt + segment * c.step(), size.n());
      }
    };
  }

  private static void add(Extent size, Rows a, Rows b, Block c, boolean accumulate) {
    if (size.n() * size.segments() < SHORT || size.k() == 0) {
      if (!accumulate) {
        c.clear(size);
      }
      ScalarDots.addProduct(size, a, b, c);
      return;
    }
    for (int j = 0; j < size.n(); j += STRIP) {
      int width = Math.min(STRIP, size.n() - j);
      int together = Math.max(1, STRIP / width);
      for (int s = 0; s < size.segments(); s += together) {
        int segments = Math.min(together, size.segments() - s);
        addStrip(
            new Extent(size.m(), width, size.k(), segments),
            a,
            new Rows(b.data(), b.at() + s * b.step() + j, b.offsets(), b.step()),
            new Block(c.data(), c.at() + s * c.step() + j, c.stride(), c.step()),
            accumulate);
      }
    }
  }

  private static void addStrip(Extent size, Rows a, Rows b, Block c, boolean accumulate) {
    float[][] rows = Scratch.rows(Scratch.Use.PANEL, DEPTH + 4, STRIP);
    int n = size.n() * size.segments();
    for (int first = 0; first < size.k(); first += DEPTH) {
      int depth = Math.min(DEPTH, size.k() - first);
      for (int l = 0; l < depth; l++) {
        copy(size, b.data(), b.at() + b.offsets()[first + l], b.step(), rows[l]);
      }
      boolean fresh = first == 0 && !accumulate;
      int i = 0;
      for (; i + TOGETHER <= size.m(); i += TOGETHER) {
        addTogether(size, n, depth, a, first, rows, c, i, fresh);
      }
      for (; i < size.m(); i++) {
        addOne(size, n, depth, a.data(), a.at() + a.offsets()[i] + first, rows, c, i, fresh);
      }
    }
  }

  private static void addTogether(
      Extent size,
      int n,
      int depth,
      Rows a,
      int first,
      float[][] b,
      Block c,
      int i,
      boolean fresh) {
    int at = c.at() + i * c.stride();
    for (int r = 0; r < TOGETHER; r++) {
      start(size, c, at + r * c.stride(), b[DEPTH + r], fresh);
    }
    if (TOGETHER == 4) {
      addToFour(n, depth, a, first, i, b);
    } else {
      addToThree(n, depth, a, first, i, b);
    }
    for (int r = 0; r < TOGETHER; r++) {
      copyBack(size, b[DEPTH + r], c, at + r * c.stride());
    }
  }

  private static void addToFour(int n, int depth, Rows a, int first, int i, float[][] b) {
    float[] data = a.data();
    int a0 = a.at() + a.offsets()[i] + first;
    int a1 = a.at() + a.offsets()[i + 1] + first;
    int a2 = a.at() + a.offsets()[i + 2] + first;
    int a3 = a.at() + a.offsets()[i + 3] + first;
    float[] c = b[DEPTH];
    float[] d = b[DEPTH + 1];
    float[] e = b[DEPTH + 2];
    float[] f = b[DEPTH + 3];
    int l = 0;
    for (; l + 4 <= depth; l += 4) {
      ScalarRows.add4x4(
          n, data, a0 + l, a1 + l, a2 + l, a3 + l, b[l], b[l + 1], b[l + 2], b[l + 3], c, d, e, f);
    }
    for (; l < depth; l++) {
      ScalarRows.add1x1(n, data[a0 + l], b[l], c);
      ScalarRows.add1x1(n, data[a1 + l], b[l], d);
      ScalarRows.add1x1(n, data[a2 + l], b[l], e);
      ScalarRows.add1x1(n, data[a3 + l], b[l], f);
    }
  }

  private static void addToThree(int n, int depth, Rows a, int first, int i, float[][] b) {
    float[] data = a.data();
    int a0 = a.at() + a.offsets()[i] + first;
    int a1 = a.at() + a.offsets()[i + 1] + first;
    int a2 = a.at() + a.offsets()[i + 2] + first;
    float[] c = b[DEPTH];
    float[] d = b[DEPTH + 1];
    float[] e = b[DEPTH + 2];
    int l = 0;
    for (; l + 2 <= depth; l += 2) {
      ScalarRows.add3x2(n, data, a0 + l, a1 + l, a2 + l, b[l], b[l + 1], c, d, e);
    }
    if (l < depth) {
      ScalarRows.add1x1(n, data[a0 + l], b[l], c);
      ScalarRows.add1x1(n, data[a1 + l], b[l], d);
      ScalarRows.add1x1(n, data[a2 + l], b[l], e);
    }
  }

  private static void addOne(
      Extent size,
      int n,
      int depth,
      float[] a,
      int aAt,
      float[][] b,
      Block c,
      int i,
      boolean fresh) {
    float[] row = b[DEPTH];
    int at = c.at() + i * c.stride();
    start(size, c, at, row, fresh);
    int l = 0;
    for (; l + 6 <= depth; l += 6) {
      ScalarRows.add1x6(n, a, aAt + l, b[l], b[l + 1], b[l + 2], b[l + 3], b[l + 4], b[l + 5], row);
    }
    for (; l + 3 <= depth; l += 3) {
      ScalarRows.add1x3(n, a, aAt + l, b[l], b[l + 1], b[l + 2], row);
    }
    for (; l < depth; l++) {
      ScalarRows.add1x1(n, a[aAt + l], b[l], row);
    }
    copyBack(size, row, c, at);
  }

  private static void start(Extent size, Block c, int at, float[] row, boolean fresh) {
    if (fresh) {
      Arrays.fill(row, 0, size.n() * size.segments(), 0f);
    } else {
      copy(size, c.data(), at, c.step(), row);
    }
  }

  private static void copy(Extent size, float[] from, int at, int step, float[] row) {
    for (int s = 0; s < size.segments(); s++) {
      System.arraycopy(from, at + s * step, row, s * size.n(), size.n());
    }
  }

  private static void copyBack(Extent size, float[] row, Block c, int at) {
    for (int s = 0; s < size.segments(); s++) {
      System.arraycopy(row, s * size.n(), c.data(), at + s * c.step(), size.n());
    }
  }

  @Override
  public void addMatrixVector(
      int rows, int depth, Block a, float[] x, int xAt, float[] y, int yAt) {
    ScalarMatrixVector.add(rows, depth, a, x, xAt, y, yAt);
  }

  @Override
  public int goodColumns() {
    return STRIP / 2;
  }

  @Override
  public boolean readsGaps(int m, int k, int width) {
    return false;
  }

  @Override
  public boolean readsNear(int m, int width) {
    return false;
  }

  @Override
  public int paddedColumns(int columns) {
    return columns;
  }

  @Override
  public boolean transposesFast() {
    return false;
  }

  @Override
  public int panelColumns(int columns) {
    return columns;
  }

  @Override
  public void transpose(
      int rows,
      int columns,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    Transpose.transpose(rows, columns, from, fromAt, fromStride, to, toAt, toStride);
  }

  @Override
  public void copyRows(
      int planes,
      int rows,
      Margin margin,
      float[] from,
      int fromAt,
      int fromStride,
      int fromStep,
      float[] to,
      int toAt,
      int toStep) {
    for (int plane = 0; plane < planes; plane++) {
      margin.copyExactly(
          rows, from, fromAt + plane * fromStep, fromStride, to, toAt + plane * toStep);
    }
  }
}
