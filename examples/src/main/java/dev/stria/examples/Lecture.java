package dev.stria.examples;

import dev.stria.data.Batches;
import dev.stria.data.Mnist;
import dev.stria.data.TrainTest;
import dev.stria.nn.ModelFile;
import dev.stria.nn.Sequential;
import dev.stria.optim.OneCycle;
import dev.stria.optim.Sgd;
import dev.stria.train.Evaluation;
import dev.stria.train.History;
import dev.stria.train.Loss;
import dev.stria.train.ProgressBar;
import dev.stria.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * The lecture, end to end: trains a convolutional network on handwritten digits, then draws what its
 * filters, neurons and classes respond to.
 */
@Command(
    name = "Lecture",
    mixinStandardHelpOptions = true,
    version = "Stria 0.1.0",
    showDefaultValues = true,
    description = {
      "Trains the lecture's network on MNIST, then draws what its filters, neurons and classes "
          + "respond to, and writes everything to one folder with a report to open in a browser."
    })
public final class Lecture implements Callable<Integer> {
  @Option(names = "--epochs", description = "how often the training images are gone through")
  private int epochs = 5;

  @Option(names = "--batch", description = "images per training step")
  private int batch = 64;

  @Option(names = "--seed", description = "decides weights, order and pictures")
  private long seed = 42;

  @Mixin private Threads threads;

  @Option(names = "--out", description = "folder for model, pictures and report")
  private Path out = Path.of("lecture");

  @Option(
      names = "--data",
      description = "folder with the four MNIST files (default: the copy in this project)")
  private Path data = Home.data("mnist");

  @Option(names = "--images", description = "train on the first so many images only")
  private int images = 60_000;

  @Option(
      names = "--steps",
      description = "steps of gradient ascent per picture, 0 for each recipe's own")
  private int steps = 0;

  /**
   * Runs the lecture.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    CommandLines.run(new Lecture(), args);
  }

  @Override
  public Integer call() throws IOException {
    threads.apply();
    OutputFolder.prepare(out);
    TrainTest digits = Mnist.load(data);
    Sequential model = LectureNetwork.build(seed);
    System.out.println(model.summary());
    try (Interruption interruption = new Interruption()) {
      History history = train(model, digits, interruption);
      Path file = out.resolve("model.safetensors");
      ModelFile.save(model, file);
      if (interruption.wished()) {
        System.out.println("stopped; what was learned so far is in " + file.toAbsolutePath());
        return interruption.exitCode();
      }
      Evaluation evaluation = Evaluation.of(model, testBatches(digits), Loss.crossEntropy());
      System.out.printf(
          Locale.ROOT,
          "test accuracy %.2f %% on %,d digits it has never seen%n",
          100 * evaluation.accuracy(),
          digits.test().size());
      draw(model, digits, history, evaluation, interruption);
    }
    return 0;
  }

  private void draw(
      Sequential model,
      TrainTest digits,
      History history,
      Evaluation evaluation,
      Interruption interruption)
      throws IOException {
    System.out.println("drawing what it has learned, into " + out.toAbsolutePath());
    AscentBar bar = new AscentBar(interruption::wished);
    LecturePictures pictures = new LecturePictures(out, model, digits.test(), seed, steps, bar);
    Path report = LectureReport.write(out, model, pictures, history, evaluation);
    System.out.println("open " + report.toUri());
  }

  private History train(Sequential model, TrainTest digits, Interruption interruption)
      throws IOException {
    Batches batches =
        Batches.of(digits.train().first(images))
            .size(batch)
            .shuffle(seed)
            .normalize(Mnist.NORMALIZATION);
    return Trainer.of(model, Sgd.of(model.parameters()).momentum(0.9))
        .schedule(OneCycle.upTo(0.1, (long) epochs * batches.perEpoch()))
        .epochs(epochs)
        .seed(seed)
        .validate(testBatches(digits))
        .listener(ProgressBar.to(System.out))
        .stopWhen(interruption::wished)
        .fit(batches);
  }

  private static Batches testBatches(TrainTest digits) {
    return Batches.of(digits.test()).size(500).normalize(Mnist.NORMALIZATION);
  }
}
