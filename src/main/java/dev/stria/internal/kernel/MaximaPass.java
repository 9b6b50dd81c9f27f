package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The gradients of a convolution behind a relu and 2 × 2 maxima. Of four gradients of its result three are zero at least, so
 * it goes over the others: a quarter of the work, or less.
 *
 * <p>The order of all sums is that of {@link DataPass}, {@link WeightsPass} and {@link Reduction#addChannelSums}, and so are
 * the bits; but a gradient of the data so small that it is rounded to zero may be a zero of the other sign.
 */
final class MaximaPass {
  /** Blocks that keep threads busy: chunks of images, whose gradients of the filters are added up each by itself. */
  private static final int BLOCKS = 4;

  /** Parts of the filters that threads share when they rearrange them. */
  private static final int PARTS = 8;

  private final PanelMultiply kernel;
  private final PixelLoops loops;

  MaximaPass(PanelMultiply kernel, PixelLoops loops) {
    this.kernel = kernel;
    this.loops = loops;
  }

  /** Whether a convolution is computed here; weights that are not finite make something of every zero, those of a padding, too. */
  boolean suits(ConvGeometry g, float[] w) {
    return DataPass.goesByPosition(g) && g.n() >= BLOCKS && loops.isFinite(w, 0, w.length);
  }

  /** Adds the gradients that are wanted. */
  void run(ConvGeometry g, FusedConvolution.Pooled pooled, float[] dy, FusedConvolution.Slopes to) {
    Pixels pixels = new Pixels(g);
    int filterSize = pixels.filterSize();
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
    double[] biasSums = Scratch.zeroDoubles(Use.SUMS, g.n() * g.k());
    Arrays.fill(sums, 0, chunks * count, 0f);
    Work work = new Work(this, g, pixels, pooled, dy, filters, sums, biasSums);
    if (chunks >= BLOCKS || to.w() == null) {
      work.run(to, Math.max(chunks, BLOCKS), 1, to.w() == null ? 0 : count);
    } else {
      // The sums of so few chunks go over many images: threads share the filters instead, and the
      // images before that.
      work.run(new FusedConvolution.Slopes(to.x(), null, to.bias()), BLOCKS, 1, 0);
      work.run(new FusedConvolution.Slopes(null, to.w(), null), chunks, BLOCKS / chunks, count);
    }
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

  /** What all blocks of a call share. */
  private record Work(
      MaximaPass pass,
      ConvGeometry g,
      Pixels pixels,
      FusedConvolution.Pooled pooled,
      float[] dy,
      float[] filters,
      float[] sums,
      double[] biasSums) {
    /**
     * Goes over all images.
     *
     * @param to which gradients are wanted
     * @param chunks into how many chunks images are cut
     * @param parts into how many parts filters are
     * @param step from the sums of one chunk to those of the next
     */
    void run(FusedConvolution.Slopes to, int chunks, int parts, int step) {
      Parallel.run(
          chunks * parts, g.multiplyAdds() / 4, () -> new Turn(this, to, chunks, parts, step));
    }
  }

  /** What one thread does: some images at a time, whose gradients of some filters are added up by themselves. */
  private static final class Turn implements IntConsumer {
    private final PanelMultiply kernel;
    private final PixelLoops loops;
    private final ConvGeometry g;
    private final Pixels pixels;
    private final Work work;
    private final FusedConvolution.Slopes to;
    private final int chunks;
    private final int parts;
    private final int step;
    private final PixelLoops.Source filterRows;
    private MaximaList list;
    private int sumsAt;

    Turn(Work work, FusedConvolution.Slopes to, int chunks, int parts, int step) {
      this.kernel = work.pass.kernel;
      this.loops = work.pass.loops;
      this.g = work.g;
      this.pixels = work.pixels;
      this.work = work;
      this.to = to;
      this.chunks = chunks;
      this.parts = parts;
      this.step = step;
      this.filterRows = loops.source(pixels.filterLayout(), work.filters);
    }

    @Override
    public void accept(int block) {
      int chunk = block / parts;
      int part = block % parts;
      int from = g.k() * part / parts;
      if (list == null || list.firstFilter != from) {
        list = new MaximaList(g, pixels, from, g.k() * (part + 1) / parts);
      }
      sumsAt = chunk * step;
      run((int) ((long) g.n() * chunk / chunks), (int) ((long) g.n() * (chunk + 1) / chunks));
    }

    private void run(int first, int end) {
      float[] x = Scratch.floats(Use.PLANES, pixels.size());
      float[] dx = Scratch.floats(Use.STAGED, pixels.size());
      Arrays.fill(x, 0, pixels.size(), 0f);
      PixelLoops.Source pixelRows = loops.source(pixels.layout(list.perFilter()), x);
      for (int n = first; n < end; n++) {
        run(n, x, pixelRows, dx);
      }
    }

    private void run(int n, float[] x, PixelLoops.Source pixelRows, float[] dx) {
      FusedConvolution.Pooled pooled = work.pooled;
      int image = g.c() * g.h() * g.w();
      if (to.w() != null) {
        pixels.pack(kernel, pooled.x(), n * image, x);
      }
      boolean whole = !loops.isFinite(pooled.x(), n * image, image);
      float[] passed = list.start(n, pooled.y(), work.dy, whole);
      boolean exact = !loops.isFinite(passed, 0, g.k() * list.maxima());
      if (to.x() != null) {
        Arrays.fill(dx, 0, pixels.size(), 0f);
        if (!loops.isZero(to.x(), n * image, image)) {
          pixels.pack(kernel, to.x(), n * image, dx);
        }
      }
      double[] planeSums = to.bias() == null ? null : work.biasSums;
      for (int band = 0; band < list.bands(); band++) {
        if (list.isFileFull()) {
          collect(pixelRows);
        }
        list.list(band, n, pooled.argmax());
        list.file(planeSums, n * g.k());
        if (to.x() != null) {
          spread(exact, dx);
        }
      }
      collect(pixelRows);
      list.endBlock(planeSums, n * g.k());
      if (to.x() != null) {
        pixels.unpack(kernel, dx, to.x(), n * image);
      }
    }

    /** Adds the filters, weighted by what is listed, to the gradient of the image. */
    private void spread(boolean exact, float[] dx) {
      for (int i = 0; i < list.positions(); i++) {
        int first = i * g.k();
        int end = first + list.count[i];
        if (end == first) {
          continue;
        }
        int at = list.pixel(i) * pixels.step;
        if (exact) {
          spreadExactly(first, end, dx, at);
        } else {
          filterRows.add(first, end, list.factor, list.filter, dx, at, pixels.rowStep());
        }
      }
    }

    /** As {@link #spread}, beside what is not finite: a filter is filled up with zeros, but times infinity they are none. */
    private void spreadExactly(int first, int end, float[] dx, int at) {
      for (int e = first; e < end; e++) {
        for (int i = 0; i < g.kh(); i++) {
          int from = list.filter[e] * pixels.filterSize() + i * pixels.run();
          int to = at + i * pixels.rowStep();
          for (int j = 0; j < g.kw() * g.c(); j++) {
            dx[to + j] = Math.fma(list.factor[e], work.filters[from + j], dx[to + j]);
          }
        }
      }
    }

    /** Adds the image, weighted by what is filed, to the gradients of the filters. */
    private void collect(PixelLoops.Source pixelRows) {
      if (to.w() != null) {
        for (int k = list.firstFilter; k < list.endFilter; k++) {
          int file = list.fileOf(k);
          pixelRows.add(
              file,
              file + list.filed[k],
              list.filedFactor,
              list.filedPixel,
              work.sums,
              sumsAt + k * pixels.filterSize(),
              pixels.run());
        }
        pixelRows.renew();
      }
      list.clearFile();
    }
  }
}
