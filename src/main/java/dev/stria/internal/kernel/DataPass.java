package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * The gradient of the data: the same product with the roles of channels and filters swapped.
 *
 * <p>Pixels whose coordinates have one remainder modulo the stride meet the same taps, so that each pair of remainders is a
 * convolution of stride 1 of its own. Its pixels are gathered before and scattered after.
 */
final class DataPass {
  /** Channels below which the order of sums is that of the filters. */
  private static final int CHANNELS = 8;

  /** Channels whose filters are swapped together. */
  private static final int TOGETHER = 16;

  /** Floats between transposed rows, so that they do not compete for the same lines of the cache. */
  private static final int APART = 16;

  /** What it costs to swap a tap, in multiply-adds of the heavy kernels. */
  private static final int SWAP_COST = 4;

  private final PanelMultiply kernel;
  private final WinogradPass winograd;

  DataPass(PanelMultiply kernel, WinogradPass winograd) {
    this.kernel = kernel;
    this.winograd = winograd;
  }

  /**
   * Whether the sum of a pixel goes over all filters of one position after the other, in row order, rather than over all
   * positions of one filter after the other: so it can be added up where most gradients are zero ({@link MaximaPass}).
   */
  static boolean goesByPosition(ConvGeometry g) {
    return g.groups() == 1
        && g.strideH() == 1
        && g.strideW() == 1
        && g.dilationH() == 1
        && g.dilationW() == 1
        && g.c() >= CHANNELS;
  }

  void run(ConvGeometry g, float[] dy, float[] w, float[] dx) {
    if (Winograd.takesData(g)) {
      winograd.backwardData(g, dy, w, dx);
      return;
    }
    for (int row = 0; row < Math.min(g.strideH(), g.h()); row++) {
      Phase rows = Phase.of(g.h(), row, g.strideH(), g.padTop(), g.kh(), g.dilationH());
      for (int column = 0; column < Math.min(g.strideW(), g.w()); column++) {
        Phase columns = Phase.of(g.w(), column, g.strideW(), g.padLeft(), g.kw(), g.dilationW());
        if (rows.taps.length > 0 && columns.taps.length > 0) {
          run(g, rows, columns, dy, w, dx);
        }
      }
    }
  }

  private void run(ConvGeometry g, Phase rows, Phase columns, float[] dy, float[] w, float[] dx) {
    int taps = g.groupFilters() * rows.taps.length * columns.taps.length;
    float[] swapped = Scratch.floats(Use.LEFT, g.c() * taps);
    swap(g, rows, columns, w, swapped);
    GridProduct grid =
        new GridProduct(
            kernel,
            new GridProduct.Sizes(
                g.n(),
                g.groups(),
                g.groupChannels(),
                g.groupFilters(),
                g.outH(),
                g.outW(),
                rows.count,
                columns.count),
            1,
            new PatchGrid.Axis(1, rows.shifts),
            new PatchGrid.Axis(1, columns.shifts),
            goesByPosition(g));
    GridProduct.Target target = target(g, rows, columns, dx);
    grid.run(dy, swapped, taps, () -> target);
  }

  private static GridProduct.Target target(ConvGeometry g, Phase rows, Phase columns, float[] dx) {
    int plane = g.h() * g.w();
    Block target = new Block(dx, 0, plane, g.c() * plane);
    return (image, images, firstRow, count, channel, channels, product) -> {
      int at = (image * g.c() + channel) * plane + (firstRow * rows.stride + rows.first) * g.w();
      int positions = count * columns.count;
      if (rows.stride == 1 && columns.stride == 1 && Staging.isSuperfluous(positions)) {
        product.writeTo(target, at, positions, true, null);
        return;
      }
      Block staged = Staging.block(images, channels, positions);
      Lattice lattice = new Lattice(count, rows.stride * g.w(), columns);
      for (int i = 0; i < images * channels; i++) {
        int from = at + i / channels * target.step() + i % channels * plane;
        lattice.gather(dx, from, staged.data(), i * staged.stride());
      }
      product.writeTo(staged, 0, staged.stride(), true, null);
      for (int i = 0; i < images * channels; i++) {
        int to = at + i / channels * target.step() + i % channels * plane;
        lattice.scatter(staged.data(), i * staged.stride(), dx, to);
      }
    };
  }

  /** The pixels of one phase in some rows of a plane. */
  private record Lattice(int rows, int rowStride, Phase columns) {
    void gather(float[] plane, int at, float[] dense, int denseAt) {
      for (int row = 0; row < rows; row++) {
        int from = at + row * rowStride + columns.first;
        int to = denseAt + row * columns.count;
        if (columns.stride == 1) {
          System.arraycopy(plane, from, dense, to, columns.count);
          continue;
        }
        for (int q = 0; q < columns.count; q++) {
          dense[to + q] = plane[from + q * columns.stride];
        }
      }
    }

    void scatter(float[] dense, int denseAt, float[] plane, int at) {
      for (int row = 0; row < rows; row++) {
        int from = denseAt + row * columns.count;
        int to = at + row * rowStride + columns.first;
        if (columns.stride == 1) {
          System.arraycopy(dense, from, plane, to, columns.count);
          continue;
        }
        for (int q = 0; q < columns.count; q++) {
          plane[to + q * columns.stride] = dense[from + q];
        }
      }
    }
  }

  /**
   * Writes the filters as {@code [C, K/groups, rows, columns]} with the taps of one phase, or as {@code [C, rows, columns, K]}
   * with the last tap, which meets the first position, first: for some channels at a time, whose taps lie together in each
   * filter.
   */
  private void swap(ConvGeometry g, Phase rows, Phase columns, float[] w, float[] swapped) {
    int[] cell = new int[rows.taps.length * columns.taps.length];
    for (int i = 0; i < cell.length; i++) {
      int row = rows.taps[i / columns.taps.length];
      cell[i] = row * g.kw() + columns.taps[i % columns.taps.length];
    }
    boolean byPosition = goesByPosition(g);
    int parts = (g.groupChannels() + TOGETHER - 1) / TOGETHER;
    long work = (long) g.c() * g.groupFilters() * cell.length * SWAP_COST;
    Parallel.run(
        g.groups() * parts,
        work,
        part -> {
          int first = part % parts * TOGETHER;
          int count = Math.min(TOGETHER, g.groupChannels() - first);
          if (byPosition) {
            transpose(g, first, count, w, swapped);
          } else {
            swapCells(g, part / parts, first, count, cell, w, swapped);
          }
        });
  }

  /** Swaps the filters of some channels by position: all taps are transposed at once, and then their rows put in order. */
  private void transpose(ConvGeometry g, int first, int count, float[] w, float[] swapped) {
    int taps = g.kh() * g.kw();
    int row = g.k() + APART;
    float[] transposed = Scratch.floats(Use.PLANES, count * taps * row);
    kernel.transpose(
        g.k(),
        count * taps,
        new Block(w, first * taps, g.c() * taps, 0),
        new Block(transposed, 0, row, 0));
    for (int i = 0; i < count * taps; i++) {
      int to = (first + i / taps) * taps + taps - 1 - i % taps;
      System.arraycopy(transposed, i * row, swapped, to * g.k(), g.k());
    }
  }

  private static void swapCells(
      ConvGeometry g, int group, int first, int count, int[] cell, float[] w, float[] swapped) {
    for (int k = 0; k < g.groupFilters(); k++) {
      int filter = (group * g.groupFilters() + k) * g.groupChannels();
      for (int c = first; c < first + count; c++) {
        int channel = (group * g.groupChannels() + c) * g.groupFilters() * cell.length;
        int from = (filter + c) * g.kh() * g.kw();
        int to = channel + k * cell.length;
        for (int i = 0; i < cell.length; i++) {
          swapped[to + i] = w[from + cell[i]];
        }
      }
    }
  }

  /** The pixels along one axis with one remainder modulo the stride, and the taps that they meet. */
  private static final class Phase {
    private final int first;
    private final int stride;
    private final int count;
    private final int[] taps;
    private final int[] shifts;

    private Phase(int first, int stride, int count, int[] taps, int[] shifts) {
      this.first = first;
      this.stride = stride;
      this.count = count;
      this.taps = taps;
      this.shifts = shifts;
    }

    /** Pixel {@code q·stride + first} meets tap {@code t} at output {@code q + (first + padding − t·dilation) / stride}. */
    static Phase of(int size, int first, int stride, int padding, int kernel, int dilation) {
      int[] taps = new int[kernel];
      int found = 0;
      for (int tap = 0; tap < kernel; tap++) {
        if (Math.floorMod(first + padding - tap * dilation, stride) == 0) {
          taps[found++] = tap;
        }
      }
      taps = Arrays.copyOf(taps, found);
      int[] shifts = new int[found];
      for (int i = 0; i < found; i++) {
        shifts[i] = (first + padding - taps[i] * dilation) / stride;
      }
      return new Phase(first, stride, (size - first + stride - 1) / stride, taps, shifts);
    }
  }
}
