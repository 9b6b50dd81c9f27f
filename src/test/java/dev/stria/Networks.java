package dev.stria;

import dev.stria.nn.Conv2d;
import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.tensor.Shape;

/** The networks that several tests train. */
final class Networks {
  private Networks() {}

  /** The lecture's, W1 of the benchmarks. */
  static Sequential lecture(long seed) {
    return Sequential.layers()
        .add("conv1", Conv2d.filters(25).kernel(3))
        .add("relu1", Relu::new)
        .add("pool1", MaxPool2d.kernel(2))
        .add("conv2", Conv2d.filters(50).kernel(3))
        .add("relu2", Relu::new)
        .add("pool2", MaxPool2d.kernel(2))
        .add("flatten", Flatten::new)
        .add("fc1", Linear.units(100))
        .add("relu3", Relu::new)
        .add("fc2", Linear.units(10))
        .build(Shape.of(1, 28, 28), seed);
  }

  /** W3 of the benchmarks on smaller images: two convolutions each of 64, 128 and 256 filters. */
  static Sequential sixConvolutions(long seed) {
    Sequential.Chain chain = Sequential.layers();
    for (int filters : new int[] {64, 128, 256}) {
      chain =
          chain
              .add("a" + filters, Conv2d.filters(filters).kernel(3).padding(1))
              .add("relu_a" + filters, Relu::new)
              .add("b" + filters, Conv2d.filters(filters).kernel(3).padding(1))
              .add("relu_b" + filters, Relu::new)
              .add("pool" + filters, MaxPool2d.kernel(2));
    }
    return chain
        .add("flatten", Flatten::new)
        .add("fc1", Linear.units(256))
        .add("relu", Relu::new)
        .add("fc2", Linear.units(10))
        .build(Shape.of(3, 8, 8), seed);
  }
}
