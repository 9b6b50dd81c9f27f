package dev.stria.internal.kernel;

/**
 * How the results of {@link WinogradPass} are cut into tiles of 4 × 4, and those into parts and blocks; it depends on the sizes alone.
 *
 * <p>A part is some rows of tiles of one image, or some whole images. A block is some parts, in order, and some filters.
 */
final class TilePlan {
  /** The side of a tile of results. */
  static final int SIDE = 4;

  /** The side of a tile of pixels, which overlaps its neighbours by two. */
  static final int SPREAD = 6;

  /** Products of numbers by which a tile is computed. */
  static final int FACTORS = SPREAD * SPREAD;

  /** Tiles that a part should have at most: their pixels stay in the second-level cache. */
  private static final int TILES = 64;

  /** Tiles that a part should have even if that leaves fewer than {@link #PARTS} parts. */
  private static final int FEW_TILES = 16;

  /** Parts that a call should have, if there are tiles for them. */
  private static final int PARTS = 8;

  /** Tiles that a block should have at most. */
  private static final int BLOCK_TILES = 128;

  /** Floats that the factors of the filters of a block may take, if it is the only one. */
  private static final int BLOCK_FLOATS = 1 << 20;

  /** Filters of a block are a multiple of this, so that products have no fringe. */
  private static final int FILTERS = 64;

  final Sizes s;

  /** Tiles side by side. */
  final int across;

  /** Rows of tiles of a part, in each of its images. */
  final int down;

  /** How many parts there are. */
  final int parts;

  /** How many blocks of tiles there are. */
  final int blocks;

  /** Parts of a block. */
  final int together;

  /** Filters of a block. */
  final int filters;

  /** Channels of the source, and room for whole vectors. */
  final int inner;

  /** Filters of a block, and room for whole vectors. */
  final int outer;

  private final int rowsOfTiles;
  private final int strips;
  private final int images;

  /**
   * The sizes of a convolution with filters of 3 × 3.
   *
   * @param n the images
   * @param channels the channels of the source
   * @param height the height of the source
   * @param width the width of the source
   * @param top the rows of zeros above the source, or less than 0 if its first rows are not read
   * @param left the columns of zeros on its left, or less than 0
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
    this.rowsOfTiles = tiles(s.rows());
    int image = rowsOfTiles * across;
    int wanted = (int) Math.max(FEW_TILES, Math.min(TILES, (long) s.n() * image / PARTS));
    this.strips = pieces(rowsOfTiles, Math.max(1, wanted / across));
    this.down = pieces(rowsOfTiles, strips);
    this.images = strips > 1 ? 1 : Math.max(1, wanted / image);
    this.parts = strips * pieces(s.n(), images);
    this.inner = padded(s.channels());
    this.together =
        pieces(parts, pieces(parts, Math.max(1, BLOCK_TILES / (images * down * across))));
    this.blocks = pieces(parts, together);
    int most = Math.max(FILTERS, BLOCK_FLOATS / FACTORS / s.channels() / FILTERS * FILTERS);
    // Filters that are cut are transformed once per block of tiles.
    this.filters = blocks > 1 ? s.filters() : Math.min(most, s.filters());
    this.outer = padded(filters);
  }

  /** Returns how many tiles cover so many results in a row. */
  static int tiles(int results) {
    return pieces(results, SIDE);
  }

  private static int pieces(int whole, int piece) {
    return (whole + piece - 1) / piece;
  }

  private static int padded(int channels) {
    return pieces(channels, TileTransforms.MULTIPLE) * TileTransforms.MULTIPLE;
  }

  /** Returns a part of the result. */
  Part part(int index) {
    int image = index / strips * images;
    int row = index % strips * down * SIDE;
    return new Part(
        image, Math.min(images, s.n() - image), row, Math.min(down * SIDE, s.rows() - row));
  }

  /** Returns the number of tiles in front of a part. */
  int tilesBefore(int part) {
    int image = Math.min(part / strips * images, s.n());
    return (image * rowsOfTiles + part % strips * down) * across;
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

  /** Returns from one of the factors of some rows of floats to the next: not a power of two, which a cache dislikes. */
  static int step(int rows, int floats) {
    return rows * floats + TileTransforms.MULTIPLE;
  }
}
