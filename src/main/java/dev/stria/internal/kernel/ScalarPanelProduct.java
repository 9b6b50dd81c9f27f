package dev.stria.internal.kernel;

import dev.stria.internal.kernel.PanelMultiply.Tail;
import java.util.Arrays;

/**
 * A product by weighted sums of whole rows, or, where rows are short, by sums in scalar registers.
 *
 * <p>The rows of all segments are laid end to end, so that many short rows are one long one.
 */
final class ScalarPanelProduct implements PanelMultiply.Product {
  /** Rows shorter than this are not worth a vector loop of the compiler. */
  private static final int SHORT = 48;

  /** The longest row that is handled at once. */
  static final int STRIP = 1024;

  /** The longest stretch of the inner dimension whose rows are copied at once; a multiple of 12. */
  private static final int DEPTH = 96;

  /** How many results a loop has: a loop over four is compiled to scalar code, several times slower, by older compilers. */
  static final int TOGETHER = Runtime.version().feature() >= 25 ? 4 : 3;

  private final Extent size;
  private final Rows left;
  private final Rows right;
  private final Block c;
  private final boolean accumulate;
  private final Tail tail;

  /** Rows of a strip of the right factor, and behind those a few of the result. */
  private float[][] rows;

  /** The strip at work: what a row of a segment is, how many segments, and what all of them are. */
  private int width;

  private int segments;
  private int n;

  /** The stretch of the inner dimension at work, and the left factor there. */
  private int depth;

  private boolean fresh;
  private int aAt;

  /** Takes what {@link PanelMultiply#product} is given. */
  ScalarPanelProduct(Extent size, Rows left, Rows right, Block c, boolean accumulate, Tail tail) {
    this.size = size;
    this.left = left;
    this.right = right;
    this.c = c;
    this.accumulate = accumulate;
    this.tail = tail;
  }

  @Override
  public void run(int leftAt, int bAt, int cAt) {
    if (size.n() * size.segments() < SHORT || size.k() == 0) {
      Block to = c.startingAt(cAt);
      if (!accumulate) {
        to.clear(size);
      }
      ScalarDots.addProduct(size, left.startingAt(leftAt), right.startingAt(bAt), to);
    } else {
      addStrips(leftAt, bAt, cAt);
    }
    for (int segment = 0; tail != null && segment < size.segments(); segment++) {
      tail.finish(cAt + segment * c.step(), size.n());
    }
  }

  private void addStrips(int leftAt, int bAt, int cAt) {
    rows = Scratch.rows(Scratch.Use.PANEL, DEPTH + 4, STRIP);
    for (int j = 0; j < size.n(); j += STRIP) {
      width = Math.min(STRIP, size.n() - j);
      int together = Math.max(1, STRIP / width);
      for (int s = 0; s < size.segments(); s += together) {
        segments = Math.min(together, size.segments() - s);
        n = width * segments;
        addStrip(leftAt, bAt + s * right.step() + j, cAt + s * c.step() + j);
      }
    }
  }

  private void addStrip(int leftAt, int bAt, int cAt) {
    for (int first = 0; first < size.k(); first += DEPTH) {
      depth = Math.min(DEPTH, size.k() - first);
      fresh = first == 0 && !accumulate;
      aAt = leftAt + first;
      for (int l = 0; l < depth; l++) {
        copy(right.data(), bAt + right.offsets()[first + l], right.step(), rows[l]);
      }
      int i = 0;
      for (; i + TOGETHER <= size.m(); i += TOGETHER) {
        addTogether(i, cAt + i * c.stride());
      }
      for (; i < size.m(); i++) {
        addOne(left.data(), aAt + left.offsets()[i], cAt + i * c.stride());
      }
    }
  }

  private void addTogether(int i, int cAt) {
    for (int r = 0; r < TOGETHER; r++) {
      start(cAt + r * c.stride(), rows[DEPTH + r]);
    }
    if (TOGETHER == 4) {
      addToFour(left.data(), left.offsets(), i, rows);
    } else {
      addToThree(left.data(), left.offsets(), i, rows);
    }
    for (int r = 0; r < TOGETHER; r++) {
      copyBack(rows[DEPTH + r], cAt + r * c.stride());
    }
  }

  private void addToFour(float[] data, int[] offsets, int i, float[][] b) {
    int a0 = aAt + offsets[i];
    int a1 = aAt + offsets[i + 1];
    int a2 = aAt + offsets[i + 2];
    int a3 = aAt + offsets[i + 3];
    float[] c0 = b[DEPTH];
    float[] c1 = b[DEPTH + 1];
    float[] c2 = b[DEPTH + 2];
    float[] c3 = b[DEPTH + 3];
    int l = 0;
    for (; l + 4 <= depth; l += 4) {
      ScalarRows.add4x4(
          n, data, a0 + l, a1 + l, a2 + l, a3 + l, b[l], b[l + 1], b[l + 2], b[l + 3], c0, c1, c2,
          c3);
    }
    for (; l < depth; l++) {
      ScalarRows.add1x1(n, data[a0 + l], b[l], c0);
      ScalarRows.add1x1(n, data[a1 + l], b[l], c1);
      ScalarRows.add1x1(n, data[a2 + l], b[l], c2);
      ScalarRows.add1x1(n, data[a3 + l], b[l], c3);
    }
  }

  private void addToThree(float[] data, int[] offsets, int i, float[][] b) {
    int a0 = aAt + offsets[i];
    int a1 = aAt + offsets[i + 1];
    int a2 = aAt + offsets[i + 2];
    float[] c0 = b[DEPTH];
    float[] c1 = b[DEPTH + 1];
    float[] c2 = b[DEPTH + 2];
    int l = 0;
    for (; l + 2 <= depth; l += 2) {
      ScalarRows.add3x2(n, data, a0 + l, a1 + l, a2 + l, b[l], b[l + 1], c0, c1, c2);
    }
    if (l < depth) {
      ScalarRows.add1x1(n, data[a0 + l], b[l], c0);
      ScalarRows.add1x1(n, data[a1 + l], b[l], c1);
      ScalarRows.add1x1(n, data[a2 + l], b[l], c2);
    }
  }

  private void addOne(float[] a, int at, int cAt) {
    float[][] b = rows;
    float[] row = b[DEPTH];
    start(cAt, row);
    int l = 0;
    for (; l + 6 <= depth; l += 6) {
      ScalarRows.add1x6(n, a, at + l, b[l], b[l + 1], b[l + 2], b[l + 3], b[l + 4], b[l + 5], row);
    }
    for (; l + 3 <= depth; l += 3) {
      ScalarRows.add1x3(n, a, at + l, b[l], b[l + 1], b[l + 2], row);
    }
    for (; l < depth; l++) {
      ScalarRows.add1x1(n, a[at + l], b[l], row);
    }
    copyBack(row, cAt);
  }

  private void start(int at, float[] row) {
    if (fresh) {
      Arrays.fill(row, 0, n, 0f);
    } else {
      copy(c.data(), at, c.step(), row);
    }
  }

  private void copy(float[] from, int at, int step, float[] row) {
    for (int s = 0; s < segments; s++) {
      System.arraycopy(from, at + s * step, row, s * width, width);
    }
  }

  private void copyBack(float[] row, int at) {
    for (int s = 0; s < segments; s++) {
      System.arraycopy(row, s * width, c.data(), at + s * c.step(), width);
    }
  }
}
