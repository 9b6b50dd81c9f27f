package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.DepthwiseSums.CHANNELS;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * The gradient of filters of 3 × 3 of which each sees one channel: products of one row with one column would leave nothing to
 * share, so channels are laid side by side, and 16 of them are summed at once.
 *
 * <p>The sums are those of {@link WeightsPass}, in the same order.
 */
final class DepthwiseWeights {
  private static final int TAPS = DepthwiseSums.SIDE * DepthwiseSums.SIDE;

  /** What a multiply-add costs here, in those of the heavy kernels. */
  private static final int COST = 8;

  private final PanelMultiply kernel;
  private final DepthwiseSums loop;

  DepthwiseWeights(PanelMultiply kernel, DepthwiseSums loop) {
    this.kernel = kernel;
    this.loop = loop;
  }

  /** Whether it works for a geometry, and pays. */
  static boolean suits(ConvGeometry g) {
    return g.groups() == g.c()
        && g.k() == g.c()
        && g.kh() == DepthwiseSums.SIDE
        && g.kw() == DepthwiseSums.SIDE
        && g.dilationH() == 1
        && g.dilationW() == 1
        && g.c() >= CHANNELS
        && g.n() > 0;
  }

  void run(ConvGeometry g, float[] x, float[] dy, float[] dw) {
    int chunks = WeightsPass.chunks(g);
    int bundles = (g.c() + CHANNELS - 1) / CHANNELS;
    int size = bundles * TAPS * CHANNELS;
    float[] sums = Scratch.floats(Use.RESULT, chunks * size);
    Arrays.fill(sums, 0, chunks * size, 0f);
    Parallel.run(
        chunks * bundles,
        g.multiplyAdds() * COST,
        block -> sum(g, chunks, block / bundles, block % bundles, x, dy, sums, size));
    for (int i = size; i < chunks * size; i++) {
      sums[i % size] += sums[i];
    }
    for (int i = 0; i < g.c() * TAPS; i++) {
      int c = i / TAPS;
      dw[i] += sums[(c / CHANNELS * TAPS + i % TAPS) * CHANNELS + c % CHANNELS];
    }
  }

  private void sum(
      ConvGeometry g,
      int chunks,
      int chunk,
      int bundle,
      float[] x,
      float[] dy,
      float[] sums,
      int size) {
    int pitch = (g.w() + g.padLeft() + g.padRight()) * CHANNELS;
    int rows = g.h() + g.padTop() + g.padBottom();
    float[] padded = Scratch.floats(Use.PLANES, rows * pitch);
    Arrays.fill(padded, 0, rows * pitch, 0f);
    float[] pixels = Scratch.floats(Use.LEFT, g.h() * g.w() * CHANNELS);
    float[] slopes = Scratch.floats(Use.RIGHT, g.outH() * g.outW() * CHANNELS);
    int to = chunk * size + bundle * TAPS * CHANNELS;
    int until = (int) ((long) g.n() * (chunk + 1) / chunks);
    for (int n = (int) ((long) g.n() * chunk / chunks); n < until; n++) {
      layOut(g, n, bundle, g.h() * g.w(), x, pixels);
      layOut(g, n, bundle, g.outH() * g.outW(), dy, slopes);
      int line = g.w() * CHANNELS;
      for (int row = 0; row < g.h(); row++) {
        int at = (row + g.padTop()) * pitch + g.padLeft() * CHANNELS;
        System.arraycopy(pixels, row * line, padded, at, line);
      }
      for (int p = 0; p < g.outH(); p++) {
        int from = p * g.strideH() * pitch;
        int dyAt = p * g.outW() * CHANNELS;
        loop.add(g.outW(), padded, from, pitch, g.strideW(), slopes, dyAt, sums, to);
      }
    }
  }

  /** Lays the planes of a bundle of channels out: for each position, the channels side by side. */
  private void layOut(ConvGeometry g, int n, int bundle, int positions, float[] from, float[] to) {
    int first = bundle * CHANNELS;
    kernel.transpose(
        Math.min(CHANNELS, g.c() - first),
        positions,
        new Block(from, (n * g.c() + first) * positions, positions, 0),
        new Block(to, 0, CHANNELS, 0));
  }
}
