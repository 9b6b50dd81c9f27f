package dev.stria.examples;

import dev.stria.data.Augment;
import dev.stria.data.Augmentation;
import dev.stria.data.Cifar10;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A residual network for the small colour photographs of CIFAR-10. */
@Command(
    name = "CifarAccuracy",
    mixinStandardHelpOptions = true,
    version = "Stria 0.1.0",
    showDefaultValues = true,
    description =
        "Trains a residual network on CIFAR-10, and writes model, curves, confusion matrix and a report "
            + "to one folder. The archive (162 MiB) is downloaded once.")
public final class CifarAccuracy extends TrainingExample {
  private static final Shape IMAGE = Shape.of(3, 32, 32);

  @Option(
      names = "--data",
      description = "folder with the archive or its files (default: the cache, which downloads it)")
  private Path data;

  @Option(
      names = "--generated",
      description = "try the program on so many generated pictures instead of the real ones")
  private int generated;

  private CifarAccuracy() {
    super("cifar-accuracy", 24);
  }

  /**
   * Runs the example.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    CommandLines.run(new CifarAccuracy(), args);
  }

  @Override
  TrainTest load() throws IOException {
    if (generated > 0) {
      // through files of CIFAR-10's format, so that the loader is tried as well
      Path folder = out.resolve("generated");
      GeneratedPictures.writeRecords(GeneratedPictures.of(IMAGE, generated, seed), folder);
      return Cifar10.load(folder);
    }
    return data == null ? Cifar10.load() : Cifar10.load(data);
  }

  @Override
  Sequential network() {
    Sequential.Chain layers = Sequential.layers();
    layers = ConvBlock.add(layers, "1", 32, 1);
    layers = ConvBlock.add(layers, "2", 64, 1).add("pool1", MaxPool2d.kernel(2));
    layers = layers.add("res1", ConvBlock.residual(64));
    layers = ConvBlock.add(layers, "3", 128, 1).add("pool2", MaxPool2d.kernel(2));
    layers = ConvBlock.add(layers, "4", 256, 1).add("pool3", MaxPool2d.kernel(2));
    return layers
        .add("res2", ConvBlock.residual(256))
        .add("pool4", GlobalAvgPool2d::new)
        .add("flatten", Flatten::new)
        .add("drop", Dropout.probability(0.2))
        .add("fc", Linear.units(10))
        .add("softmax", Softmax::new)
        .build(IMAGE, seed);
  }

  @Override
  Augmentation augmentation() {
    return Augment.crop(4).then(Augment.flip()).then(Augment.cutout(8, 0.4914f, 0.4822f, 0.4465f));
  }

  @Override
  Normalization normalization() {
    return Cifar10.NORMALIZATION;
  }

  @Override
  double peak() {
    return 0.1;
  }
}
