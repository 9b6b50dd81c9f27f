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

  /** Returns what is done to columns of a part as soon as they are computed, or {@code null} for nothing. */
  abstract Tail tail(Part part, Block place);

  /** Finishes a part that is computed, its tail included, and stores it. */
  abstract void finish(Part part, Block computed);

  /** What leaves the shape as it is: a part that is computed where it belongs is finished by its tail. */
  private abstract static class SameShape extends Finish {
    SameShape(ConvGeometry g, float[] bias, float[] y, Epilogue epilogue) {
      super(g, bias, y, epilogue);
    }

    @Override
    final void finish(Part part, Block computed) {
      if (computed.data() == y) {
        return;
      }
      Block to = destination(part);
      for (int i = 0; i < part.images; i++) {
        store(part, computed, i * computed.step(), to.at() + i * to.step(), to.stride());
      }
    }

    /** Finishes and stores the answers to one image. */
    abstract void store(Part part, Block computed, int from, int to, int toStride);
  }

  /** Adds the bias. */
  static final class Store extends SameShape {
    Store(ConvGeometry g, float[] bias, float[] y, Epilogue epilogue) {
      super(g, bias, y, epilogue);
    }

    @Override
    Tail tail(Part part, Block place) {
      return place.data() != y || bias == null
          ? null
          : (at, columns) -> addBias(part, columns, y, at, place.stride(), at, place.stride());
    }

    private void addBias(
        Part part, int columns, float[] x, int from, int stride, int to, int toStride) {
      epilogue.addBias(part.filters, columns, x, from, stride, bias, part.filter, y, to, toStride);
    }

    @Override
    void store(Part part, Block computed, int from, int to, int toStride) {
      int columns = part.rows * g.outW();
      if (bias != null) {
        addBias(part, columns, computed.data(), from, computed.stride(), to, toStride);
        return;
      }
      for (int k = 0; k < part.filters; k++) {
        int row = from + k * computed.stride();
        System.arraycopy(computed.data(), row, y, to + k * toStride, columns);
      }
    }
  }

  /** Adds the bias and applies a relu. */
  static final class Relu extends SameShape {
    Relu(ConvGeometry g, float[] bias, float[] y, Epilogue epilogue) {
      super(g, bias, y, epilogue);
    }

    @Override
    Tail tail(Part part, Block place) {
      return place.data() != y
          ? null
          : (at, columns) -> relu(part, columns, y, at, place.stride(), at, place.stride());
    }

    private void relu(
        Part part, int columns, float[] x, int from, int stride, int to, int toStride) {
      epilogue.relu(part.filters, columns, x, from, stride, bias, part.filter, y, to, toStride);
    }

    @Override
    void store(Part part, Block computed, int from, int to, int toStride) {
      relu(part, part.rows * g.outW(), computed.data(), from, computed.stride(), to, toStride);
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
      float[] x = place.data();
      int stride = place.stride();
      return bias == null
          ? null
          : (at, columns) ->
              epilogue.addBias(
                  part.filters, columns, x, at, stride, bias, part.filter, x, at, stride);
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
