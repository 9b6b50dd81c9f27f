package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.FloatVector.fromArray;
import static jdk.incubator.vector.VectorOperators.LE;

import dev.stria.internal.kernel.PanelMultiply.Tail;
import jdk.incubator.vector.FloatVector;

/** The blocks of {@link VectorDirectMultiply}, from zeros to what is stored; as {@link VectorTiles}. */
final class VectorDirectTiles {
  /** A bias that changes nothing, not even the sign of a zero. */
  private static final float[] NO_BIAS = {-0f};

  /** What sums begin with that are added to nothing. */
  private static final float[] ZEROS = new float[4 * LANES];

  private VectorDirectTiles() {}

  /** What all blocks of a product share. */
  record Task(
      int k,
      float[] a,
      int aAt,
      int[] rows,
      float[] b,
      int[] offsets,
      float[] bias,
      int biasAt,
      int biasStep,
      float bound,
      float[] c,
      int stride,
      boolean fresh) {
    Task(int k, Rows a, float[] b, int[] offsets, Tail tail, Block c, boolean fresh) {
      this(
          k,
          a.data(),
          a.at(),
          a.offsets(),
          b,
          offsets,
          tail == null || tail.bias() == null ? NO_BIAS : tail.bias(),
          tail == null || tail.bias() == null ? 0 : tail.biasAt(),
          tail == null || tail.bias() == null ? 0 : 1,
          tail == null || !tail.relu() ? Float.NaN : 0f,
          c.data(),
          c.stride(),
          fresh);
    }
  }

  /**
   * Puts 6 rows × 4 vectors, which lie at gaps from the first, from the i-th row of A on; what is not above the bound becomes
   * zero, and nothing is below NaN.
   */
  static void put6(Task task, int i, int bAt, int gap1, int gap2, int gap3, int at0) {
    float[] from = task.fresh ? ZEROS : task.c;
    int fromStride = task.fresh ? 0 : task.stride;
    int from0 = task.fresh ? 0 : at0;
    int k = task.k;
    float[] a = task.a;
    int[] rows = task.rows;
    float[] b = task.b;
    int[] offsets = task.offsets;
    int stride = task.stride;
    int a0 = task.aAt + rows[i];
    int a1 = task.aAt + rows[i + 1];
    int a2 = task.aAt + rows[i + 2];
    int a3 = task.aAt + rows[i + 3];
    int a4 = task.aAt + rows[i + 4];
    int a5 = task.aAt + rows[i + 5];
    FloatVector c00 = fromArray(SPECIES, from, from0);
    FloatVector c01 = fromArray(SPECIES, from, from0 + LANES);
    FloatVector c02 = fromArray(SPECIES, from, from0 + 2 * LANES);
    FloatVector c03 = fromArray(SPECIES, from, from0 + 3 * LANES);
    FloatVector c10 = fromArray(SPECIES, from, from0 + fromStride);
    FloatVector c11 = fromArray(SPECIES, from, from0 + fromStride + LANES);
    FloatVector c12 = fromArray(SPECIES, from, from0 + fromStride + 2 * LANES);
    FloatVector c13 = fromArray(SPECIES, from, from0 + fromStride + 3 * LANES);
    FloatVector c20 = fromArray(SPECIES, from, from0 + 2 * fromStride);
    FloatVector c21 = fromArray(SPECIES, from, from0 + 2 * fromStride + LANES);
    FloatVector c22 = fromArray(SPECIES, from, from0 + 2 * fromStride + 2 * LANES);
    FloatVector c23 = fromArray(SPECIES, from, from0 + 2 * fromStride + 3 * LANES);
    FloatVector c30 = fromArray(SPECIES, from, from0 + 3 * fromStride);
    FloatVector c31 = fromArray(SPECIES, from, from0 + 3 * fromStride + LANES);
    FloatVector c32 = fromArray(SPECIES, from, from0 + 3 * fromStride + 2 * LANES);
    FloatVector c33 = fromArray(SPECIES, from, from0 + 3 * fromStride + 3 * LANES);
    FloatVector c40 = fromArray(SPECIES, from, from0 + 4 * fromStride);
    FloatVector c41 = fromArray(SPECIES, from, from0 + 4 * fromStride + LANES);
    FloatVector c42 = fromArray(SPECIES, from, from0 + 4 * fromStride + 2 * LANES);
    FloatVector c43 = fromArray(SPECIES, from, from0 + 4 * fromStride + 3 * LANES);
    FloatVector c50 = fromArray(SPECIES, from, from0 + 5 * fromStride);
    FloatVector c51 = fromArray(SPECIES, from, from0 + 5 * fromStride + LANES);
    FloatVector c52 = fromArray(SPECIES, from, from0 + 5 * fromStride + 2 * LANES);
    FloatVector c53 = fromArray(SPECIES, from, from0 + 5 * fromStride + 3 * LANES);
    for (int l = 0; l < k; l++) {
      int row = bAt + offsets[l];
      FloatVector b0 = fromArray(SPECIES, b, row);
      FloatVector b1 = fromArray(SPECIES, b, row + gap1);
      FloatVector b2 = fromArray(SPECIES, b, row + gap2);
      FloatVector b3 = fromArray(SPECIES, b, row + gap3);
      FloatVector f0 = broadcast(SPECIES, a[a0 + l]);
      c00 = f0.fma(b0, c00);
      c01 = f0.fma(b1, c01);
      c02 = f0.fma(b2, c02);
      c03 = f0.fma(b3, c03);
      FloatVector f1 = broadcast(SPECIES, a[a1 + l]);
      c10 = f1.fma(b0, c10);
      c11 = f1.fma(b1, c11);
      c12 = f1.fma(b2, c12);
      c13 = f1.fma(b3, c13);
      FloatVector f2 = broadcast(SPECIES, a[a2 + l]);
      c20 = f2.fma(b0, c20);
      c21 = f2.fma(b1, c21);
      c22 = f2.fma(b2, c22);
      c23 = f2.fma(b3, c23);
      FloatVector f3 = broadcast(SPECIES, a[a3 + l]);
      c30 = f3.fma(b0, c30);
      c31 = f3.fma(b1, c31);
      c32 = f3.fma(b2, c32);
      c33 = f3.fma(b3, c33);
      FloatVector f4 = broadcast(SPECIES, a[a4 + l]);
      c40 = f4.fma(b0, c40);
      c41 = f4.fma(b1, c41);
      c42 = f4.fma(b2, c42);
      c43 = f4.fma(b3, c43);
      FloatVector f5 = broadcast(SPECIES, a[a5 + l]);
      c50 = f5.fma(b0, c50);
      c51 = f5.fma(b1, c51);
      c52 = f5.fma(b2, c52);
      c53 = f5.fma(b3, c53);
    }
    float[] c = task.c;
    float[] bias = task.bias;
    int biasStep = task.biasStep;
    int biasAt = task.biasAt + i * biasStep;
    float bound = task.bound;
    float bias0 = bias[biasAt];
    c00 = c00.add(bias0);
    c00.blend(0f, c00.compare(LE, bound)).intoArray(c, at0);
    c01 = c01.add(bias0);
    c01.blend(0f, c01.compare(LE, bound)).intoArray(c, at0 + LANES);
    c02 = c02.add(bias0);
    c02.blend(0f, c02.compare(LE, bound)).intoArray(c, at0 + 2 * LANES);
    c03 = c03.add(bias0);
    c03.blend(0f, c03.compare(LE, bound)).intoArray(c, at0 + 3 * LANES);
    int at1 = at0 + stride;
    float bias1 = bias[biasAt + biasStep];
    c10 = c10.add(bias1);
    c10.blend(0f, c10.compare(LE, bound)).intoArray(c, at1);
    c11 = c11.add(bias1);
    c11.blend(0f, c11.compare(LE, bound)).intoArray(c, at1 + LANES);
    c12 = c12.add(bias1);
    c12.blend(0f, c12.compare(LE, bound)).intoArray(c, at1 + 2 * LANES);
    c13 = c13.add(bias1);
    c13.blend(0f, c13.compare(LE, bound)).intoArray(c, at1 + 3 * LANES);
    int at2 = at1 + stride;
    float bias2 = bias[biasAt + 2 * biasStep];
    c20 = c20.add(bias2);
    c20.blend(0f, c20.compare(LE, bound)).intoArray(c, at2);
    c21 = c21.add(bias2);
    c21.blend(0f, c21.compare(LE, bound)).intoArray(c, at2 + LANES);
    c22 = c22.add(bias2);
    c22.blend(0f, c22.compare(LE, bound)).intoArray(c, at2 + 2 * LANES);
    c23 = c23.add(bias2);
    c23.blend(0f, c23.compare(LE, bound)).intoArray(c, at2 + 3 * LANES);
    int at3 = at2 + stride;
    float bias3 = bias[biasAt + 3 * biasStep];
    c30 = c30.add(bias3);
    c30.blend(0f, c30.compare(LE, bound)).intoArray(c, at3);
    c31 = c31.add(bias3);
    c31.blend(0f, c31.compare(LE, bound)).intoArray(c, at3 + LANES);
    c32 = c32.add(bias3);
    c32.blend(0f, c32.compare(LE, bound)).intoArray(c, at3 + 2 * LANES);
    c33 = c33.add(bias3);
    c33.blend(0f, c33.compare(LE, bound)).intoArray(c, at3 + 3 * LANES);
    int at4 = at3 + stride;
    float bias4 = bias[biasAt + 4 * biasStep];
    c40 = c40.add(bias4);
    c40.blend(0f, c40.compare(LE, bound)).intoArray(c, at4);
    c41 = c41.add(bias4);
    c41.blend(0f, c41.compare(LE, bound)).intoArray(c, at4 + LANES);
    c42 = c42.add(bias4);
    c42.blend(0f, c42.compare(LE, bound)).intoArray(c, at4 + 2 * LANES);
    c43 = c43.add(bias4);
    c43.blend(0f, c43.compare(LE, bound)).intoArray(c, at4 + 3 * LANES);
    int at5 = at4 + stride;
    float bias5 = bias[biasAt + 5 * biasStep];
    c50 = c50.add(bias5);
    c50.blend(0f, c50.compare(LE, bound)).intoArray(c, at5);
    c51 = c51.add(bias5);
    c51.blend(0f, c51.compare(LE, bound)).intoArray(c, at5 + LANES);
    c52 = c52.add(bias5);
    c52.blend(0f, c52.compare(LE, bound)).intoArray(c, at5 + 2 * LANES);
    c53 = c53.add(bias5);
    c53.blend(0f, c53.compare(LE, bound)).intoArray(c, at5 + 3 * LANES);
  }

  /**
   * Puts 4 rows × 4 vectors, which lie at gaps from the first, from the i-th row of A on; what is not above the bound becomes
   * zero, and nothing is below NaN.
   */
  static void put4(Task task, int i, int bAt, int gap1, int gap2, int gap3, int at0) {
    float[] from = task.fresh ? ZEROS : task.c;
    int fromStride = task.fresh ? 0 : task.stride;
    int from0 = task.fresh ? 0 : at0;
    int k = task.k;
    float[] a = task.a;
    int[] rows = task.rows;
    float[] b = task.b;
    int[] offsets = task.offsets;
    int stride = task.stride;
    int a0 = task.aAt + rows[i];
    int a1 = task.aAt + rows[i + 1];
    int a2 = task.aAt + rows[i + 2];
    int a3 = task.aAt + rows[i + 3];
    FloatVector c00 = fromArray(SPECIES, from, from0);
    FloatVector c01 = fromArray(SPECIES, from, from0 + LANES);
    FloatVector c02 = fromArray(SPECIES, from, from0 + 2 * LANES);
    FloatVector c03 = fromArray(SPECIES, from, from0 + 3 * LANES);
    FloatVector c10 = fromArray(SPECIES, from, from0 + fromStride);
    FloatVector c11 = fromArray(SPECIES, from, from0 + fromStride + LANES);
    FloatVector c12 = fromArray(SPECIES, from, from0 + fromStride + 2 * LANES);
    FloatVector c13 = fromArray(SPECIES, from, from0 + fromStride + 3 * LANES);
    FloatVector c20 = fromArray(SPECIES, from, from0 + 2 * fromStride);
    FloatVector c21 = fromArray(SPECIES, from, from0 + 2 * fromStride + LANES);
    FloatVector c22 = fromArray(SPECIES, from, from0 + 2 * fromStride + 2 * LANES);
    FloatVector c23 = fromArray(SPECIES, from, from0 + 2 * fromStride + 3 * LANES);
    FloatVector c30 = fromArray(SPECIES, from, from0 + 3 * fromStride);
    FloatVector c31 = fromArray(SPECIES, from, from0 + 3 * fromStride + LANES);
    FloatVector c32 = fromArray(SPECIES, from, from0 + 3 * fromStride + 2 * LANES);
    FloatVector c33 = fromArray(SPECIES, from, from0 + 3 * fromStride + 3 * LANES);
    for (int l = 0; l < k; l++) {
      int row = bAt + offsets[l];
      FloatVector b0 = fromArray(SPECIES, b, row);
      FloatVector b1 = fromArray(SPECIES, b, row + gap1);
      FloatVector b2 = fromArray(SPECIES, b, row + gap2);
      FloatVector b3 = fromArray(SPECIES, b, row + gap3);
      FloatVector f0 = broadcast(SPECIES, a[a0 + l]);
      c00 = f0.fma(b0, c00);
      c01 = f0.fma(b1, c01);
      c02 = f0.fma(b2, c02);
      c03 = f0.fma(b3, c03);
      FloatVector f1 = broadcast(SPECIES, a[a1 + l]);
      c10 = f1.fma(b0, c10);
      c11 = f1.fma(b1, c11);
      c12 = f1.fma(b2, c12);
      c13 = f1.fma(b3, c13);
      FloatVector f2 = broadcast(SPECIES, a[a2 + l]);
      c20 = f2.fma(b0, c20);
      c21 = f2.fma(b1, c21);
      c22 = f2.fma(b2, c22);
      c23 = f2.fma(b3, c23);
      FloatVector f3 = broadcast(SPECIES, a[a3 + l]);
      c30 = f3.fma(b0, c30);
      c31 = f3.fma(b1, c31);
      c32 = f3.fma(b2, c32);
      c33 = f3.fma(b3, c33);
    }
    float[] c = task.c;
    float[] bias = task.bias;
    int biasStep = task.biasStep;
    int biasAt = task.biasAt + i * biasStep;
    float bound = task.bound;
    float bias0 = bias[biasAt];
    c00 = c00.add(bias0);
    c00.blend(0f, c00.compare(LE, bound)).intoArray(c, at0);
    c01 = c01.add(bias0);
    c01.blend(0f, c01.compare(LE, bound)).intoArray(c, at0 + LANES);
    c02 = c02.add(bias0);
    c02.blend(0f, c02.compare(LE, bound)).intoArray(c, at0 + 2 * LANES);
    c03 = c03.add(bias0);
    c03.blend(0f, c03.compare(LE, bound)).intoArray(c, at0 + 3 * LANES);
    int at1 = at0 + stride;
    float bias1 = bias[biasAt + biasStep];
    c10 = c10.add(bias1);
    c10.blend(0f, c10.compare(LE, bound)).intoArray(c, at1);
    c11 = c11.add(bias1);
    c11.blend(0f, c11.compare(LE, bound)).intoArray(c, at1 + LANES);
    c12 = c12.add(bias1);
    c12.blend(0f, c12.compare(LE, bound)).intoArray(c, at1 + 2 * LANES);
    c13 = c13.add(bias1);
    c13.blend(0f, c13.compare(LE, bound)).intoArray(c, at1 + 3 * LANES);
    int at2 = at1 + stride;
    float bias2 = bias[biasAt + 2 * biasStep];
    c20 = c20.add(bias2);
    c20.blend(0f, c20.compare(LE, bound)).intoArray(c, at2);
    c21 = c21.add(bias2);
    c21.blend(0f, c21.compare(LE, bound)).intoArray(c, at2 + LANES);
    c22 = c22.add(bias2);
    c22.blend(0f, c22.compare(LE, bound)).intoArray(c, at2 + 2 * LANES);
    c23 = c23.add(bias2);
    c23.blend(0f, c23.compare(LE, bound)).intoArray(c, at2 + 3 * LANES);
    int at3 = at2 + stride;
    float bias3 = bias[biasAt + 3 * biasStep];
    c30 = c30.add(bias3);
    c30.blend(0f, c30.compare(LE, bound)).intoArray(c, at3);
    c31 = c31.add(bias3);
    c31.blend(0f, c31.compare(LE, bound)).intoArray(c, at3 + LANES);
    c32 = c32.add(bias3);
    c32.blend(0f, c32.compare(LE, bound)).intoArray(c, at3 + 2 * LANES);
    c33 = c33.add(bias3);
    c33.blend(0f, c33.compare(LE, bound)).intoArray(c, at3 + 3 * LANES);
  }
}
