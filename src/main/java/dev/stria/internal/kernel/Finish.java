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

  /** Returns where a part is to be computed, or {@code null} for a place of the thread's own. */
  Block place(Part part) {
    return Staging.isSuperfluous(part.rows * g.outW()) ? destination(part) : null;
  }

  /** Returns where a part lies in a result of the convolution's shape. */
  final Block destination(Part part) {
    int positions = g.outH() * g.outW();
    int at = (part.image * g.k() + part.filter) * positions + part.row * g.outW();
    return new Block(y, at, positions, g.k() * positions);
  }

  final Tail tail(Part part, Block place, boolean relu) {
    return new Tail(epilogue, part.filters, place.stride(), place.data(), bias, part.filter, relu);
  }

  /** Returns what is done to a part as soon as it is computed in a place, or {@code null} for nothing. */
  abstract Tail tail(Part part, Block place);

  /** Finishes a part that is computed, its tail included, and stores it. */
  abstract void finish(Part part, Block computed);

  /** Adds the bias, and perhaps applies a relu: a part that is computed where it belongs is finished by its tail. */
  static final class SameShape extends Finish {
    private final boolean relu;

    SameShape(ConvGeometry g, float[] bias, float[] y, boolean relu, Epilogue epilogue) {
      super(g, bias, y, epilogue);
      this.relu = relu;
    }

    @Override
    Tail tail(Part part, Block place) {
      boolean inPlace = place.data() == y && (relu || bias != null);
      return inPlace ? tail(part, place, relu) : null;
    }

    @Override
    void finish(Part part, Block computed) {
      if (computed.data() == y) {
        return;
      }
      Block to = destination(part);
      for (int i = 0; i < part.images; i++) {
        store(part, computed.segment(i), to.segment(i));
      }
    }

    /** Finishes and stores the answers to one image. */
    private void store(Part part, Block computed, Block to) {
      int columns = part.rows * g.outW();
      if (relu) {
        epilogue.relu(part.filters, columns, computed, bias, part.filter, to);
      } else if (bias != null) {
        epilogue.addBias(part.filters, columns, computed, bias, part.filter, to);
      } else {
        computed.copyTo(to, part.filters, columns);
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
    Block place(Part part) {
      return null;
    }

    @Override
    Tail tail(Part part, Block place) {
      return bias == null ? null : tail(part, place, false);
    }

    @Override
    void finish(Part part, Block computed) {
      int columns = g.outW() / 2;
      int maxima = g.outH() / 2 * columns;
      Epilogue.Pool size =
          new Epilogue.Pool(
              part.filters(),
              part.rows() / 2,
              columns,
              g.outW(),
              part.row() * g.outW(),
              computed.stride(),
              maxima);
      for (int i = 0; i < part.images(); i++) {
        int to = ((part.image() + i) * g.k() + part.filter()) * maxima + part.row() / 2 * columns;
        epilogue.reluMax(size, computed.data(), i * computed.step(), y, argmax, to);
      }
    }
  }
}
