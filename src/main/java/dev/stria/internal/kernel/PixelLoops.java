package dev.stria.internal.kernel;

/**
 * The inner loop of gradients that are zero almost everywhere: few factors meet rows of filters or of pixels, which are a few
 * whole vectors long.
 */
interface PixelLoops {
  /** Rows are filled up with anything to a multiple of this many floats. */
  int MULTIPLE = 16;

  /** What is weighted: filters, or what they meet in an image. */
  interface Source {
    /**
     * Adds weighted rows: {@code to[toAt + i·toStep + j] += factor[e] · from[index[e]·scale + i·fromStep + j]} for ascending
     * {@code e}.
     *
     * @param first the first {@code e}
     * @param end what follows the last
     * @param factor the weights
     * @param index where what is weighted starts, in units of so many floats as the source says
     * @param to added to
     * @param toAt where its first row starts
     * @param toStep from one row to the next
     */
    void add(int first, int end, float[] factor, int[] index, float[] to, int toAt, int toStep);

    /** Forgets what was weighted: it may have changed. */
    void renew();
  }

  /**
   * Returns what weights rows of an array, for one thread.
   *
   * @param layout where they lie
   * @param from the array
   * @return the source, the thread's only one in this layout
   */
  Source source(Layout layout, float[] from);

  /**
   * Where rows lie.
   *
   * @param starts how many places there are at which what is weighted may start
   * @param scale from one of them to the next
   * @param most how many of them are used at most before the source is renewed
   * @param rows how many rows each has
   * @param run the length of a row, a multiple of {@link #MULTIPLE}
   * @param step from one row to the next
   * @param room what a thread keeps its rows in
   */
  record Layout(int starts, int scale, int most, int rows, int run, int step, Scratch.Use room) {}

  /** Whether so many values are finite. */
  boolean isFinite(float[] x, int from, int count);

  /** Whether so many values are zero, of either sign. */
  boolean isZero(float[] x, int from, int count);
}
