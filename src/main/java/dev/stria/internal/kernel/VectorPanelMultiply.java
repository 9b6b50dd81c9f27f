package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.VectorTiles.LANES;
import static dev.stria.internal.kernel.VectorTiles.PANEL;
import static dev.stria.internal.kernel.VectorTiles.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Products in register blocks over panels of the right factor that are packed to lie in the first-level cache.
 */
final class VectorPanelMultiply implements PanelMultiply {
  /** Rows of the left factor from which on rows with gaps cost less than storing images once per column of the filter. */
  private static final int GAP_ROWS = 16;

  /** Inner dimension times width from which on that holds where a row of a panel is more pieces than two, too. */
  private static final int PIECES_PAY = 8192;

  @Override
  public Product product(Extent size, Rows a, Rows b, Block c, boolean accumulate, Tail tail) {
    if (VectorDirectMultiply.suit(size, b, accumulate)) {
      return new VectorDirectMultiply(size, a, b, c, accumulate, tail);
    }
    return VectorShallowMultiply.suit(size, b)
        ? new VectorShallowMultiply(size, a, b, c, accumulate, tail)
        : new VectorPanelProduct(size, a, b, c, accumulate, tail);
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
    if (VectorShallowMultiply.readsGaps(m, width)) {
      return true;
    }
    if (VectorDirectMultiply.suit(m, k)) {
      return false;
    }
    if (m < GAP_ROWS) {
      return false;
    }
    return VectorPanelPacking.isEasy(width)
        || k * width >= PIECES_PAY && VectorPanelPacking.suits(width);
  }

  @Override
  public boolean readsGapsInPlace(int m, int width) {
    return VectorDirectMultiply.suitsNear(m) && VectorPanelPacking.isEasy(width);
  }

  @Override
  public boolean readsNear(int m, int width) {
    return VectorDirectMultiply.suitsNear(m) && !VectorPanelPacking.isEasy(width);
  }

  @Override
  public int paddedColumns(int columns) {
    return (columns + LANES - 1) / LANES * LANES;
  }

  @Override
  public int panelColumns(int columns) {
    if (VectorDirectMultiply.FITS && columns % VectorDirectMultiply.WIDTH == 0) {
      return VectorDirectMultiply.WIDTH;
    }
    return transposesFast() && columns % PANEL == 0 ? PANEL : columns;
  }

  @Override
  public boolean transposesFast() {
    return LANES == VectorTransposeTiles.TILE;
  }

  @Override
  public void transpose(
      int rows,
      int columns,
      float[] from,
      int fromAt,
      int fromStride,
      float[] to,
      int toAt,
      int toStride) {
    VectorCopy.transpose(rows, columns, from, fromAt, fromStride, to, toAt, toStride);
  }

  @Override
  public void copyEvery(int count, int step, float[] from, int fromAt, float[] to, int toAt) {
    int done = step == 2 ? VectorCopy.copyEverySecond(count, from, fromAt, to, toAt) : 0;
    PanelMultiply.super.copyEvery(count - done, step, from, fromAt + done * step, to, toAt + done);
  }

  @Override
  public void copyRows(
      int planes,
      int rows,
      Margin margin,
      float[] from,
      int fromAt,
      int fromStride,
      int fromStep,
      float[] to,
      int toAt,
      int toStep) {
    VectorCopy.copyRows(planes, rows, margin, from, fromAt, fromStride, fromStep, to, toAt, toStep);
  }
}
