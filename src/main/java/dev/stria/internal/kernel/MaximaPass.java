package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * The gradients of a convolution behind a relu and 2 × 2 maxima. Of four gradients of its result three are zero at least, so
 * it goes over the others: a quarter of the work, or less.
 *
 * <p>The order of all sums is that of {@link DataPass}, {@link WeightsPass} and {@link Reduction#addChannelSums}, and so are
 * the bits; but a gradient of the data so small that it is rounded to zero may be a zero of the other sign.
 */
final class MaximaPass {
  /** Channels below which whole vectors of them are mostly filling. */
  private static final int CHANNELS = 8;

  /** Chunks of images, whose gradients of the filters are added up each by itself, that keep threads busy. */
  private static final int CHUNKS = 4;

  /** Parts of the filters that threads share when they rearrange them. */
  private static final int PARTS = 8;

  private final PanelMultiply kernel;
  private final PixelLoops loops;

  MaximaPass(PanelMultiply kernel, PixelLoops loops) {
    this.kernel = kernel;
    this.loops = loops;
  }

  /** Whether a convolution is computed here; weights that are not finite make something of every zero, those of a padding, too. */
  static boolean suits(ConvGeometry g, float[] w) {
    return suits(g) && isFinite(w, 0, w.length);
  }

  private static boolean suits(ConvGeometry g) {
    return g.groups() == 1
        && g.strideH() == 1
        && g.strideW() == 1
        && g.dilationH() == 1
        && g.dilationW() == 1
        && g.c() >= CHANNELS
        && WeightsPass.chunks(g) >= CHUNKS;
  }

  /** Whether values are finite: one to the exponent of any other overflows into the sign. */
  private static boolean isFinite(float[] x, int from, int count) {
    int signs = 0;
    for (int i = from; i < from + count; i++) {
      signs |= (Float.floatToRawIntBits(x[i]) & 0x7F800000) + 0x00800000;
    }
    return signs >= 0;
  }

  /** Adds the gradients that are wanted. */
  void run(ConvGeometry g, FusedConvolution.Pooled pooled, float[] dy, FusedConvolution.Slopes to) {
    Pixels pixels = new Pixels(g);
    int filterSize = g.kh() * pixels.run();
    int count = g.k() * filterSize;
    float[] filters = Scratch.floats(Use.LEFT, count);
    eachPart(
        g,
        count,
        (from, end) -> {
          Arrays.fill(filters, from * filterSize, end * filterSize, 0f);
          pixels.packFilters(from, end, pooled.w(), filters);
        });
    int chunks = WeightsPass.chunks(g);
    float[] sums = Scratch.floats(Use.RESULT, chunks * count);
    double[] biasSums = Scratch.doubles(Use.SUMS, g.n() * g.k());
    Parallel.run(
        chunks,
        g.multiplyAdds() / 4,
        chunk -> {
          int first = (int) ((long) g.n() * chunk / chunks);
          int end = (int) ((long) g.n() * (chunk + 1) / chunks);
          Arrays.fill(sums, chunk * count, (chunk + 1) * count, 0f);
          Chunk part = new Chunk(g, pixels, pooled, dy, to, filters, sums, chunk * count);
          part.run(first, end, biasSums);
        });
    if (to.w() != null) {
      eachPart(
          g,
          chunks * count,
          (from, end) -> {
            for (int chunk = 1; chunk < chunks; chunk++) {
              addChunk(from * filterSize, end * filterSize, chunk * count, sums);
            }
            pixels.addFilters(from, end, sums, to.w());
          });
    }
    if (to.bias() != null) {
      addBiasSums(g, biasSums, to.bias());
    }
  }

  /** What is done to filters one by one. */
  private interface Part {
    void accept(int first, int end);
  }

  /** Goes over all filters, of so many floats, which are rearranged one at a time. */
  private static void eachPart(ConvGeometry g, int floats, Part part) {
    int parts = Math.min(PARTS, g.k());
    Parallel.run(
        parts,
        (long) floats * Ranges.EXPONENTIAL,
        i -> part.accept(g.k() * i / parts, g.k() * (i + 1) / parts));
  }

  private static void addChunk(int from, int end, int step, float[] sums) {
    for (int i = from; i < end; i++) {
      sums[i] += sums[step + i];
    }
  }

  static void addBiasSums(ConvGeometry g, double[] sums, float[] db) {
    for (int k = 0; k < g.k(); k++) {
      double total = 0;
      for (int image = 0; image < g.n(); image++) {
        total += sums[image * g.k() + k];
      }
      db[k] += (float) total;
    }
  }

  /** Some images, whose gradients of the filters are added up by themselves. */
  private final class Chunk {
    private final ConvGeometry g;
    private final Pixels pixels;
    private final FusedConvolution.Pooled pooled;
    private final float[] dy;
    private final FusedConvolution.Slopes to;
    private final float[] filters;
    private final float[] sums;
    private final int sumsAt;
    private final MaximaList list;

    Chunk(
        ConvGeometry g,
        Pixels pixels,
        FusedConvolution.Pooled pooled,
        float[] dy,
        FusedConvolution.Slopes to,
        float[] filters,
        float[] sums,
        int sumsAt) {
      this.g = g;
      this.pixels = pixels;
      this.pooled = pooled;
      this.dy = dy;
      this.to = to;
      this.filters = filters;
      this.sums = sums;
      this.sumsAt = sumsAt;
      this.list = new MaximaList(g, pixels);
    }

    void run(int first, int end, double[] biasSums) {
      int image = g.c() * g.h() * g.w();
      float[] x = Scratch.floats(Use.PLANES, pixels.size());
      float[] dx = Scratch.floats(Use.STAGED, pixels.size());
      Arrays.fill(x, 0, pixels.size(), 0f);
      for (int n = first; n < end; n++) {
        boolean whole = !isFinite(pooled.x(), n * image, image);
        pixels.pack(kernel, pooled.x(), n * image, x);
        if (to.x() != null) {
          Arrays.fill(dx, 0, pixels.size(), 0f);
          if (!isZero(to.x(), n * image, image)) {
            pixels.pack(kernel, to.x(), n * image, dx);
          }
        }
        list.start(pooled.y(), dy, n * g.k() * list.maxima());
        for (int k = 0; k < g.k(); k++) {
          int plane = n * g.k() + k;
          list.fill(k, pooled.argmax(), plane * list.maxima(), whole);
          biasSums[plane] = list.sum();
          addPlane(k, x, dx);
        }
        if (to.x() != null) {
          pixels.unpack(kernel, dx, to.x(), n * image);
        }
      }
    }

    private static boolean isZero(float[] x, int from, int length) {
      int bits = 0;
      for (int i = from; i < from + length; i++) {
        bits |= Float.floatToRawIntBits(x[i]);
      }
      return bits == 0;
    }

    private void addPlane(int k, float[] x, float[] dx) {
      int filter = k * g.kh() * pixels.run();
      if (to.w() != null) {
        loops.collect(list, x, sums, sumsAt + filter);
      }
      if (to.x() != null) {
        loops.spread(list, filters, filter, dx);
      }
    }
  }
}
