package dev.stria.internal.kernel;

/** Products whose rows are too short for vectors: blocks of up to 3 × 3 sums in scalar registers. */
final class ScalarDots {
  private ScalarDots() {}

  /** Adds a product, as {@link PanelMultiply#addProduct} says. */
  static void addProduct(Extent size, Rows a, Rows b, Block c) {
    for (int s = 0; s < size.segments(); s++) {
      int bAt = b.at() + s * b.step();
      int cAt = c.at() + s * c.step();
      int i = 0;
      for (; i + 3 <= size.m(); i += 3) {
        addThreeRows(size, a, i, b, bAt, c, cAt + i * c.stride());
      }
      for (; i < size.m(); i++) {
        addRow(size, a.data(), a.at() + a.offsets()[i], b, bAt, c.data(), cAt + i * c.stride());
      }
    }
  }

  private static void addThreeRows(Extent size, Rows a, int i, Rows b, int bAt, Block c, int at) {
    int k = size.k();
    int j = 0;
    for (; j + 3 <= size.n(); j += 3) {
      add3x3(
          k,
          a.data(),
          a.at(),
          a.offsets(),
          i,
          b.data(),
          bAt + j,
          b.offsets(),
          c.data(),
          at + j,
          c.stride());
    }
    for (; j < size.n(); j++) {
      add3x1(
          k,
          a.data(),
          a.at(),
          a.offsets(),
          i,
          b.data(),
          bAt + j,
          b.offsets(),
          c.data(),
          at + j,
          c.stride());
    }
  }

  private static void addRow(Extent size, float[] a, int aAt, Rows b, int bAt, float[] c, int at) {
    int j = 0;
    for (; j + 3 <= size.n(); j += 3) {
      add1x3(size.k(), a, aAt, b.data(), bAt + j, b.offsets(), c, at + j);
    }
    for (; j < size.n(); j++) {
      add1x1(size.k(), a, aAt, b.data(), bAt + j, b.offsets(), c, at + j);
    }
  }

  private static void add3x3(
      int k,
      float[] a,
      int aAt,
      int[] aRows,
      int i,
      float[] b,
      int bAt,
      int[] rows,
      float[] c,
      int at0,
      int cStride) {
    int a0 = aAt + aRows[i];
    int a1 = aAt + aRows[i + 1];
    int a2 = aAt + aRows[i + 2];
    int at1 = at0 + cStride;
    int at2 = at1 + cStride;
    float s00 = c[at0];
    float s01 = c[at0 + 1];
    float s02 = c[at0 + 2];
    float s10 = c[at1];
    float s11 = c[at1 + 1];
    float s12 = c[at1 + 2];
    float s20 = c[at2];
    float s21 = c[at2 + 1];
    float s22 = c[at2 + 2];
    for (int l = 0; l < k; l++) {
      int row = bAt + rows[l];
      float b0 = b[row];
      float b1 = b[row + 1];
      float b2 = b[row + 2];
      float f = a[a0 + l];
      s00 = Math.fma(f, b0, s00);
      s01 = Math.fma(f, b1, s01);
      s02 = Math.fma(f, b2, s02);
      f = a[a1 + l];
      s10 = Math.fma(f, b0, s10);
      s11 = Math.fma(f, b1, s11);
      s12 = Math.fma(f, b2, s12);
      f = a[a2 + l];
      s20 = Math.fma(f, b0, s20);
      s21 = Math.fma(f, b1, s21);
      s22 = Math.fma(f, b2, s22);
    }
    store3(s00, s01, s02, c, at0);
    store3(s10, s11, s12, c, at1);
    store3(s20, s21, s22, c, at2);
  }

  private static void store3(float s0, float s1, float s2, float[] c, int at) {
    c[at] = s0;
    c[at + 1] = s1;
    c[at + 2] = s2;
  }

  private static void add3x1(
      int k,
      float[] a,
      int aAt,
      int[] aRows,
      int i,
      float[] b,
      int bAt,
      int[] rows,
      float[] c,
      int at0,
      int cStride) {
    int a0 = aAt + aRows[i];
    int a1 = aAt + aRows[i + 1];
    int a2 = aAt + aRows[i + 2];
    float s0 = c[at0];
    float s1 = c[at0 + cStride];
    float s2 = c[at0 + 2 * cStride];
    for (int l = 0; l < k; l++) {
      float f = b[bAt + rows[l]];
      s0 = Math.fma(a[a0 + l], f, s0);
      s1 = Math.fma(a[a1 + l], f, s1);
      s2 = Math.fma(a[a2 + l], f, s2);
    }
    c[at0] = s0;
    c[at0 + cStride] = s1;
    c[at0 + 2 * cStride] = s2;
  }

  private static void add1x3(
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
    store3(s0, s1, s2, c, at);
  }

  private static void add1x1(
      int k, float[] a, int aAt, float[] b, int bAt, int[] rows, float[] c, int at) {
    float sum = c[at];
    for (int l = 0; l < k; l++) {
      sum = Math.fma(a[aAt + l], b[bAt + rows[l]], sum);
    }
    c[at] = sum;
  }
}
