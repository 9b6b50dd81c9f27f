package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * Gradients of few taps in plain Java: the maxima of a plane are listed in the order of their positions, and a list is added up for
 * nine taps at a time, in registers.
 *
 * <p>A gradient so small that it is rounded to zero may be a zero of the other sign.
 */
final class ScalarTapSums implements TapGradients {
  private final PixelLoops loops;

  ScalarTapSums(PixelLoops loops) {
    this.loops = loops;
  }

  @Override
  public boolean suits(ConvGeometry g, FusedConvolution.Pooled pooled) {
    return TapGradients.areFew(g)
        && g.outH() > 1
        && g.outW() > 1
        && loops.isFinite(pooled.x(), 0, g.n() * g.c() * g.h() * g.w());
  }

  @Override
  public void run(
      ConvGeometry g, FusedConvolution.Pooled pooled, float[] dy, FusedConvolution.Slopes to) {
    int[] taps = TapGradients.taps(g);
    int count = taps.length * g.k();
    int chunks = WeightsPass.chunks(g);
    float[] sums = Scratch.floats(Use.RESULT, chunks * count);
    double[] biasSums = to.bias() == null ? null : Scratch.doubles(Use.SUMS, g.n() * g.k());
    Parallel.run(
        chunks,
        g.multiplyAdds() / 4,
        chunk -> {
          int first = (int) ((long) g.n() * chunk / chunks);
          int end = (int) ((long) g.n() * (chunk + 1) / chunks);
          Arrays.fill(sums, chunk * count, (chunk + 1) * count, 0f);
          new Chunk(g, pooled, dy, taps, sums, chunk * count).run(first, end, biasSums);
        });
    int used = g.c() * g.kh() * g.kw();
    for (int k = 0; k < g.k(); k++) {
      for (int tap = 0; tap < used; tap++) {
        int at = k * taps.length + tap;
        float sum = sums[at];
        for (int chunk = 1; chunk < chunks; chunk++) {
          sum += sums[chunk * count + at];
        }
        to.w()[k * used + tap] += sum;
      }
    }
    if (to.bias() != null) {
      MaximaPass.addBiasSums(g, biasSums, to.bias());
    }
  }

  /** Some images, whose gradients are added up by themselves. */
  private static final class Chunk {
    private final ConvGeometry g;
    private final FusedConvolution.Pooled pooled;
    private final float[] dy;
    private final int[] taps;
    private final float[] sums;
    private final int sumsAt;
    private final int columns;
    private final int maxima;
    private final PaddedImages images;
    private final float[] passed;
    private final float[] factor;
    private final int[] position;
    private final int[] pixel;
    private final float[] blockSums;

    Chunk(
        ConvGeometry g,
        FusedConvolution.Pooled pooled,
        float[] dy,
        int[] taps,
        float[] sums,
        int sumsAt) {
      this.g = g;
      this.pooled = pooled;
      this.dy = dy;
      this.taps = taps;
      this.sums = sums;
      this.sumsAt = sumsAt;
      this.columns = g.outW() / 2;
      this.maxima = g.outH() / 2 * columns;
      this.images = new PaddedImages(g, pooled.x());
      this.passed = Scratch.floats(Use.STAGED, g.k() * maxima);
      this.factor = Scratch.floats(Use.LISTED, maxima + 2 * columns);
      this.position = Scratch.ints(Use.LISTED, maxima + 2 * columns);
      this.pixel = Scratch.ints(Use.FILED, maxima + 2 * columns);
      this.blockSums = Scratch.floats(Use.COLUMNS, ScalarSums.COLUMNS);
    }

    void run(int first, int end, double[] biasSums) {
      int perImage = g.k() * maxima;
      for (int n = first; n < end; n++) {
        images.select(n);
        MaximaList.pass(perImage, pooled.y(), dy, n * perImage, passed);
        for (int k = 0; k < g.k(); k++) {
          int listed = list(k * maxima, n * perImage);
          for (int tap = 0; tap < taps.length; tap += TAPS) {
            add(listed, images.data(), tap, sumsAt + k * taps.length + tap);
          }
          if (biasSums != null) {
            biasSums[n * g.k() + k] = sum(listed);
          }
        }
      }
    }

    /** Lists the gradients of a plane that are not zero, in the order of their positions; returns how many. */
    private int list(int plane, int image) {
      int listed = 0;
      for (int row = 0; row < g.outH() / 2; row++) {
        listed = listRow(plane + row * columns, image, 2 * row, listed);
      }
      return listed;
    }

    /** Lists a row of windows: first those in the upper of its two rows of positions, then those in the lower. */
    private int listRow(int from, int image, int row, int before) {
      int[] argmax = pooled.argmax();
      int lowerRow = (row + 1) * g.outW();
      int gap = images.width() - g.outW();
      int upperPixel = images.at() + row * gap;
      int lowerPixel = upperPixel + gap;
      int upper = before;
      int firstLower = before + columns;
      int lower = firstLower;
      for (int i = from; i < from + columns; i++) {
        float f = passed[i];
        int at = argmax[image + i];
        int bits = Float.floatToRawIntBits(f);
        int some = (bits | -bits) >>> 31;
        int isUpper = (at - lowerRow) >>> 31;
        factor[upper] = f;
        position[upper] = at;
        pixel[upper] = upperPixel + at;
        factor[lower] = f;
        position[lower] = at;
        pixel[lower] = lowerPixel + at;
        upper += some & isUpper;
        lower += some & ~isUpper;
      }
      System.arraycopy(factor, firstLower, factor, upper, lower - firstLower);
      System.arraycopy(position, firstLower, position, upper, lower - firstLower);
      System.arraycopy(pixel, firstLower, pixel, upper, lower - firstLower);
      return upper + lower - firstLower;
    }

    /** Adds what nine taps meet, weighted by what is listed. */
    private void add(int listed, float[] x, int first, int at) {
      int t0 = taps[first];
      int t1 = taps[first + 1];
      int t2 = taps[first + 2];
      int t3 = taps[first + 3];
      int t4 = taps[first + 4];
      int t5 = taps[first + 5];
      int t6 = taps[first + 6];
      int t7 = taps[first + 7];
      int t8 = taps[first + 8];
      float s0 = sums[at];
      float s1 = sums[at + 1];
      float s2 = sums[at + 2];
      float s3 = sums[at + 3];
      float s4 = sums[at + 4];
      float s5 = sums[at + 5];
      float s6 = sums[at + 6];
      float s7 = sums[at + 7];
      float s8 = sums[at + 8];
      for (int i = 0; i < listed; i++) {
        float f = factor[i];
        int p = pixel[i];
        s0 = Math.fma(f, x[p + t0], s0);
        s1 = Math.fma(f, x[p + t1], s1);
        s2 = Math.fma(f, x[p + t2], s2);
        s3 = Math.fma(f, x[p + t3], s3);
        s4 = Math.fma(f, x[p + t4], s4);
        s5 = Math.fma(f, x[p + t5], s5);
        s6 = Math.fma(f, x[p + t6], s6);
        s7 = Math.fma(f, x[p + t7], s7);
        s8 = Math.fma(f, x[p + t8], s8);
      }
      sums[at] = s0;
      sums[at + 1] = s1;
      sums[at + 2] = s2;
      sums[at + 3] = s3;
      sums[at + 4] = s4;
      sums[at + 5] = s5;
      sums[at + 6] = s6;
      sums[at + 7] = s7;
      sums[at + 8] = s8;
    }

    /** Returns the sum of what is listed, as {@link ScalarSums} adds up the plane. */
    private double sum(int listed) {
      double total = 0;
      int i = 0;
      while (i < listed) {
        int end = (position[i] / ScalarSums.BLOCK + 1) * ScalarSums.BLOCK;
        Arrays.fill(blockSums, 0, ScalarSums.COLUMNS, 0f);
        for (; i < listed && position[i] < end; i++) {
          blockSums[position[i] % ScalarSums.COLUMNS] += factor[i];
        }
        total += ScalarSums.tree(blockSums);
      }
      return total;
    }
  }
}
