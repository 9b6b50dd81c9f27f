package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.PANEL;

import jdk.incubator.vector.FloatVector;

/** Products in register blocks over panels of the right factor that are packed to lie in the first-level cache. */
final class VectorPanelMultiply implements PanelMultiply {
  /** The longest stretch of the inner dimension that is packed at once. */
  private static final int DEPTH = 256;

  /** Registers for 16 sums need 32 in all; with 256-bit vectors there are usually 16. */
  private static final RowTiles TILES = LANES == 8 ? RowTiles.upTo(5) : RowTiles.upTo(8);

  @Override
  public void addProduct(Extent size, Block a, Rows b, Block c) {
    float[] panel = Scratch.floats(Scratch.Use.PANEL, DEPTH * PANEL);
    for (int segment = 0; segment < size.segments(); segment++) {
      int bAt = b.at() + segment * b.step();
      int cAt = c.at() + segment * c.step();
      for (int l = 0; l < size.k(); l += DEPTH) {
        int depth = Math.min(DEPTH, size.k() - l);
        int reach = reach(b.offsets(), l, depth) + bAt + PANEL;
        for (int j = 0; j < size.n(); j += PANEL) {
          int width = Math.min(PANEL, size.n() - j);
          if (width == PANEL || reach + j <= b.data().length) {
            pack(depth, b.data(), bAt + j, b.offsets(), l, panel);
          } else {
            packFringe(depth, width, b.data(), bAt + j, b.offsets(), l, panel);
          }
          if (width == PANEL) {
            addPanel(size.m(), depth, a, l, panel, c.data(), cAt + j, c.stride());
          } else {
            addFringe(size.m(), depth, width, a, l, panel, c.data(), cAt + j, c.stride());
          }
        }
      }
    }
  }

  private static int reach(int[] offsets, int from, int count) {
    int reach = 0;
    for (int l = from; l < from + count; l++) {
      reach = Math.max(reach, offsets[l]);
    }
    return reach;
  }

  private static void pack(int depth, float[] b, int at, int[] offsets, int first, float[] panel) {
    for (int l = 0; l < depth; l++) {
      int from = at + offsets[first + l];
      FloatVector left = FloatVector.fromArray(VectorTiles.SPECIES, b, from);
      FloatVector right = FloatVector.fromArray(VectorTiles.SPECIES, b, from + LANES);
      left.intoArray(panel, l * PANEL);
      right.intoArray(panel, l * PANEL + LANES);
    }
  }

  private static void packFringe(
      int depth, int width, float[] b, int at, int[] offsets, int first, float[] panel) {
    for (int l = 0; l < depth; l++) {
      System.arraycopy(b, at + offsets[first + l], panel, l * PANEL, width);
    }
  }

  private static void addPanel(
      int m, int depth, Block a, int l, float[] panel, float[] c, int cAt, int cStride) {
    int tile;
    for (int i = 0; i < m; i += tile) {
      tile = TILES.next(m - i);
      add(
          tile,
          depth,
          a.data(),
          a.at() + i * a.stride() + l,
          a.stride(),
          panel,
          c,
          cAt + i * cStride,
          cStride);
    }
  }

  /** Adds to columns that do not fill a panel, by way of a full block. */
  private static void addFringe(
      int m, int depth, int width, Block a, int l, float[] panel, float[] c, int cAt, int cStride) {
    float[] full = Scratch.floats(Scratch.Use.FRINGE, 8 * PANEL);
    int tile;
    for (int i = 0; i < m; i += tile) {
      tile = TILES.next(m - i);
      for (int r = 0; r < tile; r++) {
        System.arraycopy(c, cAt + (i + r) * cStride, full, r * PANEL, width);
      }
      int aAt = a.at() + i * a.stride() + l;
      if (tile == 8 && width <= LANES) {
        VectorTiles.add8x1(depth, a.data(), aAt, a.stride(), panel, full, 0, PANEL);
      } else {
        add(tile, depth, a.data(), aAt, a.stride(), panel, full, 0, PANEL);
      }
      for (int r = 0; r < tile; r++) {
        System.arraycopy(full, r * PANEL, c, cAt + (i + r) * cStride, width);
      }
    }
  }

  private static void add(
      int rows,
      int k,
      float[] a,
      int aAt,
      int aStride,
      float[] panel,
      float[] c,
      int cAt,
      int cStride) {
    switch (rows) {
      case 8 -> VectorTiles.add8x2(k, a, aAt, aStride, panel, c, cAt, cStride);
      case 5 -> VectorTiles.add5x2(k, a, aAt, aStride, panel, c, cAt, cStride);
      case 4 -> VectorTiles.add4x2(k, a, aAt, aStride, panel, c, cAt, cStride);
      case 2 -> VectorTiles.add2x2(k, a, aAt, aStride, panel, c, cAt, cStride);
      default -> VectorTiles.add1x2(k, a, aAt, aStride, panel, c, cAt, cStride);
    }
  }

  @Override
  public void copyRows(
      int rows, Margin margin, float[] from, int fromAt, int fromStride, float[] to, int toAt) {
    int width = margin.width();
    int at = toAt;
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < margin.left(); i++) {
        to[at++] = 0f;
      }
      int source = fromAt + row * fromStride;
      if (source + width + LANES <= from.length) {
        for (int i = 0; i < width; i += LANES) {
          FloatVector.fromArray(VectorTiles.SPECIES, from, source + i).intoArray(to, at + i);
        }
      } else {
        System.arraycopy(from, source, to, at, width);
      }
      at += width;
      for (int i = 0; i < margin.right(); i++) {
        to[at++] = 0f;
      }
    }
  }
}
