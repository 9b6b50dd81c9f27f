package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

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
  /** Blocks from which on threads share those; fewer are done one after the other, each by all threads. */
  private static final int ENOUGH = 8;

  /** What it costs to transform a pixel, in multiply-adds of the heavy kernels. */
  private static final int PIXEL_COST = 16;

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
    WinogradFilters filters = WinogradFilters.forward(kernel, transforms, g, w);
    run(plan, x, filters, (part, results) -> finish(g, part, results, finish));
  }

  private void finish(ConvGeometry g, Finish.Part part, Block results, Finish finish) {
    int positions = part.rows() * g.outW();
    Finish.Place place = finish.staged(part);
    for (int i = 0; i < part.images(); i++) {
      int at = i * place.block.step();
      transpose(results, i, positions, part.filters(), place.block, at);
      if (place.tail != null) {
        place.tail.finish(at, positions);
      }
    }
    place.finish(part.image(), part.row());
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
    WinogradFilters filters = WinogradFilters.turned(kernel, transforms, g, w);
    run(plan, dy, filters, (part, results) -> add(g, part, results, dx));
  }

  private void add(ConvGeometry g, Finish.Part part, Block results, float[] dx) {
    int positions = part.rows() * g.w();
    int plane = g.h() * g.w();
    Block staged = Staging.block(1, part.filters(), positions);
    for (int i = 0; i < part.images(); i++) {
      transpose(results, i, positions, part.filters(), staged, 0);
      int to = ((part.image() + i) * g.c() + part.filter()) * plane + part.row() * g.w();
      for (int c = 0; c < part.filters(); c++) {
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
  private void transpose(Block results, int image, int positions, int channels, Block to, int at) {
    int from = image * results.step();
    kernel.transpose(
        positions,
        channels,
        new Block(results.data(), from, results.stride(), 0),
        new Block(to.data(), at, to.stride(), 0));
  }

  /** Takes a part of the results: for each of its images, and each position there, the filters' answers side by side. */
  private interface Target {
    void take(Finish.Part part, Block results);
  }

  private void run(TilePlan plan, float[] source, WinogradFilters filters, Target target) {
    if (plan.filters < plan.s.filters()) {
      Tiles tiles = new Tiles(plan, 0);
      transformPixels(tiles, source);
      for (int filter = 0; filter < plan.s.filters(); filter += plan.filters) {
        multiply(tiles, filter, filters.factors(plan, filter), target);
      }
      return;
    }
    float[] right = filters.factors(plan, 0);
    IntConsumer block =
        index -> {
          Tiles tiles = new Tiles(plan, index);
          transformPixels(tiles, source);
          multiply(tiles, 0, right, target);
        };
    if (plan.blocks >= ENOUGH) {
      Parallel.run(plan.blocks, block);
    } else {
      IntStream.range(0, plan.blocks).forEach(block);
    }
  }

  private void transformPixels(Tiles tiles, float[] source) {
    Parallel.run(tiles.parts, tiles.work(PIXEL_COST), part -> transformPixels(tiles, part, source));
  }

  /** Computes the results of some filters for a block of tiles. */
  private void multiply(Tiles tiles, int filter, float[] right, Target target) {
    long work = tiles.work(tiles.plan.filters);
    Parallel.run(TilePlan.FACTORS, work, factor -> multiply(tiles, factor, right));
    Parallel.run(
        tiles.parts,
        work,
        part -> target.take(tiles.taken(part, filter), transformProducts(tiles, part)));
  }

  /** The factors of one block of tiles, and their products with the filters. */
  private static final class Tiles {
    final TilePlan plan;
    final int first;
    final int parts;
    final int before;
    final int count;
    final float[] left;
    final int leftStep;
    final float[] products;
    final int productStep;

    Tiles(TilePlan plan, int block) {
      this.plan = plan;
      this.first = block * plan.together;
      this.parts = Math.min(plan.together, plan.parts - first);
      this.before = plan.tilesBefore(first);
      this.count = plan.tilesBefore(first + parts) - before;
      this.leftStep = TilePlan.step(count, plan.inner);
      this.left = Scratch.floats(Use.LEFT, TilePlan.FACTORS * leftStep);
      this.productStep = TilePlan.step(count, plan.outer);
      this.products = Scratch.floats(Use.RESULT, TilePlan.FACTORS * productStep);
    }

    TilePlan.Part part(int index) {
      return plan.part(first + index);
    }

    /** Returns how many tiles of the block lie in front of a part. */
    int tile(int index) {
      return plan.tilesBefore(first + index) - before;
    }

    /** Returns the part of a result that is computed together. */
    Finish.Part taken(int index, int filter) {
      TilePlan.Part part = part(index);
      int filters = Math.min(plan.filters, plan.s.filters() - filter);
      return new Finish.Part(part.image(), part.images(), filter, filters, part.row(), part.rows());
    }

    long work(int perChannel) {
      return (long) TilePlan.FACTORS * count * plan.s.channels() * perChannel;
    }
  }

  private void multiply(Tiles t, int factor, float[] filters) {
    int channels = t.plan.s.channels();
    int outer = t.plan.outer;
    int[] rows = Scratch.multiples(Use.LEFT_OFFSETS, t.count, t.plan.inner);
    int[] offsets = Scratch.multiples(Use.OFFSETS, channels, outer);
    kernel.multiply(
        new Extent(t.count, outer, channels, 1),
        new Rows(t.left, factor * t.leftStep, rows, 0),
        new Rows(filters, factor * TilePlan.step(channels, outer), offsets, 0),
        new Block(t.products, factor * t.productStep, outer, 0),
        false);
  }

  /** Computes the factors of the tiles of one part. */
  private void transformPixels(Tiles t, int index, float[] source) {
    TilePlan.Part part = t.part(index);
    for (int i = 0; i < part.images(); i++) {
      int tile = t.tile(index) + i * part.down() * t.plan.across;
      transformPixels(t, part, part.image() + i, tile, source);
    }
  }

  private void transformPixels(
      Tiles t, TilePlan.Part part, int image, int firstTile, float[] source) {
    TilePlan plan = t.plan;
    TilePlan.Sizes s = plan.s;
    int rows = part.down() * TilePlan.SIDE + TilePlan.SPREAD - TilePlan.SIDE;
    int pitch = s.width() * plan.inner;
    float[] pixels = Scratch.floats(Use.PLANES, rows * pitch);
    layOutPixels(plan, image, part.row() - s.top(), rows, source, pixels);
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
      int to = (firstTile + down * plan.across) * plan.inner;
      for (int i = 0; i < TilePlan.SPREAD; i++) {
        transforms.pixels(
            plan.across,
            plan.inner,
            half,
            i * line,
            plan.inner,
            TilePlan.SIDE * plan.inner,
            t.left,
            i * TilePlan.SPREAD * t.leftStep + to,
            t.leftStep,
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

  /** Computes a part's results from its products; for each position, the channels lie side by side. */
  private Block transformProducts(Tiles t, int index) {
    TilePlan plan = t.plan;
    TilePlan.Part part = t.part(index);
    int outer = plan.outer;
    int columns = plan.s.columns();
    int line = plan.across * outer;
    float[] half = Scratch.floats(Use.TILES, TilePlan.FACTORS * line);
    int size = part.rows() * columns * outer;
    // What lies right of the last column is overwritten by the next row, or lies behind the last.
    float[] results = Scratch.floats(Use.PLANES, part.images() * size + TilePlan.SIDE * outer);
    int step = t.productStep;
    for (int row = 0; row < part.images() * part.down(); row++) {
      int from = t.tile(index) * outer + row * line;
      transforms.products(6, line, t.products, from, 6 * step, step, half, 0, 6 * line, line);
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
