package dev.stria.internal.kernel;

import java.util.Arrays;

/**
 * Lays one image out so that, for every position of the output, the pixels that the filter meets there are one run, or one
 * run per row of the filter.
 */
abstract class PatchRows {
  /** Patches up to this size are copied whole. */
  private static final int SMALL = 32;

  final ConvGeometry g;
  final int channels;

  private PatchRows(ConvGeometry g, int channels) {
    this.g = g;
    this.channels = channels;
  }

  /** Returns the layout that suits a geometry, for so many channels of a group. */
  static PatchRows of(ConvGeometry g, int channels) {
    return channels * g.kh() * g.kw() <= SMALL
        ? new Whole(g, channels)
        : new ChannelsLast(g, channels);
  }

  /** Returns the floats that one image takes. */
  abstract int size();

  /** Returns into how many segments a patch falls. */
  abstract int segments();

  /** Returns from one segment of a patch to the next. */
  abstract int segmentStep();

  /** Returns the width of a segment. */
  abstract int width();

  /** Returns of how many runs a segment consists. */
  abstract int runs();

  /** Returns from one run to the next. */
  abstract int runStep();

  /** Returns the width of a run. */
  final int runWidth() {
    return width() / runs();
  }

  /** Writes where the patch of each position starts. */
  abstract void offsets(int[] offsets);

  /** Lays out the channels of an image. */
  abstract void pack(float[] x, int at, float[] laidOut);

  /** Returns where, in sums laid out {@code [segment, filter, width]}, the tap (channel, row, column) of a filter lies. */
  abstract int sumOf(int tap, int filter, int filters);

  /** Each patch is copied, channel after channel: for few channels and small filters. */
  private static final class Whole extends PatchRows {
    Whole(ConvGeometry g, int channels) {
      super(g, channels);
    }

    @Override
    int size() {
      return g.outH() * g.outW() * width();
    }

    @Override
    int segments() {
      return 1;
    }

    @Override
    int segmentStep() {
      return 0;
    }

    @Override
    int width() {
      return channels * g.kh() * g.kw();
    }

    @Override
    int runs() {
      return 1;
    }

    @Override
    int runStep() {
      return 0;
    }

    @Override
    void offsets(int[] offsets) {
      for (int p = 0; p < g.outH() * g.outW(); p++) {
        offsets[p] = p * width();
      }
    }

    @Override
    void pack(float[] x, int at, float[] laidOut) {
      int tap = 0;
      for (int c = 0; c < channels; c++) {
        for (int i = 0; i < g.kh(); i++) {
          for (int j = 0; j < g.kw(); j++) {
            packTap(
                x,
                at + c * g.h() * g.w(),
                i * g.dilationH() - g.padTop(),
                j * g.dilationW() - g.padLeft(),
                laidOut,
                tap++);
          }
        }
      }
    }

    private void packTap(
        float[] x, int plane, int rowTap, int columnTap, float[] laidOut, int tap) {
      int width = width();
      int to = tap;
      int outW = g.outW();
      int stride = g.strideW();
      int left = Math.min(outW, columnTap >= 0 ? 0 : (stride - 1 - columnTap) / stride);
      int until =
          Math.max(
              left, Math.min(outW, columnTap >= g.w() ? 0 : (g.w() - 1 - columnTap) / stride + 1));
      for (int p = 0; p < g.outH(); p++) {
        int row = p * g.strideH() + rowTap;
        boolean inside = row >= 0 && row < g.h();
        int first = inside ? left : outW;
        int last = inside ? until : outW;
        int from = plane + row * g.w() + columnTap;
        for (int q = 0; q < first; q++) {
          laidOut[to + q * width] = 0f;
        }
        for (int q = first; q < last; q++) {
          laidOut[to + q * width] = x[from + q * stride];
        }
        for (int q = last; q < outW; q++) {
          laidOut[to + q * width] = 0f;
        }
        to += outW * width;
      }
    }

    @Override
    int sumOf(int tap, int filter, int filters) {
      return filter * width() + tap;
    }
  }

  /** The padded image with its channels last: a row of a patch is one run, and nothing is stored twice. */
  private static final class ChannelsLast extends PatchRows {
    private final int lineWidth;

    ChannelsLast(ConvGeometry g, int channels) {
      super(g, channels);
      this.lineWidth = (g.w() + g.padLeft() + g.padRight()) * channels;
    }

    @Override
    int size() {
      return (g.h() + g.padTop() + g.padBottom()) * lineWidth;
    }

    @Override
    int segments() {
      return g.kh();
    }

    @Override
    int segmentStep() {
      return g.dilationH() * lineWidth;
    }

    @Override
    int width() {
      return g.kw() * channels;
    }

    @Override
    int runs() {
      return g.dilationW() == 1 ? 1 : g.kw();
    }

    @Override
    int runStep() {
      return g.dilationW() * channels;
    }

    @Override
    void offsets(int[] offsets) {
      int at = 0;
      for (int p = 0; p < g.outH(); p++) {
        for (int q = 0; q < g.outW(); q++) {
          offsets[at++] = p * g.strideH() * lineWidth + q * g.strideW() * channels;
        }
      }
    }

    @Override
    void pack(float[] x, int at, float[] laidOut) {
      if (g.padTop() + g.padBottom() + g.padLeft() + g.padRight() > 0) {
        Arrays.fill(laidOut, 0, size(), 0f);
      }
      int plane = g.h() * g.w();
      for (int row = 0; row < g.h(); row++) {
        int to = (row + g.padTop()) * lineWidth + g.padLeft() * channels;
        int from = at + row * g.w();
        for (int c = 0; c < channels; c++) {
          for (int q = 0; q < g.w(); q++) {
            laidOut[to + q * channels + c] = x[from + c * plane + q];
          }
        }
      }
    }

    @Override
    int sumOf(int tap, int filter, int filters) {
      int c = tap / (g.kh() * g.kw());
      int i = tap / g.kw() % g.kh();
      int j = tap % g.kw();
      return (i * filters + filter) * width() + j * channels + c;
    }
  }
}
