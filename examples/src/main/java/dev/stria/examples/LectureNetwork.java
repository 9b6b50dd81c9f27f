package dev.stria.examples;

import dev.stria.nn.Conv2d;
import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.nn.Softmax;
import dev.stria.tensor.Shape;

/** The lecture's network for handwritten digits: 137,660 weights. */
final class LectureNetwork {
  private LectureNetwork() {}

  static Sequential build(long seed) {
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
        .add("softmax", Softmax::new)
        .build(Shape.of(1, 28, 28), seed);
  }
}
