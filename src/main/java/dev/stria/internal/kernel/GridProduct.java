package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;

/**
 * A convolution over the positions of a {@link PatchGrid}, one block of images or one strip of rows at a time: what the
 * forward pass and the gradient of the data have in common.
 */
final class GridProduct {
  /** Floats of rearranged images that a block works on: what stays in the second-level cache. */
  private static final int CACHED = 1 << 17;

  /** Multiply-adds that a block should have at least. */
  private static final long BLOCK_WORK = 1_000_000;

  /** Blocks that a call should have at least, if there is work for them. */
  private static final int BLOCKS = 8;

  private final PanelMultiply kernel;
  private final Sizes s;
  private final PatchGrid grid;
  private final boolean inPlace;
  private final int stripRows;
  private final int strips;
  private final int images;
  private final int imageBlocks;
  private final int rowBlocks;

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

  /** Where the blocks of the result are written. */
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
     * @param c the block, one segment per image, one row per filter
     * @param width how many positions: all of them, or more if the block has room for values that nobody reads
     * @param accumulate whether to add to what the block holds
     */
    void writeTo(Block c, int width, boolean accumulate);
  }

  /**
   * Plans the blocks.
   *
   * @param kernel the inner loops
   * @param sizes the sizes
   * @param rowMultiple what the rows of a strip are a multiple of
   * @param rowAxis how rows of positions read rows of the source
   * @param columnAxis how columns of positions read columns of the source
   */
  GridProduct(
      PanelMultiply kernel,
      Sizes sizes,
      int rowMultiple,
      PatchGrid.Axis rowAxis,
      PatchGrid.Axis columnAxis) {
    this.kernel = kernel;
    this.s = sizes;
    int taps = rowAxis.taps().length * columnAxis.taps().length;
    long work = (long) s.m * s.groups * s.channels * taps * s.rows * s.columns;
    int lines = s.channels * s.columns * columnAxis.taps().length;
    int whole = Math.max(1, s.rows);
    int fitting = CACHED / lines - rowAxis.taps().length + 1;
    int strip = Math.max((63 + s.columns) / s.columns, fitting);
    this.inPlace =
        PatchGrid.isIdentity(s.height, s.width, s.rows, s.columns, rowAxis, columnAxis)
            && Staging.isExact(s.rows * s.columns);
    this.stripRows =
        inPlace ? whole : Math.min(whole, (strip + rowMultiple - 1) / rowMultiple * rowMultiple);
    this.strips = (s.rows + stripRows - 1) / stripRows;
    this.grid =
        new PatchGrid(s.channels, s.height, s.width, stripRows, s.columns, rowAxis, columnAxis);
    long wanted = Math.max(1, BLOCK_WORK / Math.max(1, work));
    long fitImages = Math.max(1, CACHED / Math.max(1, grid.size()));
    int longEnough = kernel.goodColumns() / Math.max(1, s.rows * s.columns);
    long together = Math.max(Math.min(wanted, fitImages), longEnough);
    this.images = strips > 1 ? 1 : (int) Math.min(together, Math.max(1, s.n));
    this.imageBlocks = (s.n + images - 1) / images;
    this.rowBlocks = rowBlocks(work);
  }

  private int rowBlocks(long imageWork) {
    int have = imageBlocks * strips;
    int wanted = have == 0 || have >= BLOCKS ? 1 : BLOCKS / have;
    long worth = Math.max(1, imageWork * images / strips / BLOCK_WORK);
    return (int) Math.min(Math.min(wanted, worth), Math.max(1, s.m / 16));
  }

  /**
   * Runs all blocks.
   *
   * @param source the images
   * @param filters the left factor, {@code [groups·m, taps]}
   * @param taps the length of its rows
   * @param target where the result goes
   */
  void run(float[] source, float[] filters, int taps, Target target) {
    int[] offsets = Scratch.ints(Use.OFFSETS, taps);
    grid.offsets(offsets);
    int[] rows = Scratch.multiples(Use.LEFT_OFFSETS, s.m, taps);
    int blocks = imageBlocks * strips * rowBlocks;
    long work = (long) s.n * s.groups * s.m * taps * s.rows * s.columns;
    Rows a = new Rows(filters, 0, rows, 0);
    Parallel.run(blocks, work, block -> runBlock(block, source, a, taps, offsets, target));
  }

  private void runBlock(
      int block, float[] source, Rows filters, int taps, int[] offsets, Target target) {
    int rowBlock = block % rowBlocks;
    int strip = block / rowBlocks % strips;
    int image = block / rowBlocks / strips * images;
    int count = Math.min(images, s.n - image);
    int firstRow = strip * stripRows;
    int rows = Math.min(stripRows, s.rows - firstRow);
    int from = s.m * rowBlock / rowBlocks;
    int until = s.m * (rowBlock + 1) / rowBlocks;
    int size = grid.size();
    int plane = s.height * s.width;
    for (int group = 0; group < s.groups; group++) {
      int at = (image * s.groups + group) * s.channels * plane;
      int filter = group * s.m + from;
      int filterRows = until - from;
      Rows a = new Rows(filters.data(), filter * taps, filters.offsets(), 0);
      Rows b =
          inPlace
              ? new Rows(source, at, offsets, s.groups * size)
              : new Rows(pack(source, at, count, firstRow), 0, offsets, size);
      target.write(
          image,
          count,
          firstRow,
          rows,
          filter,
          until - from,
          (c, width, accumulate) ->
              kernel.multiply(new Extent(filterRows, width, taps, count), a, b, c, accumulate));
    }
  }

  /** Lays some images out. */
  private float[] pack(float[] source, int at, int count, int firstRow) {
    int size = grid.size();
    int image = s.groups * s.channels * s.height * s.width;
    float[] planes = Scratch.floats(Use.PLANES, count * size + PanelMultiply.SLACK);
    for (int i = 0; i < count; i++) {
      grid.pack(kernel, source, at + i * image, firstRow, planes, i * size);
    }
    return planes;
  }
}
