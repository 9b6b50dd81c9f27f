package dev.stria.internal.kernel;

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

  /** Finishes a part and stores it. */
  void finish(Part part, Block computed) {
    Block to = destination(part);
    for (int i = 0; i < part.images; i++) {
      for (int k = 0; k < part.filters; k++) {
        finishRow(
            part.filter + k,
            part.rows * g.outW(),
            computed.data(),
            computed.at() + i * computed.step() + k * computed.stride(),
            to.at() + i * to.step() + k * to.stride());
      }
    }
  }

  /** Finishes and stores the answers of one filter to one image. */
  abstract void finishRow(int filter, int length, float[] x, int xAt, int yAt);

  final float biasOf(int filter) {
    return bias == null ? 0f : bias[filter];
  }

  /** Adds the bias. */
  static final class Store extends Finish {
    Store(ConvGeometry g, float[] bias, float[] y, Epilogue epilogue) {
      super(g, bias, y, epilogue);
    }

    @Override
    void finishRow(int filter, int length, float[] x, int xAt, int yAt) {
      if (bias != null) {
        epilogue.addBias(length, x, xAt, bias[filter], y, yAt);
      } else if (x != y) {
        System.arraycopy(x, xAt, y, yAt, length);
      }
    }
  }

  /** Adds the bias and applies a relu. */
  static final class Relu extends Finish {
    Relu(ConvGeometry g, float[] bias, float[] y, Epilogue epilogue) {
      super(g, bias, y, epilogue);
    }

    @Override
    void finishRow(int filter, int length, float[] x, int xAt, int yAt) {
      epilogue.relu(length, x, xAt, biasOf(filter), y, yAt);
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
        epilogue.reluMax(
            size, computed.data(), i * computed.step(), bias, part.filter(), y, argmax, to);
      }
    }

    @Override
    void finishRow(int filter, int length, float[] x, int xAt, int yAt) {
      throw new UnsupportedOperationException("maxima are taken of whole planes");
    }
  }
}
