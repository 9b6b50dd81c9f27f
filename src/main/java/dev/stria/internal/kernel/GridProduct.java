package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * A convolution over the positions of a {@link PatchGrid}, one block of images or one strip of rows at a time: what the
 * forward pass and the gradient of the data have in common.
 */
final class GridProduct {
  /** Floats behind the images that are read where a row of the result is padded. */
  private static final int GAPS = 3;

  /** What it costs to lay a float of a short row out, in multiply-adds of the heavy kernels. */
  private static final int LAYOUT = 32;

  private final PanelMultiply kernel;
  private final Sizes s;
  private final GridPlan plan;
  private final boolean lastTapFirst;

  /**
   * The sizes of the product.
   *
   * @param n the images
   * @param groups the groups
   * @param m the rows of the result of one group
   * @param channels the channels of the source of one group
   * @param height the height of the source
   * @param width the width of the source
   * @param rows the rows of positions
   * @param columns the columns of positions
   */
  record Sizes(
      int n, int groups, int m, int channels, int height, int width, int rows, int columns) {}

  /** Where one thread writes blocks of the result. */
  interface Target {
    /**
     * Runs a product whose result lies anywhere, such as directly in the output.
     *
     * @param image the first image
     * @param images how many images
     * @param firstRow the first row of positions
     * @param rows how many rows of positions
     * @param filters the first row of the result, counted over all groups
     * @param count how many rows of the result
     * @param product writes the product to the block that it is given
     */
    void write(
        int image, int images, int firstRow, int rows, int filters, int count, Product product);
  }

  /** Computes a block of the result. */
  interface Product {
    /**
     * Writes the product.
     *
     * @param c the block, one segment per image, one row per filter; where it starts does not matter
     * @param at where it starts
     * @param width how many positions: all of them, or more if the block has room for values that nobody reads
     * @param accumulate whether to add to what the block holds
     * @param tail finishes each column once it is computed, or {@code null}
     */
    void writeTo(Block c, int at, int width, boolean accumulate, PanelMultiply.Tail tail);
  }

  /**
   * Plans the blocks.
   *
   * @param kernel the inner loops
   * @param sizes the sizes
   * @param rowMultiple what the rows of a strip are a multiple of
   * @param rowAxis how rows of positions read rows of the source
   * @param columnAxis how columns of positions read columns of the source
   * @param lastTapFirst whether rows of the left factor go over all channels of the last tap first, down to the first, rather than
   *     over all taps of the first channel first
   */
  GridProduct(
      PanelMultiply kernel,
      Sizes sizes,
      int rowMultiple,
      PatchGrid.Axis rowAxis,
      PatchGrid.Axis columnAxis,
      boolean lastTapFirst) {
    this.kernel = kernel;
    this.s = sizes;
    this.lastTapFirst = lastTapFirst;
    this.plan = new GridPlan(kernel, sizes, rowMultiple, rowAxis, columnAxis, lastTapFirst);
  }

  /**
   * Runs all blocks.
   *
   * @param source the images
   * @param filters the left factor, {@code [groups·m, taps]}
   * @param taps the length of its rows
   * @param targets returns where a thread writes the result
   */
  void run(float[] source, float[] filters, int taps, Supplier<Target> targets) {
    int[] offsets = Scratch.ints(Use.OFFSETS, taps);
    int[] rows = Scratch.multiples(Use.LEFT_OFFSETS, s.m, taps);
    int blocks = plan.imageBlocks * plan.strips * plan.rowBlocks;
    long work = (long) s.n * s.groups * s.m * taps * s.rows * s.columns;
    Rows a = new Rows(filters, 0, rows, 0);
    if (plan.parts == 0) {
      plan.grid.offsets(offsets, 0, 0);
      if (lastTapFirst) {
        sortByTap(offsets, taps);
      }
      Parallel.run(blocks, work, () -> new Turn(source, null, a, taps, offsets, targets.get()));
      return;
    }
    int at = 0;
    for (int part = 0; part < plan.parts; part++) {
      at = plan.grid.offsets(offsets, at, part * partSize());
    }
    if (lastTapFirst) {
      sortByTap(offsets, taps);
    }
    float[] planes = Scratch.floats(Use.PLANES, s.n * imageSize() + room());
    Parallel.run(
        s.n * plan.parts,
        (long) s.n * imageSize() * LAYOUT,
        part -> {
          int from = part * (s.channels / plan.parts) * s.height * s.width;
          plan.grid.pack(kernel, source, from, 0, planes, part * partSize());
        });
    Parallel.run(blocks, work, () -> new Turn(source, planes, a, taps, offsets, targets.get()));
  }

  /** Puts the offsets of each channel's taps in the order of the taps, the last first. */
  private void sortByTap(int[] offsets, int count) {
    int taps = count / s.channels;
    int[] sorted = Scratch.ints(Use.LEFT_COPY, count);
    for (int i = 0; i < count; i++) {
      sorted[(taps - 1 - i % taps) * s.channels + i / taps] = offsets[i];
    }
    System.arraycopy(sorted, 0, offsets, 0, count);
  }

  /** Returns from one part of an image's channels to the next; what is written behind one does not reach it. */
  private int partSize() {
    return plan.grid.size() + PanelMultiply.SLACK;
  }

  /** Returns from one image to the next. */
  private int imageSize() {
    return plan.parts == 0 ? plan.grid.size() : plan.parts * partSize();
  }

  /** Returns the floats behind the last image that are written or read in vain. */
  private int room() {
    return 2 * PanelMultiply.SLACK + GAPS * plan.grid.pitch();
  }

  /** What one thread does: what its blocks have in common is made for the first of them. */
  private final class Turn implements IntConsumer, Product {
    private final float[] source;
    private final float[] shared;
    private final Rows a;
    private final int taps;
    private final int[] offsets;
    private final Target target;

    /** The block at work. */
    private int images;

    private int filterRows;
    private int aAt;
    private int bAt;

    /** The product of the former block. */
    private Extent size;

    private Rows b;
    private Block c;
    private PanelMultiply.Tail tail;
    private PanelMultiply.Product product;

    Turn(float[] source, float[] shared, Rows a, int taps, int[] offsets, Target target) {
      this.source = source;
      this.shared = shared;
      this.a = a;
      this.taps = taps;
      this.offsets = offsets;
      this.target = target;
    }

    @Override
    public void accept(int block) {
      int rowBlock = block % plan.rowBlocks;
      int strip = block / plan.rowBlocks % plan.strips;
      int image = block / plan.rowBlocks / plan.strips * plan.images;
      int firstRow = strip * plan.stripRows;
      int rows = Math.min(plan.stripRows, s.rows - firstRow);
      int from = s.m * rowBlock / plan.rowBlocks;
      images = Math.min(plan.images, s.n - image);
      filterRows = s.m * (rowBlock + 1) / plan.rowBlocks - from;
      for (int group = 0; group < s.groups; group++) {
        int filter = group * s.m + from;
        aAt = filter * taps;
        if (shared == null) {
          findRight((image * s.groups + group) * s.channels, firstRow);
        } else {
          bAt = image * imageSize() + firstRow * plan.grid.pitch();
          read(shared, imageSize());
        }
        target.write(image, images, firstRow, rows, filter, filterRows, this);
      }
    }

    /** Finds the right factor of a block that has its images for itself, the first channel of the first given. */
    private void findRight(int channel, int firstRow) {
      int plane = s.height * s.width;
      int image = s.groups * s.channels * plane;
      if (plan.inPlace) {
        bAt = channel * plane;
        read(source, image);
        return;
      }
      float[] planes = Scratch.floats(Use.PLANES, images * imageSize() + room());
      for (int i = 0; i < images; i++) {
        plan.grid.pack(
            kernel, source, channel * plane + i * image, firstRow, planes, i * imageSize());
      }
      bAt = 0;
      read(planes, imageSize());
    }

    private void read(float[] data, int step) {
      if (b == null || b.data() != data) {
        boolean gaps = plan.padded && data != source;
        b = new Rows(data, 0, offsets, step, gaps ? s.columns : 0, gaps ? plan.grid.pitch() : 0);
        product = null;
      }
    }

    @Override
    public void writeTo(
        Block to, int at, int width, boolean accumulate, PanelMultiply.Tail finishing) {
      boolean fits = product != null && c.isLike(to) && tail == finishing;
      if (!fits || !size.is(filterRows, width, images)) {
        size = new Extent(filterRows, width, taps, images);
        c = to;
        tail = finishing;
        product = kernel.product(size, a, b, to, accumulate, finishing);
      }
      product.run(aAt, bAt, at);
    }
  }
}
