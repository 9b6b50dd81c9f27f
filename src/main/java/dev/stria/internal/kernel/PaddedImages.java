package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/** Images with their padding, one at a time: as they are if there is none. */
final class PaddedImages {
  private final ConvGeometry g;
  private final float[] x;
  private final int width;
  private final int height;
  private final boolean asTheyAre;
  private final float[] data;
  private int at;

  PaddedImages(ConvGeometry g, float[] x) {
    this.g = g;
    this.x = x;
    this.width = g.w() + g.padLeft() + g.padRight();
    this.height = g.h() + g.padTop() + g.padBottom();
    this.asTheyAre = width == g.w() && height == g.h();
    this.data = asTheyAre ? x : zeros(g.c() * height * width);
  }

  private static float[] zeros(int count) {
    float[] zeros = Scratch.floats(Use.PLANES, count);
    Arrays.fill(zeros, 0, count, 0f);
    return zeros;
  }

  /** Makes an image the one that is read. */
  void select(int n) {
    int from = n * g.c() * g.h() * g.w();
    if (asTheyAre) {
      at = from;
      return;
    }
    for (int i = 0; i < g.c() * g.h(); i++) {
      int row = i / g.h() * height + i % g.h() + g.padTop();
      System.arraycopy(x, from + i * g.w(), data, row * width + g.padLeft(), g.w());
    }
  }

  /** Returns the array it lies in. */
  float[] data() {
    return data;
  }

  /** Returns where it starts. */
  int at() {
    return at;
  }

  /** Returns the columns of a row. */
  int width() {
    return width;
  }
}
