package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorDirectMultiply.FITS;
import static dev.stria.internal.kernel.VectorDirectMultiply.WIDTH;
import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.PANEL;

import dev.stria.internal.kernel.PanelMultiply.Tail;
import dev.stria.internal.kernel.Scratch.Use;

/**
 * A product by way of packed panels of the right factor.
 *
 * <p>Panels are as deep as the inner dimension, if that is not too long, so that most sums are written once and never read:
 * a tile reads a panel from the second-level cache as fast as from the first. A few of them lie side by side, and strips of
 * rows of the left factor pass over all of them, each strip from the first-level cache.
 */
final class VectorPanelProduct implements PanelMultiply.Product {
  /** The longest stretch of the inner dimension that is packed at once. */
  private static final int DEPTH = 640;

  /** Floats from one line of the first-level cache to the next that competes with it. */
  private static final int WAY = 1024;

  /** Columns of the right factor from which on it pays to copy rows of the left factor that compete. */
  private static final int COPY_COLUMNS = 128;

  /** Registers for 16 sums need 32 in all; with 256-bit vectors there are usually 16. */
  private static final RowTiles TILES = LANES == 8 ? RowTiles.upTo(5) : RowTiles.upTo(8);

  /** Where the rows of a panel lie. */
  private static final int[] PANEL_ROWS = Scratch.multiples(DEPTH, PANEL);

  /** What sums begin with that are added to nothing. */
  private static final float[] ZEROS = new float[PANEL];

  private final Extent size;
  private final Rows left;
  private final Rows right;
  private final Block c;
  private final boolean accumulate;
  private final Tail tail;
  private final int longest;
  private final float[] panels;
  private final VectorPanelPacking packing;

  /** Whether the right factor is just one panel, which need not be packed. */
  private final boolean inPlace;

  /** Where the first panel starts. */
  private int panelsAt;

  /** The stretch of the inner dimension at work, and the left factor there. */
  private int depth;

  private boolean fresh;
  private float[] a;
  private int aAt;
  private int[] rows;

  /** Where the left factor starts. */
  private int leftAt;

  /** Takes what {@link PanelMultiply#product} is given. */
  VectorPanelProduct(Extent size, Rows left, Rows right, Block c, boolean accumulate, Tail tail) {
    this.size = size;
    this.left = left;
    this.right = right;
    this.c = c;
    this.accumulate = accumulate;
    this.tail = tail;
    int stretches = (size.k() + DEPTH - 1) / DEPTH;
    this.longest = stretches == 0 ? 0 : (size.k() + stretches - 1) / stretches;
    this.inPlace = size.n() == PANEL && VectorPanelPacking.isPanel(right, size.k());
    int packed = (VectorPanelPacking.TOGETHER * longest + 1) * PANEL;
    this.panels = inPlace ? right.data() : Scratch.floats(Use.PANEL, packed);
    this.packing = new VectorPanelPacking(right);
  }

  @Override
  public void run(int aAt, int bAt, int cAt) {
    if (size.k() == 0 && !accumulate) {
      c.startingAt(cAt).clear(size);
    }
    startLeftAt(aAt);
    for (int segment = 0; segment < size.segments(); segment++) {
      add(bAt + segment * right.step(), cAt + segment * c.step());
    }
  }

  /** Says where the left factor starts. */
  void startLeftAt(int aAt) {
    leftAt = aAt;
  }

  private void add(int bAt, int cAt) {
    int done = 0;
    if (right.width() == 0 && size.m() <= VectorShallowTiles.ROWS) {
      Rows start = left.startingAt(leftAt);
      done =
          VectorShallowTiles.add(
              size, start, right.data(), bAt, right.offsets(), c, cAt, !accumulate);
    }
    if (tail != null && (done > 0 || size.k() == 0)) {
      tail.finish(cAt, size.k() == 0 ? size.n() : done);
    }
    add(done, bAt, cAt);
  }

  /** Adds the columns of a segment from some column on. */
  void add(int done, int bAt, int cAt) {
    int group = VectorPanelPacking.TOGETHER * PANEL;
    for (int l = 0; l < size.k(); l += longest) {
      depth = Math.min(longest, size.k() - l);
      fresh = l == 0 && !accumulate;
      findLeft(l);
      packing.stretch(bAt, l, depth);
      panelsAt = inPlace ? bAt + right.offsets()[l] : 0;
      for (int j = done; j < size.n(); j += group) {
        int columns = Math.min(group, size.n() - j);
        addGroup(j, columns, cAt + j);
        if (tail != null && l + depth == size.k()) {
          tail.finish(cAt + j, columns);
        }
      }
    }
  }

  /** Finds a stretch of the left factor, and copies it if its rows compete for the same lines of the first-level cache. */
  private void findLeft(int l) {
    a = left.data();
    aAt = leftAt + l;
    rows = left.offsets();
    if (size.n() < COPY_COLUMNS || size.m() < 8 || (rows[1] - rows[0]) % WAY != 0) {
      return;
    }
    int stride = longest + LANES;
    float[] copy = Scratch.floats(Use.LEFT_COPY, size.m() * stride);
    for (int i = 0; i < size.m(); i++) {
      System.arraycopy(a, aAt + rows[i], copy, i * stride, depth);
    }
    a = copy;
    aAt = 0;
    rows = Scratch.multiples(Use.LEFT_COPY, size.m(), stride);
  }

  /** Adds columns whose panels are packed together, or while the first strip is added, or lie so already. */
  private void addGroup(int column, int columns, int at) {
    int first = inPlace ? 0 : pack(column, columns, at);
    int paired = FITS ? columns / WIDTH * WIDTH : 0;
    if (paired > 0) {
      addPairs(first, paired, at);
    }
    if (paired < columns) {
      addPanels(first, paired, columns, at);
    }
  }

  /** Packs the panels of columns, and returns how many rows were added on the way. */
  private int pack(int column, int columns, int at) {
    if (packing.packTogether(column, columns, panels)) {
      return 0;
    }
    int tile = TILES.next(size.m());
    for (int j = 0; j < columns; j += PANEL) {
      int width = Math.min(PANEL, columns - j);
      if (!addPacking(tile, column + j, width, j * depth, at + j)) {
        add(tile, 0, j * depth, width, at + j);
      }
    }
    return tile;
  }

  /** Adds some columns, from a row on. */
  private void addPanels(int first, int from, int columns, int at) {
    int tile;
    for (int i = first; i < size.m(); i += tile) {
      tile = TILES.next(size.m() - i);
      for (int j = from; j < columns; j += PANEL) {
        int panelAt = panelsAt + j * depth;
        add(tile, i, panelAt, Math.min(PANEL, columns - j), at + i * c.stride() + j);
      }
    }
  }

  /** Adds columns of whole pairs of panels, from a row on, by blocks that load fewer floats for each multiply-add. */
  private void addPairs(int first, int columns, int at) {
    Rows strip = new Rows(a, aAt, rows, 0);
    VectorDirectTiles.Task task =
        new VectorDirectTiles.Task(depth, strip, panels, PANEL_ROWS, null, c, fresh);
    int next = PANEL * depth;
    int tile;
    for (int i = first; i < size.m(); i += tile) {
      int left = size.m() - i;
      boolean wide = VectorDirectMultiply.suitsRows(left);
      tile = wide ? VectorDirectMultiply.nextTile(left) : TILES.next(left);
      for (int j = 0; j < columns; j += WIDTH) {
        int to = at + i * c.stride() + j;
        if (wide) {
          VectorDirectMultiply.put(task, tile, i, j * depth, LANES, next, next + LANES, to);
        } else {
          add(tile, i, j * depth, PANEL, to);
          add(tile, i, j * depth + next, PANEL, to + PANEL);
        }
      }
    }
  }

  /** Packs a panel; returns whether the first tile was added on the way. */
  private boolean addPacking(int tile, int column, int width, int panelAt, int at) {
    packing.find(column);
    if (width < PANEL || !packing.isWhole() || tile != 8 && tile != 5) {
      packing.pack(column, width, panels, panelAt);
      return false;
    }
    VectorPackingTiles.add(
        tile,
        depth,
        a,
        aAt,
        rows,
        right.data(),
        packing.first(),
        packing.gap(),
        right.offsets(),
        packing.row(),
        panels,
        panelAt,
        fresh ? ZEROS : c.data(),
        fresh ? 0 : at,
        fresh ? 0 : c.stride(),
        c.data(),
        at,
        c.stride());
    return true;
  }

  /** Adds a tile, by way of a full block if its columns fill neither a panel nor a vector. */
  private void add(int tile, int i, int panelAt, int width, int at) {
    if (width == PANEL || width == LANES) {
      add(tile, i, panelAt, width, c.data(), at, c.stride());
      return;
    }
    float[] full = Scratch.floats(Use.FRINGE, 8 * PANEL);
    if (!fresh) {
      copy(tile, width, c.data(), at, c.stride(), full, 0, PANEL);
    }
    add(tile, i, panelAt, width, full, 0, PANEL);
    copy(tile, width, full, 0, PANEL, c.data(), at, c.stride());
  }

  private void add(int tile, int i, int panelAt, int width, float[] to, int at, int stride) {
    float[] from = fresh ? ZEROS : to;
    int fromAt = fresh ? 0 : at;
    int fromStride = fresh ? 0 : stride;
    if (width <= LANES) {
      VectorNarrowTiles.add(
          tile, depth, a, aAt, rows, i, panels, panelAt, from, fromAt, fromStride, to, at, stride);
    } else {
      VectorTiles.add(
          tile, depth, a, aAt, rows, i, panels, panelAt, from, fromAt, fromStride, to, at, stride);
    }
  }

  private static void copy(
      int rows, int width, float[] from, int at, int stride, float[] to, int toAt, int toStride) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(from, at + r * stride, to, toAt + r * toStride, width);
    }
  }
}
