package dev.stria.internal.kernel;

import dev.stria.internal.kernel.Scratch.Use;
import java.util.function.IntConsumer;

/**
 * The gradient of the filters: {@code dw = dy · patches}, summed over the positions of all images.
 *
 * <p>The images are cut into chunks that depend on the geometry alone. A chunk's sum is one chain over (image, row, column)
 * from zero; the chunks are added up in order, and their sum to {@code dw}. Where a filter is large beside what is summed,
 * threads share channels or groups rather than images.
 */
final class WeightsPass {
  /** The most blocks, and so the most threads that share the work. */
  private static final int BLOCKS = 8;

  /** Positions that a chunk should have at least. */
  private static final int CHUNK_POSITIONS = 256;

  /** Channels that a block should have at least, so that rearranging the gradient is little beside using it. */
  private static final int BLOCK_CHANNELS = 16;

  private final PanelMultiply kernel;

  WeightsPass(PanelMultiply kernel) {
    this.kernel = kernel;
  }

  void run(ConvGeometry g, float[] x, float[] dy, float[] dw) {
    new Plan(g).run(x, dy, dw);
  }

  /** Returns into how many chunks the images are cut. */
  static int chunks(ConvGeometry g) {
    int taps = g.groupChannels() * g.kh() * g.kw();
    long positions = (long) g.n() * g.outH() * g.outW();
    long worth = positions / Math.max(CHUNK_POSITIONS, 2 * taps);
    long most = Math.max(1, Math.min(worth, Math.min(g.n(), BLOCKS)));
    return (int) Long.highestOneBit(most);
  }

  /** How one call is cut into blocks: chunks of images times parts of the channels. */
  private final class Plan {
    private final ConvGeometry g;
    private final int chunks;
    private final int parts;
    private final int[] partAt;

    /** The sums of the first part, and so of all parts with as many channels. */
    private final FilterSums first;

    Plan(ConvGeometry g) {
      this.g = g;
      this.chunks = chunks(g);
      int units = g.groups() > 1 ? g.groups() : g.c() / BLOCK_CHANNELS;
      this.parts = Math.max(1, Math.min(BLOCKS / chunks, units));
      this.first = FilterSums.of(kernel, g, channels(0));
      this.partAt = new int[parts + 1];
      for (int part = 0; part < parts; part++) {
        partAt[part + 1] = partAt[part] + groups(part) * sums(part).size();
      }
    }

    /** Returns the sums for one group of a part, of which only the layout may be asked. */
    private FilterSums sums(int part) {
      return channels(part) == first.channels ? first : FilterSums.of(kernel, g, channels(part));
    }

    private int channels(int part) {
      return channel(part + 1) - channel(part);
    }

    private int groups(int part) {
      return g.groups() == 1 ? 1 : group(part + 1) - group(part);
    }

    /** Returns the first group of a part. */
    private int group(int part) {
      return g.groups() == 1 ? 0 : g.groups() * part / parts;
    }

    /** Returns the first channel of a part inside its group. */
    private int channel(int part) {
      return g.groups() == 1 ? g.c() * part / parts : g.groupChannels() * part;
    }

    void run(float[] x, float[] dy, float[] dw) {
      int count = partAt[parts];
      float[] sums = Scratch.floats(Use.RESULT, chunks * count);
      float[] shared = shared(dy);
      Parallel.run(chunks * parts, g.multiplyAdds(), () -> new Turn(x, dy, shared, sums));
      Parallel.run(parts, (long) chunks * count * Ranges.LIGHT, part -> addUp(part, sums, dw));
    }

    /** Returns the gradient, rearranged once for all parts, or {@code null} where they do that for themselves. */
    private float[] shared(float[] dy) {
      int size = parts == 1 || g.groups() > 1 ? 0 : first.sharedSize();
      if (size == 0) {
        return null;
      }
      float[] shared = Scratch.floats(Use.RIGHT, size + PanelMultiply.SLACK);
      long work = (long) size * Ranges.LIGHT;
      Parallel.run(g.n(), work, image -> first.rearrange(dy, image, shared));
      return shared;
    }

    /** What one thread does. */
    private final class Turn implements IntConsumer {
      private final float[] x;
      private final float[] dy;
      private final float[] shared;
      private final float[] sums;
      private FilterSums own;

      Turn(float[] x, float[] dy, float[] shared, float[] sums) {
        this.x = x;
        this.dy = dy;
        this.shared = shared;
        this.sums = sums;
      }

      @Override
      public void accept(int block) {
        int chunk = block / parts;
        int part = block % parts;
        int image = (int) ((long) g.n() * chunk / chunks);
        int images = (int) ((long) g.n() * (chunk + 1) / chunks) - image;
        if (own == null || own.channels != channels(part)) {
          own = FilterSums.of(kernel, g, channels(part));
          own.read(shared);
        }
        int channel = g.groups() == 1 ? channel(part) : 0;
        for (int i = 0; i < groups(part); i++) {
          int group = group(part) + i;
          int xAt = (image * g.c() + group * g.groupChannels() + channel) * g.h() * g.w();
          int dyAt = (image * g.k() + group * g.groupFilters()) * g.outH() * g.outW();
          int at = chunk * partAt[parts] + partAt[part] + i * own.size();
          own.sum(x, xAt, dy, dyAt, images, sums, at);
        }
      }
    }

    private void addUp(int part, float[] sums, float[] dw) {
      int from = partAt[part];
      int until = partAt[part + 1];
      for (int chunk = 1; chunk < chunks; chunk++) {
        addTo(sums, from, until - from, chunk * partAt[parts] + from);
      }
      FilterSums own = sums(part);
      int channel = g.groups() == 1 ? channel(part) : 0;
      for (int i = 0; i < groups(part); i++) {
        int filter = (group(part) + i) * g.groupFilters();
        int at = (filter * g.groupChannels() + channel) * g.kh() * g.kw();
        own.addTo(sums, from + i * own.size(), dw, at);
      }
    }

    private void addTo(float[] sums, int at, int count, int from) {
      for (int i = 0; i < count; i++) {
        sums[at + i] += sums[from + i];
      }
    }
  }
}
