package dev.stria.examples;

import dev.stria.data.Augment;
import dev.stria.data.Augmentation;
import dev.stria.data.FashionMnist;
import dev.stria.data.Normalization;
import dev.stria.data.TrainTest;
import dev.stria.nn.Dropout;
import dev.stria.nn.Flatten;
import dev.stria.nn.GlobalAvgPool2d;
import dev.stria.nn.Linear;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Sequential;
import dev.stria.nn.Softmax;
import dev.stria.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * A residual network that tells clothes apart, better than 93.5 %, trained in 19 minutes on two cores. In the test it looks at
 * each picture and at its mirror image, and averages what it says; with the picture alone it was right 0.2 % less often.
 */
@Command(
    name = "FashionAccuracy",
    mixinStandardHelpOptions = true,
    version = "Stria 0.1.0",
    showDefaultValues = true,
    description =
        "Trains a residual network on Fashion-MNIST, and writes model, curves, confusion matrix "
            + "and a report to one folder. The data (30 MB) are downloaded once.")
public final class FashionAccuracy extends TrainingExample {
  private static final Shape IMAGE = Shape.of(1, 28, 28);

  @Option(
      names = "--data",
      description =
          "folder with the four files (default: the cache, into which they are downloaded)")
  private Path data;

  @Option(
      names = "--generated",
      description = "try the program on so many generated pictures instead of the real ones")
  private int generated;

  private FashionAccuracy() {
    super("fashion-accuracy", 15);
  }

  /**
   * Runs the example.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    CommandLines.run(new FashionAccuracy(), args);
  }

  @Override
  TrainTest load() throws IOException {
    if (generated > 0) {
      return GeneratedPictures.of(IMAGE, generated, seed);
    }
    return data == null ? FashionMnist.load() : FashionMnist.load(data);
  }

  @Override
  Sequential network() {
    Sequential.Chain layers = Sequential.layers();
    layers = ConvBlock.add(layers, "1", 32, 1).add("pool1", MaxPool2d.kernel(2));
    layers = ConvBlock.add(layers, "2", 64, 1).add("res1", ConvBlock.residual(64));
    layers = layers.add("pool2", MaxPool2d.kernel(2));
    layers = ConvBlock.add(layers, "3", 128, 1).add("res2", ConvBlock.residual(128));
    return layers
        .add("pool3", GlobalAvgPool2d::new)
        .add("flatten", Flatten::new)
        .add("drop", Dropout.probability(0.2))
        .add("fc", Linear.units(10))
        .add("softmax", Softmax::new)
        .build(IMAGE, seed);
  }

  @Override
  Augmentation augmentation() {
    return Augment.crop(2).then(Augment.flip());
  }

  @Override
  List<Augmentation> views() {
    return List.of(Augment.mirror());
  }

  @Override
  Normalization normalization() {
    return FashionMnist.NORMALIZATION;
  }

  @Override
  double peak() {
    return 0.1;
  }
}
