package dev.stria.internal.kernel;

import dev.stria.internal.kernel.PanelMultiply.Tail;

/** Where the blocks of a forward pass go, and what is done to them there. */
abstract class Finish {
  final ConvGeometry g;
  final float[] bias;
  final float[] y;
  final Epilogue epilogue;

  Finish(ConvGeometry g, float[] bias, float[] y, Epilogue epilogue) {
    this.g = g;
    this.bias = bias;
    this.y = y;
    this.epilogue = epilogue;
  }

  /**
   * A part of the result: some filters' answers to some rows of some images.
   *
   * @param image the first image
   * @param images how many
   * @param filter the first filter
   * @param filters how many
   * @param row the first row
   * @param rows how many
   */
  record Part(int image, int images, int filter, int filters, int row, int rows) {}

  /** Returns where a thread computes a part, and others of the same size. */
  Place place(Part part) {
    return staged(part);
  }

  /** Returns a place of the thread's own, which it has one of. */
  final Place staged(Part part) {
    return staged(part, Staging.block(part.images, part.filters, part.rows * g.outW()));
  }

  abstract Place staged(Part part, Block staged);

  final Tail tail(Part part, Block place, boolean relu) {
    return new Tail(epilogue, part.filters, place.stride(), place.data(), bias, part.filter, relu);
  }

  /** A place for parts of one size: what they have in common is an object once, not for every image. */
  abstract static class Place {
    final Part part;

    /** Where a part is computed, but for where that starts. */
    final Block block;

    /** What is done to a part as soon as it is computed, or {@code null} for nothing. */
    final Tail tail;

    Place(Part part, Block block, Tail tail) {
      this.part = part;
      this.block = block;
      this.tail = tail;
    }

    /** Whether it is for parts of this size. */
    final boolean suits(int images, int filter, int filters, int rows) {
      return part.images == images
          && part.filter == filter
          && part.filters == filters
          && part.rows == rows;
    }

    /** Whether it is the thread's own, which has room beside the positions. */
    boolean isOwn() {
      return true;
    }

    /** Returns where a part starts, whose first image and row are given. */
    int at(int image, int row) {
      return 0;
    }

    /** Finishes a part that is computed, its tail included, and stores it. */
    abstract void finish(int image, int row);
  }

  /** Adds the bias, and perhaps applies a relu: a part that is computed where it belongs is finished by its tail. */
  static final class SameShape extends Finish {
    private final boolean relu;

    SameShape(ConvGeometry g, float[] bias, float[] y, boolean relu, Epilogue epilogue) {
      super(g, bias, y, epilogue);
      this.relu = relu;
    }

    @Override
    Place place(Part part) {
      return Staging.isSuperfluous(part.rows * g.outW()) ? destination(part) : staged(part);
    }

    private Place destination(Part part) {
      int positions = g.outH() * g.outW();
      Block all = new Block(y, 0, positions, g.k() * positions);
      return new Place(part, all, relu || bias != null ? tail(part, all, relu) : null) {
        @Override
        boolean isOwn() {
          return false;
        }

        @Override
        int at(int image, int row) {
          return startOf(part, image, row);
        }

        @Override
        void finish(int image, int row) {
          // The tail has.
        }
      };
    }

    @Override
    Place staged(Part part, Block staged) {
      return new Place(part, staged, null) {
        @Override
        void finish(int image, int row) {
          for (int i = 0; i < part.images; i++) {
            store(part, staged, i * staged.step(), startOf(part, image + i, row));
          }
        }
      };
    }

    /** Returns where a part starts in the result. */
    private int startOf(Part part, int image, int row) {
      return ((image * g.k() + part.filter) * g.outH() + row) * g.outW();
    }

    /** Finishes and stores the answers to one image. */
    private void store(Part part, Block staged, int at, int to) {
      int columns = part.rows * g.outW();
      int plane = g.outH() * g.outW();
      float[] from = staged.data();
      int stride = staged.stride();
      if (relu) {
        epilogue.relu(part.filters, columns, from, at, stride, bias, part.filter, y, to, plane);
      } else if (bias != null) {
        epilogue.addBias(part.filters, columns, from, at, stride, bias, part.filter, y, to, plane);
      } else {
        for (int i = 0; i < part.filters; i++) {
          System.arraycopy(from, at + i * stride, y, to + i * plane, columns);
        }
      }
    }
  }

  /** Adds the bias, applies a relu and takes 2 × 2 maxima. */
  static final class ReluMax extends Finish {
    private final int[] argmax;

    ReluMax(ConvGeometry g, float[] bias, float[] y, int[] argmax, Epilogue epilogue) {
      super(g, bias, y, epilogue);
      this.argmax = argmax;
    }

    @Override
    Place staged(Part part, Block staged) {
      return new Pooled(part, staged, bias == null ? null : tail(part, staged, false));
    }

    private final class Pooled extends Place {
      private final int columns = g.outW() / 2;
      private final int maxima = g.outH() / 2 * columns;
      private Epilogue.Pool size;

      Pooled(Part part, Block block, Tail tail) {
        super(part, block, tail);
      }

      @Override
      void finish(int image, int row) {
        if (size == null || size.before() != row * g.outW()) {
          int before = row * g.outW();
          size =
              new Epilogue.Pool(
                  part.filters, part.rows / 2, columns, g.outW(), before, block.stride(), maxima);
        }
        for (int i = 0; i < part.images; i++) {
          int to = ((image + i) * g.k() + part.filter) * maxima + row / 2 * columns;
          epilogue.reluMax(size, block.data(), i * block.step(), y, argmax, to);
        }
      }
    }
  }
}
