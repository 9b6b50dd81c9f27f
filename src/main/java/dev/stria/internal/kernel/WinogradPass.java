package dev.stria.internal.kernel;

import dev.stria.internal.kernel.PanelMultiply.Tail;
import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * Convolution with filters of 3 × 3 by tiles of 4 × 4 results, each of which takes 36 multiplications rather than 144:
 * {@code Y = Aᵀ·[(G·g·Gᵀ) ⊙ (Bᵀ·d·B)]·A}, summed over the channels before the last transform.
 *
 * <p>With {@code d} the 6 × 6 pixels of a tile and {@code g} a filter, {@link TileTransforms} are {@code Bᵀ}, {@code G} and
 * {@code Aᵀ}. The sum over the channels is 36 products of matrices, tiles × channels times channels × filters. Channels lie side
 * by side in all transforms, so that any number of tiles fills vectors.
 *
 * @see <a href="https://arxiv.org/abs/1509.09308">Lavin and Gray, Fast algorithms for convolutional neural networks</a>
 */
final class WinogradPass {
  private static final int TAPS = 9;

  /** Channels whose filters are transformed together. */
  private static final int TOGETHER = 16;

  /** What it costs to transform a tap, in multiply-adds of the heavy kernels. */
  private static final int TAP_COST = 16;

  private final PanelMultiply kernel;
  private final TileTransforms transforms;

  WinogradPass(PanelMultiply kernel, TileTransforms transforms) {
    this.kernel = kernel;
    this.transforms = transforms;
  }

  /** Convolves. */
  void forward(ConvGeometry g, float[] x, float[] w, Finish finish) {
    TilePlan plan =
        new TilePlan(
            new TilePlan.Sizes(
                g.n(), g.c(), g.h(), g.w(), g.padTop(), g.padLeft(), g.k(), g.outH(), g.outW()));
    Filters filters = new Filters(w, TAPS, TAPS * g.c(), false);
    run(plan, x, filters, (part, results) -> finish(g, part, results, finish));
  }

  private void finish(ConvGeometry g, TilePlan.Part rows, Block results, Finish finish) {
    Finish.Part part =
        new Finish.Part(rows.image(), rows.images(), 0, g.k(), rows.row(), rows.rows());
    int positions = rows.rows() * g.outW();
    Block place = finish.place(part);
    Block block = place == null ? Staging.block(rows.images(), g.k(), positions) : place;
    Tail tail = finish.tail(part, block);
    for (int i = 0; i < rows.images(); i++) {
      int at = block.at() + i * block.step();
      transpose(results, i, positions, g.k(), new Block(block.data(), at, block.stride(), 0));
      if (tail != null) {
        tail.finish(at, positions);
      }
    }
    finish.finish(part, block);
  }

  /** Adds the gradient of the data: a convolution of the result's gradient with turned filters. */
  void backwardData(ConvGeometry g, float[] dy, float[] w, float[] dx) {
    TilePlan plan =
        new TilePlan(
            new TilePlan.Sizes(
                g.n(),
                g.k(),
                g.outH(),
                g.outW(),
                g.kh() - 1 - g.padTop(),
                g.kw() - 1 - g.padLeft(),
                g.c(),
                g.h(),
                g.w()));
    Filters filters = new Filters(w, TAPS * g.c(), TAPS, true);
    run(plan, dy, filters, (part, results) -> add(g, part, results, dx));
  }

  private void add(ConvGeometry g, TilePlan.Part part, Block results, float[] dx) {
    int positions = part.rows() * g.w();
    int plane = g.h() * g.w();
    Block staged = Staging.block(1, g.c(), positions);
    for (int i = 0; i < part.images(); i++) {
      transpose(results, i, positions, g.c(), staged);
      int to = (part.image() + i) * g.c() * plane + part.row() * g.w();
      for (int c = 0; c < g.c(); c++) {
        add(positions, staged.data(), c * staged.stride(), dx, to + c * plane);
      }
    }
  }

  private static void add(int count, float[] from, int at, float[] to, int toAt) {
    for (int i = 0; i < count; i++) {
      to[toAt + i] += from[at + i];
    }
  }

  /** Transposes the results for one image, whose channels lie side by side, to planes. */
  private void transpose(Block results, int image, int positions, int channels, Block to) {
    int at = results.at() + image * results.step();
    kernel.transpose(positions, channels, new Block(results.data(), at, results.stride(), 0), to);
  }

  /**
   * Filters and how they lie.
   *
   * @param w the array
   * @param channelStep from one channel of the source to the next
   * @param filterStep from one channel of the result to the next
   * @param turned whether their taps are taken from the last to the first
   */
  private record Filters(float[] w, int channelStep, int filterStep, boolean turned) {}

  /** Takes the results of a block: for each of its images, and each position there, the channels side by side. */
  private interface Target {
    void take(TilePlan.Part part, Block results);
  }

  private void run(TilePlan plan, float[] source, Filters filters, Target target) {
    TilePlan.Sizes s = plan.s;
    float[] transformed = Scratch.floats(Use.RIGHT, TilePlan.FACTORS * plan.filterStep());
    int parts = (s.channels() + TOGETHER - 1) / TOGETHER;
    Parallel.run(
        parts,
        (long) s.channels() * plan.outer * TAPS * TAP_COST,
        part -> transformFilters(plan, part * TOGETHER, filters, transformed));
    Parallel.run(
        plan.blocks,
        (long) s.n() * s.rows() * s.columns() * s.channels() * s.filters(),
        block -> run(plan, plan.part(block), source, transformed, target));
  }

  /** Computes the 36 factors of the filters for some channels: in each factor, channels × filters. */
  private void transformFilters(TilePlan plan, int first, Filters filters, float[] to) {
    int channels = Math.min(TOGETHER, plan.s.channels() - first);
    int outer = plan.outer;
    int row = 3 * outer;
    float[] taps = Scratch.floats(Use.PLANES, TOGETHER * TAPS * outer);
    float[] half = Scratch.floats(Use.TILES, TilePlan.SPREAD * row);
    layOutFilters(plan, first, channels, filters, taps);
    for (int c = 0; c < channels; c++) {
      int at = c * TAPS * outer;
      int toAt = (first + c) * outer;
      int step = plan.filterStep();
      if (filters.turned) {
        transforms.taps(1, row, taps, at + 2 * row, -row, 0, half, 0, row, 0);
        transforms.taps(6, outer, half, 2 * outer, -outer, row, to, toAt, step, 6 * step);
      } else {
        transforms.taps(1, row, taps, at, row, 0, half, 0, row, 0);
        transforms.taps(6, outer, half, 0, outer, row, to, toAt, step, 6 * step);
      }
    }
  }

  /** Lays the taps of some channels out: for each channel and tap, the filters side by side. */
  private void layOutFilters(TilePlan plan, int first, int channels, Filters f, float[] taps) {
    int at = first * f.channelStep;
    if (f.channelStep == TAPS) {
      kernel.transpose(
          plan.s.filters(),
          channels * TAPS,
          new Block(f.w, at, f.filterStep, 0),
          new Block(taps, 0, plan.outer, 0));
      return;
    }
    for (int c = 0; c < channels; c++) {
      kernel.transpose(
          plan.s.filters(),
          TAPS,
          new Block(f.w, at + c * f.channelStep, f.filterStep, 0),
          new Block(taps, c * TAPS * plan.outer, plan.outer, 0));
    }
  }

  private void run(
      TilePlan plan, TilePlan.Part part, float[] source, float[] filters, Target target) {
    float[] left = Scratch.floats(Use.LEFT, TilePlan.FACTORS * plan.leftStep());
    float[] products = Scratch.floats(Use.RESULT, TilePlan.FACTORS * plan.productStep());
    for (int i = 0; i < part.images(); i++) {
      transformPixels(plan, part, i, source, left);
    }
    multiply(plan, part.images() * part.down() * plan.across, left, filters, products);
    target.take(part, transformProducts(plan, part, products));
  }

  private void multiply(TilePlan plan, int tiles, float[] left, float[] filters, float[] products) {
    int channels = plan.s.channels();
    int[] rows = Scratch.multiples(Use.LEFT_OFFSETS, tiles, plan.inner);
    int[] offsets = Scratch.multiples(Use.OFFSETS, channels, plan.outer);
    Extent size = new Extent(tiles, plan.outer, channels, 1);
    for (int i = 0; i < TilePlan.FACTORS; i++) {
      Rows a = new Rows(left, i * plan.leftStep(), rows, 0);
      Rows b = new Rows(filters, i * plan.filterStep(), offsets, 0);
      kernel.multiply(
          size, a, b, new Block(products, i * plan.productStep(), plan.outer, 0), false);
    }
  }

  /** Computes the factors of the tiles of one image of a block. */
  private void transformPixels(
      TilePlan plan, TilePlan.Part part, int image, float[] source, float[] left) {
    TilePlan.Sizes s = plan.s;
    int rows = part.down() * TilePlan.SIDE + TilePlan.SPREAD - TilePlan.SIDE;
    int pitch = s.width() * plan.inner;
    float[] pixels = Scratch.floats(Use.PLANES, rows * pitch);
    layOutPixels(plan, part.image() + image, part.row() - s.top(), rows, source, pixels);
    int line = plan.line() * plan.inner;
    float[] half = Scratch.floats(Use.TILES, TilePlan.SPREAD * line);
    int skipped = Math.min(Math.max(0, -s.left()), s.width());
    int margin = Math.min(Math.max(0, s.left()) * plan.inner, line);
    int inside = Math.min((s.width() - skipped) * plan.inner, line - margin);
    for (int i = 0; i < TilePlan.SPREAD; i++) {
      Arrays.fill(half, i * line, i * line + margin, 0f);
      Arrays.fill(half, i * line + margin + inside, (i + 1) * line, 0f);
    }
    for (int down = 0; down < part.down(); down++) {
      int from = down * TilePlan.SIDE * pitch + skipped * plan.inner;
      transforms.pixels(1, inside, pixels, from, pitch, 0, half, margin, line, 0);
      int tile = (image * part.down() + down) * plan.across;
      for (int i = 0; i < TilePlan.SPREAD; i++) {
        transforms.pixels(
            plan.across,
            plan.inner,
            half,
            i * line,
            plan.inner,
            TilePlan.SIDE * plan.inner,
            left,
            i * TilePlan.SPREAD * plan.leftStep() + tile * plan.inner,
            plan.leftStep(),
            plan.inner);
      }
    }
  }

  /** Lays some rows of an image out, zeros where there are none: for each pixel, the channels side by side. */
  private void layOutPixels(
      TilePlan plan, int image, int first, int rows, float[] source, float[] pixels) {
    TilePlan.Sizes s = plan.s;
    int pitch = s.width() * plan.inner;
    int from = Math.min(Math.max(0, first), s.height());
    int until = Math.max(from, Math.min(first + rows, s.height()));
    int above = Math.min(from - Math.min(first, from), rows);
    int below = above + until - from;
    Arrays.fill(pixels, 0, above * pitch, 0f);
    Arrays.fill(pixels, below * pitch, rows * pitch, 0f);
    int plane = s.height() * s.width();
    kernel.transpose(
        s.channels(),
        (until - from) * s.width(),
        new Block(source, image * s.channels() * plane + from * s.width(), plane, 0),
        new Block(pixels, above * pitch, plan.inner, 0));
  }

  /** Computes a block's results from its products; for each position, the channels lie side by side. */
  private Block transformProducts(TilePlan plan, TilePlan.Part part, float[] products) {
    int outer = plan.outer;
    int columns = plan.s.columns();
    int line = plan.across * outer;
    float[] half = Scratch.floats(Use.TILES, TilePlan.FACTORS * line);
    int size = part.rows() * columns * outer;
    // What lies right of the last column is overwritten by the next row, or lies behind the last.
    float[] results = Scratch.floats(Use.PLANES, part.images() * size + TilePlan.SIDE * outer);
    int step = plan.productStep();
    for (int row = 0; row < part.images() * part.down(); row++) {
      int from = row * line;
      transforms.products(6, line, products, from, 6 * step, step, half, 0, 6 * line, line);
      int first = row % part.down() * TilePlan.SIDE;
      int to = row / part.down() * size + first * columns * outer;
      for (int i = 0; i < Math.min(TilePlan.SIDE, part.rows() - first); i++) {
        transforms.products(
            plan.across,
            outer,
            half,
            i * 6 * line,
            line,
            outer,
            results,
            to + i * columns * outer,
            outer,
            TilePlan.SIDE * outer);
      }
    }
    return new Block(results, 0, outer, size);
  }
}
