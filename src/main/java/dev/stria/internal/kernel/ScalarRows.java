package dev.stria.internal.kernel;

/**
 * Weighted sums of whole rows, in the only forms that the compiler turns into vector code.
 *
 * <p>Every row is an array of its own that is read from index 0: offsets into a shared array, and larger bodies, are
 * compiled to scalar code several times slower.
 */
final class ScalarRows {
  private ScalarRows() {}

  /** Adds {@code a · b} to {@code c}. */
  static void add1x1(int n, float a, float[] b, float[] c) {
    for (int j = 0; j < n; j++) {
      c[j] = Math.fma(a, b[j], c[j]);
    }
  }

  /** Adds two weighted rows to one, in order. */
  static void add1x2(int n, float[] a, int at, float[] b0, float[] b1, float[] c) {
    float a0 = a[at];
    float a1 = a[at + 1];
    for (int j = 0; j < n; j++) {
      c[j] = Math.fma(a1, b1[j], Math.fma(a0, b0[j], c[j]));
    }
  }

  /** Adds six weighted rows to one, in order. */
  static void add1x6(
      int n,
      float[] a,
      int at,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] b4,
      float[] b5,
      float[] c) {
    float a0 = a[at];
    float a1 = a[at + 1];
    float a2 = a[at + 2];
    float a3 = a[at + 3];
    float a4 = a[at + 4];
    float a5 = a[at + 5];
    for (int j = 0; j < n; j++) {
      float s = Math.fma(a0, b0[j], c[j]);
      s = Math.fma(a1, b1[j], s);
      s = Math.fma(a2, b2[j], s);
      s = Math.fma(a3, b3[j], s);
      s = Math.fma(a4, b4[j], s);
      c[j] = Math.fma(a5, b5[j], s);
    }
  }

  /** Adds three weighted rows to one, in order. */
  static void add1x3(int n, float[] a, int at, float[] b0, float[] b1, float[] b2, float[] c) {
    float a0 = a[at];
    float a1 = a[at + 1];
    float a2 = a[at + 2];
    for (int j = 0; j < n; j++) {
      float s = Math.fma(a0, b0[j], c[j]);
      s = Math.fma(a1, b1[j], s);
      c[j] = Math.fma(a2, b2[j], s);
    }
  }

  /** Adds two weighted rows to each of three, in order. */
  static void add3x2(
      int n,
      float[] a,
      int at0,
      int at1,
      int at2,
      float[] b0,
      float[] b1,
      float[] c,
      float[] d,
      float[] e) {
    float x0 = a[at0];
    float x1 = a[at0 + 1];
    float y0 = a[at1];
    float y1 = a[at1 + 1];
    float z0 = a[at2];
    float z1 = a[at2 + 1];
    for (int j = 0; j < n; j++) {
      float s = Math.fma(x0, b0[j], c[j]);
      float t = Math.fma(y0, b0[j], d[j]);
      float u = Math.fma(z0, b0[j], e[j]);
      c[j] = Math.fma(x1, b1[j], s);
      d[j] = Math.fma(y1, b1[j], t);
      e[j] = Math.fma(z1, b1[j], u);
    }
  }

  /** Adds four weighted rows to each of four, in order. */
  static void add4x4(
      int n,
      float[] a,
      int at0,
      int at1,
      int at2,
      int at3,
      float[] b0,
      float[] b1,
      float[] b2,
      float[] b3,
      float[] c,
      float[] d,
      float[] e,
      float[] f) {
    float w0 = a[at0];
    float w1 = a[at0 + 1];
    float w2 = a[at0 + 2];
    float w3 = a[at0 + 3];
    float x0 = a[at1];
    float x1 = a[at1 + 1];
    float x2 = a[at1 + 2];
    float x3 = a[at1 + 3];
    float y0 = a[at2];
    float y1 = a[at2 + 1];
    float y2 = a[at2 + 2];
    float y3 = a[at2 + 3];
    float z0 = a[at3];
    float z1 = a[at3 + 1];
    float z2 = a[at3 + 2];
    float z3 = a[at3 + 3];
    for (int j = 0; j < n; j++) {
      float s = Math.fma(w0, b0[j], c[j]);
      float t = Math.fma(x0, b0[j], d[j]);
      float u = Math.fma(y0, b0[j], e[j]);
      float v = Math.fma(z0, b0[j], f[j]);
      s = Math.fma(w1, b1[j], s);
      t = Math.fma(x1, b1[j], t);
      u = Math.fma(y1, b1[j], u);
      v = Math.fma(z1, b1[j], v);
      s = Math.fma(w2, b2[j], s);
      t = Math.fma(x2, b2[j], t);
      u = Math.fma(y2, b2[j], u);
      v = Math.fma(z2, b2[j], v);
      c[j] = Math.fma(w3, b3[j], s);
      d[j] = Math.fma(x3, b3[j], t);
      e[j] = Math.fma(y3, b3[j], u);
      f[j] = Math.fma(z3, b3[j], v);
    }
  }
}
