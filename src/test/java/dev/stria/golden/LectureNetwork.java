package dev.stria.golden;

import dev.stria.autograd.Parameter;
import dev.stria.data.Safetensors;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** The network that the training suites train: two convolutions, two pools, two fully connected layers. */
final class LectureNetwork {
  private final Params sizes;
  private final Safetensors weights;

  LectureNetwork(Params sizes, Safetensors weights) {
    this.sizes = sizes;
    this.weights = weights;
  }

  /** Returns a new network with the weights {@code init/…}. */
  Sequential build() {
    int side = sizes.integer("side");
    Sequential model =
        Sequential.layers()
            .add("conv1", Conv2d.filters(sizes.integer("conv1")).kernel(3))
            .add("relu1", Relu::new)
            .add("pool1", MaxPool2d.kernel(2))
            .add("conv2", Conv2d.filters(sizes.integer("conv2")).kernel(3))
            .add("relu2", Relu::new)
            .add("pool2", MaxPool2d.kernel(2))
            .add("flatten", Flatten::new)
            .add("fc1", Linear.units(sizes.integer("hidden")))
            .add("relu3", Relu::new)
            .add("fc2", Linear.units(sizes.integer("classes")))
            .build(Shape.of(sizes.integer("cin"), side, side), 1);
    for (Parameter parameter : model.parameters()) {
      float[] initial = tensor(weights, "init/" + parameter.name()).data();
      System.arraycopy(initial, 0, parameter.value().data(), 0, initial.length);
    }
    return model;
  }

  static Tensor tensor(Safetensors file, String name) {
    Tensor tensor = file.tensors().get(name);
    if (tensor == null) {
      throw new GoldenMismatch("no tensor '" + name + "' in the file");
    }
    return tensor;
  }
}
