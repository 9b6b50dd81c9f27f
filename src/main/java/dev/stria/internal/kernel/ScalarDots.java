package dev.stria.internal.kernel;

/** Products whose rows are too short for vectors: blocks of up to eight sums in scalar registers. */
final class ScalarDots {
  private ScalarDots() {}

  /** Adds a product, as {@link PanelMultiply#addProduct} says. */
  static void addProduct(Extent size, Block a, Rows b, Block c) {
    for (int s = 0; s < size.segments(); s++) {
      int bAt = b.at() + s * b.step();
      int cAt = c.at() + s * c.step();
      for (int i = 0; i < size.m(); i++) {
        int aAt = a.at() + i * a.stride();
        int at = cAt + i * c.stride();
        int j = 0;
        for (; j + 8 <= size.n(); j += 8) {
          add8(size.k(), a.data(), aAt, b.data(), bAt + j, b.offsets(), c.data(), at + j);
        }
        for (; j + 3 <= size.n(); j += 3) {
          add3(size.k(), a.data(), aAt, b.data(), bAt + j, b.offsets(), c.data(), at + j);
        }
        for (; j < size.n(); j++) {
          add1(size.k(), a.data(), aAt, b.data(), bAt + j, b.offsets(), c.data(), at + j);
        }
      }
    }
  }

  private static void add8(
      int k, float[] a, int aAt, float[] b, int bAt, int[] rows, float[] c, int at) {
    float s0 = c[at];
    float s1 = c[at + 1];
    float s2 = c[at + 2];
    float s3 = c[at + 3];
    float s4 = c[at + 4];
    float s5 = c[at + 5];
    float s6 = c[at + 6];
    float s7 = c[at + 7];
    for (int l = 0; l < k; l++) {
      float f = a[aAt + l];
      int row = bAt + rows[l];
      s0 = Math.fma(f, b[row], s0);
      s1 = Math.fma(f, b[row + 1], s1);
      s2 = Math.fma(f, b[row + 2], s2);
      s3 = Math.fma(f, b[row + 3], s3);
      s4 = Math.fma(f, b[row + 4], s4);
      s5 = Math.fma(f, b[row + 5], s5);
      s6 = Math.fma(f, b[row + 6], s6);
      s7 = Math.fma(f, b[row + 7], s7);
    }
    c[at] = s0;
    c[at + 1] = s1;
    c[at + 2] = s2;
    c[at + 3] = s3;
    c[at + 4] = s4;
    c[at + 5] = s5;
    c[at + 6] = s6;
    c[at + 7] = s7;
  }

  private static void add3(
      int k, float[] a, int aAt, float[] b, int bAt, int[] rows, float[] c, int at) {
    float s0 = c[at];
    float s1 = c[at + 1];
    float s2 = c[at + 2];
    for (int l = 0; l < k; l++) {
      float f = a[aAt + l];
      int row = bAt + rows[l];
      s0 = Math.fma(f, b[row], s0);
      s1 = Math.fma(f, b[row + 1], s1);
      s2 = Math.fma(f, b[row + 2], s2);
    }
    c[at] = s0;
    c[at + 1] = s1;
    c[at + 2] = s2;
  }

  private static void add1(
      int k, float[] a, int aAt, float[] b, int bAt, int[] rows, float[] c, int at) {
    float sum = c[at];
    for (int l = 0; l < k; l++) {
      sum = Math.fma(a[aAt + l], b[bAt + rows[l]], sum);
    }
    c[at] = sum;
  }
}
