package dev.stria.internal.kernel;

import java.util.Arrays;

/**
 * Arrays that a thread keeps for its kernels, one per use; they grow to what was asked for and never shrink.
 *
 * <p>What they hold on entry is undefined.
 */
final class Scratch {
  /** What an array is for: a kernel may hold one of each at a time. */
  enum Use {
    /** One panel of the right factor of a product. */
    PANEL,
    /** The fringe of a product's result. */
    FRINGE,
    /** Images, rearranged so that a filter's taps read contiguous runs. */
    PLANES,
    /** A left factor, transposed or rearranged, shared by the blocks of a call. */
    LEFT,
    /** A right factor, transposed, shared by the blocks of a call. */
    RIGHT,
    /** A result before it is transposed or summed, shared by the blocks of a call. */
    RESULT,
    /** A block of a result, before it is finished and stored. */
    STAGED,
    /** Where the rows of a right factor lie, shared by the blocks of a call. */
    OFFSETS,
    /** Where the rows of a left factor lie, shared by the blocks of a call. */
    LEFT_OFFSETS,
    /** The columns of a sum, before they are joined. */
    COLUMNS,
    /** The exponentials that a function of a block needs. */
    EXPONENTIALS,
    /** A block of what an elementwise function is given, or a row. */
    BLOCK_X,
    /** A block of a second operand. */
    BLOCK_Y,
    /** A block of slopes, or of results. */
    BLOCK_SLOPE,
    /** Room for what a function keeps between its loops. */
    BLOCK_ROOM,
    /** The sums of a block of rows. */
    ROW_SUMS,
    /** Sums, one for each run or statistic. */
    SUMS,
    /** Sums of products, one for each run or statistic. */
    PRODUCTS,
    /** What sums of runs add up to. */
    TOTALS,
    /** What sums of products of runs add up to. */
    TOTAL_PRODUCTS,
    /** What a relu lets pass of one image's gradients, and how many are listed. */
    PASSED,
    /** The results of a relu, which bound what it lets pass. */
    BOUNDS,
    /** Gradients listed by position. */
    LISTED,
    /** Gradients filed by filter. */
    FILED,
    /** Filters, copied to rows of their own. */
    FILTER_ROWS,
    /** What filters meet in an image, copied to rows of their own. */
    PIXEL_ROWS,
    /** A stretch of a left factor, moved to where its rows do not compete in the cache. */
    LEFT_COPY,
    /** Tiles between the two halves of a transform. */
    TILES
  }

  /** Floats of a line of the cache. */
  private static final int LINE = 16;

  /** Floats that the header of an array takes. */
  private static final int HEADER = 4;

  private static final ThreadLocal<Scratch> OF_THREAD = ThreadLocal.withInitial(Scratch::new);

  private final float[][] floats = new float[Use.values().length][0];
  private final int[][] ints = new int[Use.values().length][0];
  private final double[][] doubles = new double[Use.values().length][0];
  private final float[][][] rows = new float[Use.values().length][0][];

  private Scratch() {}

  /** Returns this thread's array for a use, at least so long. */
  static float[] floats(Use use, int length) {
    Scratch scratch = OF_THREAD.get();
    int i = use.ordinal();
    if (scratch.floats[i].length < length) {
      scratch.floats[i] = new float[length];
    }
    return scratch.floats[i];
  }

  /** Returns this thread's array of ints for a use, at least so long. */
  static int[] ints(Use use, int length) {
    Scratch scratch = OF_THREAD.get();
    int i = use.ordinal();
    if (scratch.ints[i].length < length) {
      scratch.ints[i] = new int[length];
    }
    return scratch.ints[i];
  }

  /** Returns this thread's array of doubles for a use, at least so long. */
  static double[] doubles(Use use, int length) {
    Scratch scratch = OF_THREAD.get();
    int i = use.ordinal();
    if (scratch.doubles[i].length < length) {
      scratch.doubles[i] = new double[length];
    }
    return scratch.doubles[i];
  }

  /** Returns this thread's array of doubles for a use, whose first elements are zeros. */
  static double[] zeroDoubles(Use use, int length) {
    double[] zeros = doubles(use, length);
    Arrays.fill(zeros, 0, length, 0);
    return zeros;
  }

  /** Returns this thread's array of ints for a use, filled with where so many rows lie that are equally far apart. */
  static int[] multiples(Use use, int count, int stride) {
    int[] offsets = ints(use, count);
    for (int i = 0; i < count; i++) {
      offsets[i] = i * stride;
    }
    return offsets;
  }

  /** Returns where so many rows lie that are equally far apart. */
  static int[] multiples(int count, int stride) {
    int[] offsets = new int[count];
    for (int i = 0; i < count; i++) {
      offsets[i] = i * stride;
    }
    return offsets;
  }

  /**
   * Returns this thread's rows for a use, at least so many, each an array at least so long.
   *
   * <p>Rows that lie behind one another in memory all begin at the same place of a line of the cache.
   */
  static float[][] rows(Use use, int count, int length) {
    Scratch scratch = OF_THREAD.get();
    int i = use.ordinal();
    float[][] rows = scratch.rows[i];
    if (rows.length < count || rows[0].length < length) {
      int former = rows.length == 0 ? 0 : rows[0].length;
      rows = new float[Math.max(count, rows.length)][whole(Math.max(length, former))];
      scratch.rows[i] = rows;
    }
    return rows;
  }

  /** Returns a length of at least so many floats with which an array, its header included, fills lines of the cache. */
  private static int whole(int length) {
    return (length + HEADER + LINE - 1) / LINE * LINE - HEADER;
  }
}
