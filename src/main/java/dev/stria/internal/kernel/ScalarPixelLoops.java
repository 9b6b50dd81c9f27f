package dev.stria.internal.kernel;

import java.util.Arrays;

/** Sparse gradients in plain Java: what is weighted is copied to arrays of its own, as {@link ScalarRows} wants it. */
final class ScalarPixelLoops implements PixelLoops {
  /** How many sums run side by side. */
  private static final int TOGETHER = 8;

  @Override
  public Source source(Layout layout, float[] from) {
    return new Copies(layout, from);
  }

  /** Copies of what is weighted, each made when it is first wanted: it is wanted for many filters or positions. */
  private static final class Copies implements Source {
    private final Layout layout;
    private final float[] from;
    private final int[] copyOf;
    private final float[][] copies;
    private final float[] sums;
    private int used;

    Copies(Layout layout, float[] from) {
      this.layout = layout;
      this.from = from;
      this.copyOf = Scratch.ints(layout.room(), layout.starts());
      this.copies = Scratch.rows(layout.room(), layout.most() + 1, layout.rows() * layout.run());
      this.sums = copies[layout.most()];
      renew();
    }

    @Override
    public void renew() {
      Arrays.fill(copyOf, 0, layout.starts(), -1);
      used = 0;
    }

    private float[] copy(int start) {
      int found = copyOf[start];
      return found >= 0 ? copies[found] : makeCopy(start);
    }

    private float[] makeCopy(int start) {
      float[] copy = copies[used];
      gather(from, start * layout.scale(), layout.step(), copy);
      copyOf[start] = used++;
      return copy;
    }

    /** Copies rows behind one another. */
    private void gather(float[] source, int at, int step, float[] to) {
      int run = layout.run();
      if (step == run) {
        System.arraycopy(source, at, to, 0, layout.rows() * run);
        return;
      }
      for (int row = 0; row < layout.rows(); row++) {
        System.arraycopy(source, at + row * step, to, row * run, run);
      }
    }

    /** Copies the sums back. */
    private void scatter(float[] to, int at, int step) {
      int run = layout.run();
      if (step == run) {
        System.arraycopy(sums, 0, to, at, layout.rows() * run);
        return;
      }
      for (int row = 0; row < layout.rows(); row++) {
        System.arraycopy(sums, row * run, to, at + row * step, run);
      }
    }

    @Override
    public void add(
        int first, int end, float[] factor, int[] index, float[] to, int toAt, int toStep) {
      gather(to, toAt, toStep, sums);
      int n = layout.rows() * layout.run();
      int e = first;
      for (; e + 6 <= end; e += 6) {
        ScalarRows.add1x6(
            n,
            factor,
            e,
            copy(index[e]),
            copy(index[e + 1]),
            copy(index[e + 2]),
            copy(index[e + 3]),
            copy(index[e + 4]),
            copy(index[e + 5]),
            sums);
      }
      addFew(n, e, end, factor, index);
      scatter(to, toAt, toStep);
    }

    /** Adds up to five rows, in as few loops as can be. */
    private void addFew(int n, int first, int end, float[] factor, int[] index) {
      int e = first;
      if (end - e >= 3) {
        ScalarRows.add1x3(
            n, factor, e, copy(index[e]), copy(index[e + 1]), copy(index[e + 2]), sums);
        e += 3;
      }
      if (end - e == 2) {
        ScalarRows.add1x2(n, factor, e, copy(index[e]), copy(index[e + 1]), sums);
      } else if (end - e == 1) {
        ScalarRows.add1x1(n, factor[e], copy(index[e]), sums);
      }
    }
  }

  @Override
  public boolean isFinite(float[] x, int from, int count) {
    int whole = count / TOGETHER * TOGETHER;
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    for (int i = from; i < from + whole; i += TOGETHER) {
      a = Math.fma(x[i], 0f, a); // NaN if it is not finite
      b = Math.fma(x[i + 1], 0f, b);
      c = Math.fma(x[i + 2], 0f, c);
      d = Math.fma(x[i + 3], 0f, d);
      e = Math.fma(x[i + 4], 0f, e);
      f = Math.fma(x[i + 5], 0f, f);
      g = Math.fma(x[i + 6], 0f, g);
      h = Math.fma(x[i + 7], 0f, h);
    }
    for (int i = from + whole; i < from + count; i++) {
      a = Math.fma(x[i], 0f, a);
    }
    return a + b + c + d + e + f + g + h == 0;
  }

  @Override
  public boolean isZero(float[] x, int from, int count) {
    int bits = 0;
    for (int i = from; i < from + count; i++) {
      bits |= Float.floatToRawIntBits(x[i]);
    }
    return bits << 1 == 0;
  }
}
