package dev.stria.examples;

import dev.stria.nn.BatchNorm;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Residual;
import dev.stria.nn.Sequential;

/** The piece that most convolutional networks are made of: 3×3 convolution, batch normalisation, relu. */
final class ConvBlock {
  private ConvBlock() {}

  /** Returns a chain with one more piece; its layers' names end in {@code number}. */
  static Sequential.Chain add(Sequential.Chain chain, String number, int filters, int padding) {
    return chain
        .add("conv" + number, Conv2d.filters(filters).kernel(3).padding(padding).noBias())
        .add("norm" + number, BatchNorm::new)
        .add("relu" + number, Relu::new);
  }

  /** Returns two pieces with a way past them. */
  static Residual.Options residual(int filters) {
    return Residual.around(add(add(Sequential.layers(), "1", filters, 1), "2", filters, 1));
  }
}
