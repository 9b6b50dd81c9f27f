package dev.stria.internal.kernel;

/**
 * The gradients of few taps and of the biases behind a relu and 2 × 2 maxima, as of a network's first convolution, the
 * gradient of whose images nobody wants.
 *
 * <p>The order of all sums is that of {@link WeightsPass} and {@link Reduction#addChannelSums}.
 */
interface TapGradients {
  /** The taps that are added up at once. */
  int TAPS = 9;

  /** Taps above which gradients are read more often than they are worth. */
  int MOST_TAPS = 3 * TAPS;

  /** Whether a convolution is computed here. */
  boolean suits(ConvGeometry g, FusedConvolution.Pooled pooled);

  /** Adds the gradients of the filters and, if it is wanted, of the biases. */
  void run(ConvGeometry g, FusedConvolution.Pooled pooled, float[] dy, FusedConvolution.Slopes to);

  /** Whether filters have few taps, which lie side by side, and one group. */
  static boolean areFew(ConvGeometry g) {
    return g.groups() == 1
        && g.strideH() == 1
        && g.strideW() == 1
        && g.dilationH() == 1
        && g.dilationW() == 1
        && g.c() * g.kh() * g.kw() <= MOST_TAPS;
  }

  /** Returns what each tap adds to a place in a padded image; the last one again until there are nines of them. */
  static int[] taps(ConvGeometry g) {
    int used = g.c() * g.kh() * g.kw();
    int[] taps = new int[(used + TAPS - 1) / TAPS * TAPS];
    int width = g.w() + g.padLeft() + g.padRight();
    int plane = (g.h() + g.padTop() + g.padBottom()) * width;
    for (int i = 0; i < taps.length; i++) {
      int tap = Math.min(i, used - 1);
      int place = tap % (g.kh() * g.kw());
      taps[i] = tap / (g.kh() * g.kw()) * plane + place / g.kw() * width + place % g.kw();
    }
    return taps;
  }
}
