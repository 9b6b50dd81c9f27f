package dev.stria.examples;

import dev.stria.data.Augmentation;
import dev.stria.data.Batches;
import dev.stria.data.Normalization;
import dev.stria.data.TrainTest;
import dev.stria.nn.ModelFile;
import dev.stria.nn.Sequential;
import dev.stria.optim.OneCycle;
import dev.stria.optim.Sgd;
import dev.stria.train.Evaluation;
import dev.stria.train.History;
import dev.stria.train.Loss;
import dev.stria.train.ProgressBar;
import dev.stria.train.RateRangeTest;
import dev.stria.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What the examples that train a classifier share: options, the course of training, and what is written.
 *
 * <p>The course is the same for all: gradient descent with momentum and weight decay, one cycle of the rate,
 * smoothed targets, changed pictures, and a moving average of the weights, which is what is measured and kept. A
 * thirtieth of the training pictures is held out for the curve; the test pictures are looked at once, at the end.
 */
abstract class TrainingExample implements Callable<Integer> {
  private static final int RATES_TRIED = 120;
  private static final double HELD_OUT = 1 / 30.0;
  private static final double AT_LEAST = 20;

  @Option(names = "--epochs", description = "how often the training pictures are gone through")
  int epochs;

  @Option(names = "--batch", description = "pictures per training step")
  int batch = 128;

  @Option(names = "--seed", description = "decides weights, order and changes of pictures")
  long seed = 42;

  @Mixin private Threads threads;

  @Option(names = "--out", description = "folder for model, curves, checkpoint and report")
  Path out;

  @Option(names = "--images", description = "train on the first so many pictures only")
  private int images = Integer.MAX_VALUE;

  @Option(names = "--resume", description = "go on from this checkpoint of a run that was stopped")
  private Path resume;

  @Option(
      names = "--range-test",
      description = "try growing rates first, and draw what became of the loss")
  private boolean rangeTest;

  TrainingExample(String out, int epochs) {
    this.out = Path.of(out);
    this.epochs = epochs;
  }

  /** Reads the pictures. */
  abstract TrainTest load() throws IOException;

  /** Builds the network. */
  abstract Sequential network();

  /** Returns how training pictures are changed at random. */
  abstract Augmentation augmentation();

  /** Returns how a test picture is looked at besides as it is; what the network says is averaged. */
  List<Augmentation> views() {
    return List.of();
  }

  /** Returns what is taken out of all pictures. */
  abstract Normalization normalization();

  /** Returns the highest learning rate of the cycle. */
  abstract double peak();

  @Override
  public Integer call() throws IOException {
    threads.apply();
    OutputFolder.prepare(out);
    TrainTest data = load();
    Sequential model = network();
    System.out.println(model.summary());
    TrainingOutput output = new TrainingOutput(out, model, data.test().classes());
    Batches.Split parts = heldOut(training(data));
    Batches test = Batches.of(data.test()).size(100).normalize(normalization());
    if (rangeTest) {
      output.rates(RateRangeTest.run(model, optimizer(model), parts.train(), RATES_TRIED));
    }
    try (Interruption interruption = new Interruption()) {
      History history = train(model, parts, interruption);
      ModelFile.save(model, out.resolve("model.safetensors"));
      if (interruption.wished()) {
        System.out.println("stopped; go on with --resume " + checkpoint());
        return interruption.exitCode();
      }
      List<Batches> looks = looks(test);
      Evaluation evaluation = Evaluation.of(model, looks, Loss.crossEntropy());
      System.out.printf(
          Locale.ROOT,
          "test accuracy %.2f %% on %,d pictures it has never seen%s%n",
          100 * evaluation.accuracy(),
          evaluation.examples(),
          looks.size() == 1 ? "" : ", each looked at in " + looks.size() + " ways");
      System.out.println("open " + output.write(history, evaluation).toUri());
    }
    return 0;
  }

  private List<Batches> looks(Batches test) {
    List<Batches> looks = new ArrayList<>(List.of(test));
    views().forEach(view -> looks.add(test.augment(view, seed)));
    return looks;
  }

  private Batches training(TrainTest data) {
    return Batches.of(data.train().first(images))
        .size(batch)
        .shuffle(seed)
        .augment(augmentation(), seed)
        .normalize(normalization());
  }

  private Batches.Split heldOut(Batches pictures) {
    return pictures.split(Math.max(HELD_OUT, AT_LEAST / pictures.dataset().size()), seed);
  }

  private static Sgd optimizer(Sequential model) {
    return Sgd.of(model.parameters()).momentum(0.9).weightDecay(5e-4);
  }

  private History train(Sequential model, Batches.Split parts, Interruption interruption)
      throws IOException {
    Trainer trainer =
        Trainer.of(model, optimizer(model))
            .schedule(OneCycle.upTo(peak(), Math.max(2, (long) epochs * parts.train().perEpoch())))
            .loss(Loss.crossEntropy(0.1))
            .epochs(epochs)
            .average(0.998)
            .seed(seed)
            .validate(parts.validation())
            .checkpoints(checkpoint(), 0)
            .listener(ProgressBar.to(System.out))
            .stopWhen(interruption::wished);
    return (resume == null ? trainer : trainer.resume(resume)).fit(parts.train());
  }

  private Path checkpoint() {
    return out.resolve("checkpoint.safetensors");
  }
}
