package dev.stria.internal.kernel;

import dev.stria.internal.kernel.GridProduct.Sizes;

/**
 * How a {@link GridProduct} is cut into blocks, and how its images are laid out; it depends on the sizes alone.
 *
 * <p>A block is some whole images, or a strip of rows of one, times some rows of the result. Where several blocks read the
 * same images, those are laid out once, before all blocks; else each block lays out its own.
 */
final class GridPlan {
  /** Floats of rearranged images that a block works on: what stays in the second-level cache. */
  private static final int CACHED = 1 << 17;

  /** Multiply-adds that a block should have at least. */
  private static final long BLOCK_WORK = 1_000_000;

  /** Multiply-adds that a strip should have at least if a call has few images: their threads wait for each other. */
  private static final long STRIP_WORK = BLOCK_WORK / 4;

  /** Blocks that a call should have at least, if there is work for them. */
  private static final int BLOCKS = 8;

  /** Rows of the result that a block should have at least, so that packing the right factor is little beside using it. */
  private static final int BLOCK_ROWS = 32;

  /** Rows of the result that can be cut well, so that a call needs fewer strips and those may be higher to fill panels. */
  private static final int MANY_ROWS = 256;

  /** Whether positions are the pixels themselves, which are read where they lie. */
  final boolean inPlace;

  /** Whether rows of positions have gaps between them. */
  final boolean padded;

  final int stripRows;
  final int strips;

  /** Images of a block. */
  final int images;

  final int imageBlocks;

  /** Into how many blocks the rows of the result are cut. */
  final int rowBlocks;

  /** Into how many parts channels are cut that are laid out before all blocks, 0 where each block lays out its own. */
  final int parts;

  /** The layout of one part of an image, or of one strip of it. */
  final ImageGrid grid;

  private final PanelMultiply kernel;
  private final Sizes s;

  GridPlan(
      PanelMultiply kernel,
      Sizes sizes,
      int rowMultiple,
      PatchGrid.Axis rowAxis,
      PatchGrid.Axis columnAxis,
      boolean lastTapFirst) {
    this.kernel = kernel;
    this.s = sizes;
    int taps = rowAxis.taps().length * columnAxis.taps().length;
    long work = (long) s.m() * s.groups() * s.channels() * taps * s.rows() * s.columns();
    this.inPlace =
        PatchGrid.isIdentity(s.height(), s.width(), s.rows(), s.columns(), rowAxis, columnAxis)
            && Staging.isExact(s.rows() * s.columns());
    boolean near = !inPlace && !lastTapFirst && kernel.readsNear(s.m(), s.columns());
    int copies = s.channels() * columnAxis.taps().length * s.columns();
    this.padded =
        rowAxis.step() == 1
            && columnAxis.step() == 1
            && columnAxis.taps().length > 1
            && !(near && copies * (s.rows() + rowAxis.taps().length - 1) <= CACHED)
            && kernel.readsGaps(s.m(), s.channels() * taps, s.columns());
    int line = padded ? s.columns() + columnAxis.spread() : s.columns() * columnAxis.taps().length;
    int fitting = CACHED / (s.channels() * line) - rowAxis.taps().length + 1;
    int most = Math.max((63 + s.columns()) / s.columns(), fitting);
    this.stripRows = inPlace ? Math.max(1, s.rows()) : stripRows(most, work, rowMultiple);
    this.strips = (s.rows() + stripRows - 1) / stripRows;
    int imageFloats = s.channels() * line * (stripRows + rowAxis.taps().length);
    this.images = strips > 1 ? 1 : images(work, imageFloats);
    this.imageBlocks = (s.n() + images - 1) / images;
    this.rowBlocks = rowBlocks(work);
    boolean shared = rowBlocks > 1 && !inPlace && s.groups() == 1;
    this.parts = shared ? Math.min(BLOCKS, Integer.lowestOneBit(s.channels())) : 0;
    this.grid = grid(shared ? s.rows() : stripRows, rowAxis, columnAxis, near, lastTapFirst);
  }

  private ImageGrid grid(
      int rows,
      PatchGrid.Axis rowAxis,
      PatchGrid.Axis columnAxis,
      boolean near,
      boolean lastTapFirst) {
    int channels = s.channels() / Math.max(1, parts);
    boolean byRow = lastTapFirst && kernel.readsGapsInPlace(s.m(), s.columns());
    int columns = s.columns();
    return padded
        ? new PaddedGrid(channels, s.height(), s.width(), rows, columns, rowAxis, columnAxis, byRow)
        : PatchGrid.dense(
            channels, s.height(), s.width(), rows, columns, rowAxis, columnAxis, near);
  }

  /** Returns the rows of a strip: strips of about the same height, whose positions fill whole panels if they can. */
  private int stripRows(int most, long work, int rowMultiple) {
    int whole = Math.max(1, s.rows());
    int wanted = (whole + Math.min(most, whole) - 1) / Math.min(most, whole);
    if (s.n() > 0 && (long) s.n() * wanted < BLOCKS) {
      long filled = (long) s.rows() * s.columns() / (2 * kernel.goodColumns());
      long cuts = Math.min((BLOCKS + s.n() - 1) / s.n(), Math.min(filled, work / STRIP_WORK));
      wanted = (int) Math.max(wanted, cuts);
    }
    int rows = (whole + wanted - 1) / wanted;
    int unit = unit(rowMultiple, rows + rows / 3);
    if (unit == 0 && s.m() >= MANY_ROWS) {
      unit = unit(rowMultiple, Math.min(2 * rows, most + most / 3));
    }
    if (unit == 0) {
      unit = (rows + rowMultiple - 1) / rowMultiple * rowMultiple;
    }
    return wanted == 1 ? whole : Math.min(whole, (rows + unit - 1) / unit * unit);
  }

  /** Returns the fewest rows whose positions fill two panels, or at least one; 0 if more rows are needed than a bound. */
  private int unit(int rowMultiple, int bound) {
    for (int multiple = 2 * kernel.goodColumns(); multiple >= kernel.goodColumns(); multiple /= 2) {
      for (int unit = rowMultiple; unit <= bound; unit += rowMultiple) {
        if (unit * s.columns() % multiple == 0) {
          return unit;
        }
      }
    }
    return 0;
  }

  private int images(long work, int imageFloats) {
    long wanted = Math.max(1, BLOCK_WORK / Math.max(1, work));
    long fitting = Math.max(1, CACHED / Math.max(1, imageFloats));
    int longEnough = kernel.goodColumns() / Math.max(1, s.rows() * s.columns());
    long together = Math.max(Math.min(wanted, fitting), longEnough);
    return (int) Math.min(together, Math.max(1, s.n()));
  }

  private int rowBlocks(long imageWork) {
    int have = imageBlocks * strips;
    boolean uneven = s.m() >= MANY_ROWS && s.rows() % stripRows != 0;
    int enough = uneven ? 2 * BLOCKS : BLOCKS; // smaller blocks, so that threads end together
    int wanted = have == 0 || have >= enough ? 1 : (enough + have - 1) / have;
    long worth = Math.max(1, imageWork * images / strips / BLOCK_WORK);
    return (int) Math.min(Math.min(wanted, worth), Math.max(1, s.m() / BLOCK_ROWS));
  }
}
