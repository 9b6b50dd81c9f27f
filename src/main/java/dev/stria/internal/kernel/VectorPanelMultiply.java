package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.PANEL;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Products in register blocks over panels of the right factor that are packed to lie in the first-level cache.
 */
final class VectorPanelMultiply implements PanelMultiply {
  /** The longest stretch of the inner dimension that is packed at once. */
  private static final int DEPTH = 256;

  /** Rows of the left factor from which on rows with gaps cost less than storing images once per column of the filter. */
  private static final int GAP_ROWS = 16;

  /** Inner dimension times width from which on that holds where a row of a panel is more pieces than two, too. */
  private static final int PIECES_PAY = 8192;

  /** Floats from one line of the first-level cache to the next that competes with it. */
  private static final int WAY = 1024;

  /** Columns of the right factor from which on it pays to copy rows of the left factor that compete. */
  private static final int COPY_COLUMNS = 128;

  /** Registers for 16 sums need 32 in all; with 256-bit vectors there are usually 16. */
  private static final RowTiles TILES = LANES == 8 ? RowTiles.upTo(5) : RowTiles.upTo(8);

  @Override
  public void multiply(Extent size, Rows a, Rows b, Block c, boolean accumulate, Tail tail) {
    if (size.k() == 0 && !accumulate) {
      c.clear(size);
    }
    for (int segment = 0; segment < size.segments(); segment++) {
      int bAt = b.at() + segment * b.step();
      int cAt = c.at() + segment * c.step();
      int done = 0;
      if (b.width() == 0) {
        done = addUnpacked(size, a, b, bAt, c, cAt, accumulate);
      }
      if (tail != null && (done > 0 || size.k() == 0)) {
        tail.finish(cAt, size.k() == 0 ? size.n() : done);
      }
      addPacked(size, done, a, b, bAt, c, cAt, accumulate, tail);
    }
  }

  /** Adds columns for which packing does not pay, and returns how many those are. */
  private static int addUnpacked(
      Extent size, Rows a, Rows b, int bAt, Block c, int cAt, boolean accumulate) {
    if (size.m() <= VectorShallowTiles.ROWS) {
      return VectorShallowTiles.add(size, a, b.data(), bAt, b.offsets(), c, cAt, !accumulate);
    }
    if (VectorTapTiles.suit(size.k()) && LANES > 8) {
      return VectorTapTiles.add(size, a, b.data(), bAt, b.offsets(), c, cAt, !accumulate);
    }
    return 0;
  }

  /** Adds the columns from some column on. */
  private static void addPacked(
      Extent size,
      int done,
      Rows a,
      Rows b,
      int bAt,
      Block c,
      int cAt,
      boolean accumulate,
      Tail tail) {
    VectorPanelPacking packing = new VectorPanelPacking();
    for (int l = 0; l < size.k(); l += DEPTH) {
      boolean fresh = l == 0 && !accumulate;
      int depth = Math.min(DEPTH, size.k() - l);
      int readable = b.data().length - PANEL - bAt - reach(b.offsets(), l, depth);
      Left left = new Left(size.m(), depth, a.data(), a.at() + l, a.offsets());
      if (size.n() >= COPY_COLUMNS && left.collides()) {
        left = left.copy();
      }
      Right right = new Right(b.data(), bAt, b.offsets(), l, packing);
      for (int j = done; j < size.n(); j += PANEL) {
        int width = Math.min(PANEL, size.n() - j);
        packing.find(b, j);
        if (width == PANEL) {
          addPanel(left, right, c.data(), cAt + j, c.stride(), fresh);
        } else {
          boolean inside = b.width() > 0 || j <= readable;
          addFringe(left, right, j, width, inside, c.data(), cAt + j, c.stride(), fresh);
        }
        if (tail != null && l + depth == size.k()) {
          tail.finish(cAt + j, width);
        }
      }
    }
  }

  /** A stretch of the left factor. */
  private record Left(int m, int depth, float[] a, int at, int[] rows) {
    /** Whether neighbouring rows compete for the same lines of the first-level cache. */
    boolean collides() {
      return m >= 8 && (rows[1] - rows[0]) % WAY == 0;
    }

    /** Returns the same rows elsewhere. */
    Left copy() {
      int stride = DEPTH + LANES;
      float[] copy = Scratch.floats(Scratch.Use.LEFT_COPY, m * stride);
      for (int i = 0; i < m; i++) {
        System.arraycopy(a, at + rows[i], copy, i * stride, depth);
      }
      return new Left(m, depth, copy, 0, Scratch.multiples(Scratch.Use.LEFT_COPY, m, stride));
    }
  }

  /** A stretch of the right factor. */
  private record Right(float[] b, int at, int[] offsets, int first, VectorPanelPacking packing) {
    void pack(int depth, float[] panel) {
      packing.pack(depth, b, at, offsets, first, panel);
    }
  }

  private static int reach(int[] offsets, int from, int count) {
    int reach = 0;
    for (int l = from; l < from + count; l++) {
      reach = Math.max(reach, offsets[l]);
    }
    return reach;
  }

  private static void addPanel(Left a, Right b, float[] c, int cAt, int cStride, boolean fresh) {
    float[] panel = panel();
    int i = addFirst(a, b, panel, c, cAt, cStride, fresh);
    int tile;
    for (; i < a.m; i += tile) {
      tile = TILES.next(a.m - i);
      int at = cAt + i * cStride;
      if (fresh) {
        clear(tile, PANEL, c, at, cStride);
      }
      VectorTiles.add(tile, a.depth, a.a, a.at, a.rows, i, panel, c, at, cStride);
    }
  }

  /** Returns room for a panel, and for what its last row's pieces write too much. */
  private static float[] panel() {
    return Scratch.floats(Scratch.Use.PANEL, (DEPTH + 1) * PANEL);
  }

  /** Writes zeros where a tile begins its sums; they are in the store buffer still when it reads them. */
  static void clear(int rows, int width, float[] c, int cAt, int cStride) {
    FloatVector zero = FloatVector.zero(SPECIES);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < width; j += LANES) {
        zero.intoArray(c, cAt + r * cStride + j);
      }
    }
  }

  /** Packs a panel, if possible while adding the first rows; returns how many those were. */
  private static int addFirst(
      Left a, Right b, float[] panel, float[] c, int cAt, int cStride, boolean fresh) {
    int tile = b.packing.isWhole() ? TILES.next(a.m) : 0;
    if (tile != 8 && tile != 5) {
      b.pack(a.depth, panel);
      return 0;
    }
    if (fresh) {
      clear(tile, PANEL, c, cAt, cStride);
    }
    int bAt = b.at + b.packing.first();
    int gap = b.packing.gap();
    if (tile == 8) {
      VectorPackingTiles.add8(
          a.depth, a.a, a.at, a.rows, b.b, bAt, gap, b.offsets, b.first, panel, c, cAt, cStride);
    } else {
      VectorPackingTiles.add5(
          a.depth, a.a, a.at, a.rows, b.b, bAt, gap, b.offsets, b.first, panel, c, cAt, cStride);
    }
    return tile;
  }

  /** Adds to columns that do not fill a panel, by way of a full block. */
  private static void addFringe(
      Left a,
      Right b,
      int j,
      int width,
      boolean readable,
      float[] c,
      int cAt,
      int cStride,
      boolean fresh) {
    float[] panel = panel();
    if (readable) {
      b.pack(a.depth, panel);
    } else {
      packFringe(a.depth, width, b, j, panel);
    }
    float[] full = Scratch.floats(Scratch.Use.FRINGE, 8 * PANEL);
    int tile;
    for (int i = 0; i < a.m; i += tile) {
      tile = TILES.next(a.m - i);
      int at = cAt + i * cStride;
      if (width == LANES) {
        if (fresh) {
          clear(tile, LANES, c, at, cStride);
        }
        VectorNarrowTiles.add(tile, a.depth, a.a, a.at, a.rows, i, panel, c, at, cStride);
        continue;
      }
      if (fresh) {
        clear(tile, PANEL, full, 0, PANEL);
      } else {
        copy(tile, width, c, at, cStride, full, 0, PANEL);
      }
      if (width < LANES) {
        VectorNarrowTiles.add(tile, a.depth, a.a, a.at, a.rows, i, panel, full, 0, PANEL);
      } else {
        VectorTiles.add(tile, a.depth, a.a, a.at, a.rows, i, panel, full, 0, PANEL);
      }
      copy(tile, width, full, 0, PANEL, c, at, cStride);
    }
  }

  private static void copy(
      int rows, int width, float[] from, int at, int stride, float[] to, int toAt, int toStride) {
    for (int r = 0; r < rows; r++) {
      System.arraycopy(from, at + r * stride, to, toAt + r * toStride, width);
    }
  }

  private static void packFringe(int depth, int width, Right b, int j, float[] panel) {
    for (int l = 0; l < depth; l++) {
      System.arraycopy(b.b, b.at + j + b.offsets[b.first + l], panel, l * PANEL, width);
    }
  }

  @Override
  public void addMatrixVector(
      int rows, int depth, Block a, float[] x, int xAt, float[] y, int yAt) {
    VectorMatrixVectorTiles.add(rows, depth, a, x, xAt, y, yAt);
  }

  @Override
  public int goodColumns() {
    return PANEL;
  }

  @Override
  public boolean readsGaps(int m, int k, int width) {
    if (m < GAP_ROWS || VectorTapTiles.suit(k)) {
      return false;
    }
    return VectorPanelPacking.isEasy(width)
        || k * width >= PIECES_PAY && VectorPanelPacking.suits(width);
  }

  @Override
  public int paddedColumns(int columns) {
    return (columns + LANES - 1) / LANES * LANES;
  }

  @Override
  public void transpose(int rows, int columns, Block from, Block to) {
    VectorCopy.transpose(rows, columns, from, to);
  }

  @Override
  public void copyRows(int planes, int rows, Margin margin, Block from, Block to) {
    VectorCopy.copyRows(planes, rows, margin, from, to);
  }
}
