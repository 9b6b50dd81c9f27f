package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.Arrays;

/**
 * The gradient of the filters: {@code dw = dy · patches}, summed over the positions of all images.
 *
 * <p>The images are cut into chunks that depend on the geometry alone. A chunk's sum is one chain over (image, row, column)
 * from zero, and the chunks are added to {@code dw} in order.
 */
final class WeightsPass {
  /** The most chunks, and so the most threads that share the images. */
  private static final int CHUNKS = 8;

  /** Positions that a chunk should have at least, so that adding it up is little beside computing it. */
  private static final int CHUNK_POSITIONS = 256;

  /** Filters that a block should have at least, so that rearranging the image is little beside using it. */
  private static final int BLOCK_FILTERS = 16;

  private final PanelMultiply kernel;

  WeightsPass(PanelMultiply kernel) {
    this.kernel = kernel;
  }

  void run(ConvGeometry g, float[] x, float[] dy, float[] dw) {
    int positions = g.outH() * g.outW();
    PatchRows patches = PatchRows.of(g);
    int[] offsets = Scratch.ints(Use.OFFSETS, positions);
    patches.offsets(offsets);
    int count = g.k() * g.groupChannels() * g.kh() * g.kw();
    int chunks =
        (int)
            Math.max(
                1, Math.min((long) g.n() * positions / CHUNK_POSITIONS, Math.min(g.n(), CHUNKS)));
    int filterBlocks = Math.max(1, Math.min(CHUNKS / chunks, g.groupFilters() / BLOCK_FILTERS));
    float[] sums = Scratch.floats(Use.RESULT, chunks * count);
    Parallel.run(
        chunks * filterBlocks,
        g.multiplyAdds(),
        block -> {
          int chunk = block / filterBlocks;
          int filterBlock = block % filterBlocks;
          int from = g.groupFilters() * filterBlock / filterBlocks;
          int until = g.groupFilters() * (filterBlock + 1) / filterBlocks;
          int firstImage = (int) ((long) g.n() * chunk / chunks);
          int lastImage = (int) ((long) g.n() * (chunk + 1) / chunks);
          Part part = new Part(firstImage, lastImage, from, until, chunk * count);
          sumChunk(g, patches, part, offsets, x, dy, sums);
        });
    Parallel.run(
        g.groups(), (long) chunks * count, group -> addChunks(g, patches, chunks, group, sums, dw));
  }

  /** Some images and some filters of each group, and where the sums of the chunk lie. */
  private record Part(int firstImage, int lastImage, int firstFilter, int lastFilter, int sumsAt) {}

  private void sumChunk(
      ConvGeometry g,
      PatchRows patches,
      Part part,
      int[] offsets,
      float[] x,
      float[] dy,
      float[] sums) {
    int positions = g.outH() * g.outW();
    int filters = g.groupFilters();
    int rows = part.lastFilter - part.firstFilter;
    int groupSize = filters * g.groupChannels() * g.kh() * g.kw();
    float[] laidOut = Scratch.floats(Use.PLANES, patches.size() + PanelMultiply.SLACK);
    for (int group = 0; group < g.groups(); group++) {
      int sumsAt = part.sumsAt + group * groupSize + part.firstFilter * patches.width();
      for (int segment = 0; segment < patches.segments(); segment++) {
        int at = sumsAt + segment * filters * patches.width();
        Arrays.fill(sums, at, at + rows * patches.width(), 0f);
      }
      for (int image = part.firstImage; image < part.lastImage; image++) {
        patches.pack(x, (image * g.c() + group * g.groupChannels()) * g.h() * g.w(), laidOut);
        int filter = image * g.k() + group * filters + part.firstFilter;
        Block a = new Block(dy, filter * positions, positions, 0);
        Extent size = new Extent(rows, patches.runWidth(), positions, patches.segments());
        for (int run = 0; run < patches.runs(); run++) {
          kernel.addProduct(
              size,
              a,
              new Rows(laidOut, run * patches.runStep(), offsets, patches.segmentStep()),
              new Block(
                  sums,
                  sumsAt + run * patches.runWidth(),
                  patches.width(),
                  filters * patches.width()));
        }
      }
    }
  }

  /** Adds the chunks of one group, which lie as {@code [segment, filter, width]}, to the gradient. */
  private static void addChunks(
      ConvGeometry g, PatchRows patches, int chunks, int group, float[] sums, float[] dw) {
    int filters = g.groupFilters();
    int groupSize = filters * patches.segments() * patches.width();
    int count = groupSize * g.groups();
    int at = group * groupSize;
    for (int k = 0; k < filters; k++) {
      for (int tap = 0; tap < patches.segments() * patches.width(); tap++) {
        int from = group * groupSize + patches.sumOf(tap, k, filters);
        float sum = dw[at];
        for (int chunk = 0; chunk < chunks; chunk++) {
          sum += sums[chunk * count + from];
        }
        dw[at++] = sum;
      }
    }
  }
}
