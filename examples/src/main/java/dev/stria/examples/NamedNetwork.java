package dev.stria.examples;

import dev.stria.data.Normalization;
import dev.stria.nn.Conv2d;
import dev.stria.nn.GlobalAvgPool2d;
import dev.stria.nn.Linear;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.nn.model.GoogLeNet;
import dev.stria.nn.model.SqueezeNet;
import dev.stria.nn.model.Vgg;
import dev.stria.tensor.Shape;
import dev.stria.visual.Preparation;
import java.util.List;
import java.util.function.Supplier;

/** The networks that the programs know by name, each with the layers that suit it. */
enum NamedNetwork {
  /** Small and untrained: shows that a program runs, without any weights. */
  TINY(
      "",
      64,
      Preparation.of(
          Normalization.of(new float[] {0.5f, 0.5f, 0.5f}, new float[] {0.25f, 0.25f, 0.25f})),
      NamedNetwork::tiny,
      new Favourites("relu3", List.of("relu3"), List.of("relu1", "relu2", "relu3"), "relu3")),

  /** SqueezeNet 1.1. */
  SQUEEZENET(
      "squeezenet1_1",
      227,
      NamedNetwork.caffe(),
      () -> SqueezeNet.classes(1000),
      new Favourites(
          "fire8",
          List.of("fire5"),
          List.of("relu_conv1", "fire2", "fire3", "fire4", "fire5", "fire6"),
          "fire9")),

  /** BVLC's GoogLeNet, the network of the first deep dreams. */
  GOOGLENET(
      "bvlc_googlenet",
      224,
      NamedNetwork.caffe(),
      () -> GoogLeNet.classes(1000),
      new Favourites(
          "inception_4c",
          List.of("inception_3b"),
          List.of("conv1", "conv2", "inception_3a", "inception_3b", "inception_4a"),
          "inception_5b")),

  /** VGG-19 without its classifier, the network of the paper on style. */
  VGG19(
      "vgg19",
      224,
      Preparation.of(
          Normalization.of(
              new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f})),
      Vgg::features19,
      new Favourites(
          "features.29",
          List.of("features.22"),
          List.of("features.1", "features.6", "features.11", "features.20", "features.29"),
          "features.35"));

  /**
   * The layers that suit a purpose.
   *
   * @param dream what dreams show best
   * @param content what stays in a style transfer
   * @param style what is taken from the style's picture
   * @param last the last one that still says where
   */
  record Favourites(String dream, List<String> content, List<String> style, String last) {}

  /** The file of weights, without its ending; empty if there is none. */
  final String file;

  final int side;
  final Preparation preparation;
  final Supplier<Sequential.Chain> blueprint;
  final Favourites favourites;

  NamedNetwork(
      String file,
      int side,
      Preparation preparation,
      Supplier<Sequential.Chain> blueprint,
      Favourites favourites) {
    this.file = file;
    this.side = side;
    this.preparation = preparation;
    this.blueprint = blueprint;
    this.favourites = favourites;
  }

  /** Builds the network with random weights. */
  Sequential build() {
    return blueprint.get().build(Shape.of(3, side, side), 1);
  }

  /** BGR from 0 to 255, less the mean. */
  private static Preparation caffe() {
    float unit = 1 / 255f;
    return Preparation.of(
            Normalization.of(
                new float[] {104 * unit, 117 * unit, 123 * unit}, new float[] {unit, unit, unit}))
        .bgr();
  }

  private static Sequential.Chain tiny() {
    return Sequential.layers()
        .add("conv1", Conv2d.filters(16).kernel(5).padding(2))
        .add("relu1", Relu::new)
        .add("pool1", MaxPool2d.kernel(2))
        .add("conv2", Conv2d.filters(32).kernel(3).padding(1))
        .add("relu2", Relu::new)
        .add("pool2", MaxPool2d.kernel(2))
        .add("conv3", Conv2d.filters(32).kernel(3).padding(1))
        .add("relu3", Relu::new)
        .add("pool3", GlobalAvgPool2d::new)
        .add("fc", Linear.units(10));
  }
}
