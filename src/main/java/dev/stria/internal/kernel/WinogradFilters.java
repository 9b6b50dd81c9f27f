package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;

/** The filters of {@link WinogradPass}, of which each becomes 36 factors, {@code G·g·Gᵀ}. */
final class WinogradFilters {
  private static final int ROW = 3;
  private static final int TAPS = ROW * ROW;

  /** Channels whose filters are transformed together. */
  private static final int TOGETHER = 16;

  /** What it costs to transform a tap, in multiply-adds of the heavy kernels. */
  private static final int TAP_COST = 16;

  private final PanelMultiply kernel;
  private final TileTransforms transforms;
  private final float[] w;

  /** From one channel of the source to the next. */
  private final int channelStep;

  /** From one channel of the result to the next. */
  private final int filterStep;

  /** Whether taps are taken from the last to the first. */
  private final boolean turned;

  private WinogradFilters(
      PanelMultiply kernel,
      TileTransforms transforms,
      float[] w,
      int channelStep,
      int filterStep,
      boolean turned) {
    this.kernel = kernel;
    this.transforms = transforms;
    this.w = w;
    this.channelStep = channelStep;
    this.filterStep = filterStep;
    this.turned = turned;
  }

  /** Returns the filters as the forward pass takes them. */
  static WinogradFilters forward(
      PanelMultiply kernel, TileTransforms transforms, ConvGeometry g, float[] w) {
    return new WinogradFilters(kernel, transforms, w, TAPS, TAPS * g.c(), false);
  }

  /** Returns the filters as the gradient of the data takes them: from filters to channels. */
  static WinogradFilters turned(
      PanelMultiply kernel, TileTransforms transforms, ConvGeometry g, float[] w) {
    return new WinogradFilters(kernel, transforms, w, TAPS * g.c(), TAPS, true);
  }

  /** Computes the factors of a block of filters: in each, channels × filters, {@link TilePlan#step} from one to the next. */
  float[] factors(TilePlan plan, int filter) {
    int channels = plan.s.channels();
    int size = TilePlan.FACTORS * TilePlan.step(channels, plan.outer);
    float[] factors = Scratch.floats(Use.RIGHT, size);
    Parallel.run(
        (channels + TOGETHER - 1) / TOGETHER,
        (long) channels * plan.outer * TAPS * TAP_COST,
        part -> transform(plan, part * TOGETHER, filter, factors));
    return factors;
  }

  /** Transforms the taps of some channels: first the columns of each filter, then its rows. */
  private void transform(TilePlan plan, int first, int filter, float[] to) {
    int channels = Math.min(TOGETHER, plan.s.channels() - first);
    int outer = plan.outer;
    int row = ROW * outer;
    float[] taps = Scratch.floats(Use.PLANES, TOGETHER * TAPS * outer);
    float[] half = Scratch.floats(Use.TILES, TilePlan.SPREAD * row);
    layOut(plan, first, channels, filter, taps);
    int step = TilePlan.step(plan.s.channels(), outer);
    int last = turned ? ROW - 1 : 0;
    int sign = turned ? -1 : 1;
    for (int c = 0; c < channels; c++) {
      int at = c * TAPS * outer + last * row;
      transforms.taps(1, row, taps, at, sign * row, 0, half, 0, row, 0);
      transforms.taps(
          TilePlan.SPREAD,
          outer,
          half,
          last * outer,
          sign * outer,
          row,
          to,
          (first + c) * outer,
          step,
          TilePlan.SPREAD * step);
    }
  }

  /** Lays the taps of some channels out: for each channel and tap, the filters side by side. */
  private void layOut(TilePlan plan, int first, int channels, int filter, float[] taps) {
    int count = Math.min(plan.filters, plan.s.filters() - filter);
    int at = first * channelStep + filter * filterStep;
    int run = channelStep == TAPS ? channels : 1;
    for (int c = 0; c < channels; c += run) {
      kernel.transpose(
          count,
          run * TAPS,
          new Block(w, at + c * channelStep, filterStep, 0),
          new Block(taps, c * TAPS * plan.outer, plan.outer, 0));
    }
  }
}
