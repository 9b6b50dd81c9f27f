package dev.stria.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Pooling against its definition, for random geometries, in every provider. */
class PoolingTest {
  private final SplittableRandom random = new SplittableRandom(11);

  private static List<Pooling> providers() {
    List<Pooling> providers = new ArrayList<>(List.of(Kernels.provider("scalar").pooling()));
    if (LightInputs.vectorsExist()) {
      providers.add(Kernels.provider("vector").pooling());
    }
    return providers;
  }

  private PoolGeometry randomGeometry() {
    while (true) {
      int kh = 1 + random.nextInt(4);
      int kw = 1 + random.nextInt(4);
      try {
        return new PoolGeometry(
            "pool",
            1 + random.nextInt(2),
            1 + random.nextInt(3),
            1 + random.nextInt(12),
            1 + random.nextInt(12),
            kh,
            kw,
            1 + random.nextInt(3),
            1 + random.nextInt(3),
            random.nextInt(kh / 2 + 1),
            random.nextInt(kh / 2 + 1),
            random.nextInt(kw / 2 + 1),
            random.nextInt(kw / 2 + 1),
            1 + random.nextInt(2),
            1 + random.nextInt(2),
            random.nextBoolean());
      } catch (ShapeException doesNotFit) {
        continue;
      }
    }
  }

  @Test
  void maximumIsItsDefinition() {
    for (int i = 0; i < 400; i++) {
      checkMaximum(randomGeometry());
    }
  }

  @Test
  void maximumOfTwoByTwoIsItsDefinition() {
    int[] widths = {2, 3, 9, 16, 26, 31, 32, 33, 66};
    for (int w : widths) {
      for (int h : new int[] {2, 5}) {
        checkMaximum(PoolGeometry.of("pool", Shape.of(2, 1, h, w), 2, 2));
      }
    }
  }

  private void checkMaximum(PoolGeometry g) {
    float[] x = LightInputs.awkward(random, g.inputShape().count());
    float[] expected = new float[g.outputShape().count()];
    int[] where = new int[expected.length];
    for (int i = 0; i < expected.length; i++) {
      naiveMaximum(g, x, i, expected, where);
    }
    float[] dy = LightInputs.normal(random, expected.length);
    float[] dx = new float[x.length];
    for (int i = 0; i < dy.length; i++) {
      dx[i / (g.outH() * g.outW()) * g.h() * g.w() + where[i]] += dy[i];
    }
    for (Pooling pooling : providers()) {
      float[] y = new float[expected.length];
      int[] argmax = new int[expected.length];
      pooling.maxForward(g, x, y, argmax);
      assertArrayEquals(where, argmax, g.toString());
      pooling.maxForward(g, x, y, null);
      // 0 and −0 are equal, and either may win.
      for (int i = 0; i < y.length; i++) {
        assertTrue(y[i] == expected[i] || y[i] != y[i] && expected[i] != expected[i], g + " " + i);
      }
      float[] got = new float[x.length];
      pooling.maxBackward(g, argmax, dy, got);
      assertArrayEquals(dx, got, g.toString());
    }
  }

  private static void naiveMaximum(PoolGeometry g, float[] x, int i, float[] y, int[] where) {
    int j = i % g.outW();
    int row = i / g.outW() % g.outH();
    int plane = i / g.outW() / g.outH();
    float most = Float.NEGATIVE_INFINITY;
    int at = -1;
    for (int a = 0; a < g.kh(); a++) {
      for (int b = 0; b < g.kw(); b++) {
        int r = row * g.strideH() - g.padTop() + a * g.dilationH();
        int c = j * g.strideW() - g.padLeft() + b * g.dilationW();
        if (r >= 0 && r < g.h() && c >= 0 && c < g.w()) {
          float value = x[(plane * g.h() + r) * g.w() + c];
          if (at < 0 || value > most || value != value) {
            most = value;
            at = r * g.w() + c;
          }
        }
      }
    }
    y[i] = most;
    where[i] = at;
  }

  @Test
  void averageIsItsDefinitionAndItsBackwardPassTheTranspose() {
    for (int i = 0; i < 400; i++) {
      PoolGeometry g = randomGeometry();
      if (g.dilationH() == 1 && g.dilationW() == 1) {
        checkAverage(g, random.nextBoolean(), random.nextInt(3));
      }
    }
  }

  private void checkAverage(PoolGeometry g, boolean countPad, int divisor) {
    float[] x = LightInputs.normal(random, g.inputShape().count());
    float[] dy = LightInputs.normal(random, g.outputShape().count());
    for (Pooling pooling : providers()) {
      float[] y = new float[dy.length];
      float[] dx = new float[x.length];
      pooling.averageForward(g, countPad, divisor, x, y);
      for (int i = 0; i < y.length; i++) {
        assertEquals(naiveAverage(g, countPad, divisor, x, i), y[i], 1e-5, g + " " + i);
      }
      pooling.averageBackward(g, countPad, divisor, dy, dx);
      assertEquals(dot(y, dy), dot(x, dx), 1e-4, g.toString());
    }
  }

  private static double naiveAverage(
      PoolGeometry g, boolean countPad, int divisor, float[] x, int i) {
    int j = i % g.outW();
    int row = i / g.outW() % g.outH();
    int plane = i / g.outW() / g.outH();
    double sum = 0;
    int count = 0;
    for (int a = 0; a < g.kh(); a++) {
      for (int b = 0; b < g.kw(); b++) {
        int r = row * g.strideH() - g.padTop() + a;
        int c = j * g.strideW() - g.padLeft() + b;
        boolean inside = r >= 0 && r < g.h() && c >= 0 && c < g.w();
        boolean padded = r < g.h() + g.padBottom() && c < g.w() + g.padRight();
        count += inside || countPad && padded ? 1 : 0;
        sum += inside ? x[(plane * g.h() + r) * g.w() + c] : 0;
      }
    }
    return sum / (divisor == 0 ? count : divisor);
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }

  @Test
  void binsCoverThePlane() {
    for (int i = 0; i < 100; i++) {
      int h = 1 + random.nextInt(9);
      int w = 1 + random.nextInt(9);
      AdaptiveGeometry g =
          new AdaptiveGeometry("bins", 2, h, w, 1 + random.nextInt(9), 1 + random.nextInt(9));
      float[] x = LightInputs.normal(random, 2 * h * w);
      float[] y = new float[2 * g.outH() * g.outW()];
      float[] most = new float[y.length];
      int[] argmax = new int[y.length];
      Pooling pooling = Kernels.provider("scalar").pooling();
      pooling.adaptiveAverageForward(g, x, y);
      pooling.adaptiveMaxForward(g, x, most, argmax);
      for (int k = 0; k < y.length; k++) {
        int plane = k / (g.outH() * g.outW());
        assertEquals(x[plane * h * w + argmax[k]], most[k]);
        assertEquals(naiveBin(g, x, k), y[k], 1e-5);
      }
      float[] dx = new float[x.length];
      pooling.adaptiveAverageBackward(g, most, dx);
      assertEquals(dot(y, most), dot(x, dx), 1e-4);
    }
  }

  private static double naiveBin(AdaptiveGeometry g, float[] x, int k) {
    int j = k % g.outW();
    int i = k / g.outW() % g.outH();
    int plane = k / g.outW() / g.outH();
    double sum = 0;
    int count = 0;
    for (int r = 0; r < g.h(); r++) {
      for (int c = 0; c < g.w(); c++) {
        // ⌊i h / outH⌋ ≤ r < ⌈(i + 1) h / outH⌉, without a division
        boolean row = (r + 1) * g.outH() > i * g.h() && r * g.outH() < (i + 1) * g.h();
        boolean column = (c + 1) * g.outW() > j * g.w() && c * g.outW() < (j + 1) * g.w();
        if (row && column) {
          sum += x[(plane * g.h() + r) * g.w() + c];
          count++;
        }
      }
    }
    return sum / count;
  }

  @Test
  void nonsenseIsRefused() {
    Shape shape = Shape.of(1, 1, 4, 4);
    assertRefused("padding of at most half the kernel", 2, 1, 2);
    assertRefused("a stride of at least 1, but got 0×0", 2, 0, 0);
    assertRefused("a kernel of at least 1, but got 0×0", 0, 1, 0);
    assertRefused("at least 5 rows under the window, but got 4 with the padding", 5, 1, 0);
    assertEquals(Shape.of(1, 1, 2, 2), PoolGeometry.of("max_pool2d", shape, 2, 2).outputShape());
    ShapeException rank =
        assertThrows(
            ShapeException.class, () -> PoolGeometry.of("max_pool2d", Shape.of(4, 4), 2, 2));
    assertTrue(rank.getMessage().startsWith("max_pool2d: expected an image batch [N, C, H, W]"));
  }

  private static void assertRefused(String message, int kernel, int stride, int pad) {
    ShapeException refused =
        assertThrows(
            ShapeException.class,
            () ->
                new PoolGeometry(
                    "max_pool2d",
                    1,
                    1,
                    4,
                    4,
                    kernel,
                    kernel,
                    stride,
                    stride,
                    pad,
                    pad,
                    pad,
                    pad,
                    1,
                    1,
                    false));
    assertTrue(refused.getMessage().startsWith("max_pool2d: "), refused.getMessage());
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }
}
