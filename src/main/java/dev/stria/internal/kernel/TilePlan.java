package dev.stria.internal.kernel;

/**
 * How the results of {@link WinogradPass} are cut into tiles of 4 × 4, and those into blocks; it depends on the sizes alone.
 *
 * <p>A block is some rows of tiles of one image, or some whole images.
 */
final class TilePlan {
  /** The side of a tile of results. */
  static final int SIDE = 4;

  /** The side of a tile of pixels, which overlaps its neighbours by two. */
  static final int SPREAD = 6;

  /** Products of numbers by which a tile is computed. */
  static final int FACTORS = SPREAD * SPREAD;

  /** Tiles that a block should have: enough to use each filter often. */
  private static final int TILES = 64;

  /** Tiles that a block should have even if that leaves fewer than {@link #BLOCKS} blocks. */
  private static final int FEW_TILES = 16;

  /** Blocks that a call should have, if there are tiles for them. */
  private static final int BLOCKS = 8;

  final Sizes s;

  /** Tiles side by side. */
  final int across;

  /** Rows of tiles of a block, in each of its images. */
  final int down;

  /** Blocks of an image. */
  final int strips;

  /** Images of a block. */
  final int images;

  final int blocks;

  /** Channels of the source, and room for whole vectors. */
  final int inner;

  /** Channels of the result, and room for whole vectors. */
  final int outer;

  /**
   * The sizes of a convolution with filters of 3 × 3.
   *
   * @param n the images
   * @param channels the channels of the source
   * @param height the height of the source
   * @param width the width of the source
   * @param top the row of the result that the first row of the source is centred one row below of, that is, the padding above
   * @param left the padding on the left
   * @param filters the channels of the result
   * @param rows the height of the result
   * @param columns the width of the result
   */
  record Sizes(
      int n,
      int channels,
      int height,
      int width,
      int top,
      int left,
      int filters,
      int rows,
      int columns) {}

  TilePlan(Sizes sizes) {
    this.s = sizes;
    this.across = tiles(s.columns());
    this.inner = padded(s.channels());
    this.outer = padded(s.filters());
    int rowsOfTiles = tiles(s.rows());
    long all = (long) s.n() * rowsOfTiles * across;
    int wanted = (int) Math.max(FEW_TILES, Math.min(TILES, all / BLOCKS));
    int most = Math.max(1, Math.min(rowsOfTiles, wanted / Math.max(1, across)));
    this.strips = (rowsOfTiles + most - 1) / most;
    this.down = strips == 0 ? 0 : (rowsOfTiles + strips - 1) / strips;
    this.images = strips > 1 ? 1 : Math.max(1, wanted / Math.max(1, rowsOfTiles * across));
    this.blocks = strips * ((s.n() + images - 1) / images);
  }

  /** Returns how many tiles cover so many results in a row. */
  static int tiles(int results) {
    return (results + SIDE - 1) / SIDE;
  }

  private static int padded(int channels) {
    int unit = TileTransforms.MULTIPLE;
    return (channels + unit - 1) / unit * unit;
  }

  /** Returns the part of the result that a block is. */
  Part part(int block) {
    int image = block / strips * images;
    int row = block % strips * down * SIDE;
    return new Part(
        image, Math.min(images, s.n() - image), row, Math.min(down * SIDE, s.rows() - row));
  }

  /**
   * Some rows of the results for some images.
   *
   * @param image the first image
   * @param images how many
   * @param row the first row
   * @param rows how many
   */
  record Part(int image, int images, int row, int rows) {
    /** Returns the rows of tiles in each image. */
    int down() {
      return tiles(rows);
    }
  }

  /** Returns the pixels that a row of tiles reads, side by side. */
  int line() {
    return across * SIDE + SPREAD - SIDE;
  }

  /** Returns from one of a block's {@link #FACTORS} left factors to the next: not a power of two, which a cache dislikes. */
  int leftStep() {
    return images * down * across * inner + TileTransforms.MULTIPLE;
  }

  /** Returns from one of a block's products to the next. */
  int productStep() {
    return images * down * across * outer + TileTransforms.MULTIPLE;
  }

  /** Returns from one of the filters' factors to the next. */
  int filterStep() {
    return s.channels() * outer + TileTransforms.MULTIPLE;
  }
}
