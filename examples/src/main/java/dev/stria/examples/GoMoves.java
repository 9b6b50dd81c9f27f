package dev.stria.examples;

import dev.stria.data.Batches;
import dev.stria.data.Dataset;
import dev.stria.examples.go.GameFiles;
import dev.stria.examples.go.GameRecord;
import dev.stria.examples.go.GoNetwork;
import dev.stria.examples.go.GoPictures;
import dev.stria.examples.go.LearningCurve;
import dev.stria.examples.go.Positions;
import dev.stria.examples.go.TurnedPositions;
import dev.stria.nn.Layer;
import dev.stria.nn.ModelFile;
import dev.stria.nn.Sequential;
import dev.stria.optim.CosineDecay;
import dev.stria.optim.Schedule;
import dev.stria.optim.Sgd;
import dev.stria.optim.WarmUp;
import dev.stria.train.Evaluation;
import dev.stria.train.History;
import dev.stria.train.Loss;
import dev.stria.train.ProgressBar;
import dev.stria.train.Trainer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Predicts the next move of games of Go that were played by strong players. */
@Command(
    name = "GoMoves",
    mixinStandardHelpOptions = true,
    version = "Stria 0.1.0",
    showDefaultValues = true,
    description = {
      "Learns from records of Go games which move a strong player plays next: filters of 5×5 and 3×3 points "
          + "as large as the board, without pooling, and a softmax over its 361 points.",
      "Published, on 29 million positions: 41 to 44 % of moves with 8 layers (Clark and Storkey 2015), "
          + "55 % with 12 (Maddison and others 2015)."
    })
public final class GoMoves implements Callable<Integer> {
  private static final int BOARD = 19;

  /** Which part of the training the rate stays at its height. */
  private static final double STABLE = 0.5;

  private static final int WARM_UP = 300;

  @Option(
      names = "--data",
      description =
          "folder with SGF files, or .tar.gz archives of them (default: games of KGS, 2001 and 2002, downloaded "
              + "once from u-go.net)")
  private Path data;

  @Option(names = "--positions", description = "how many positions to learn from, in all")
  private int positions = 1_600_000;

  @Option(
      names = "--epoch",
      description = "positions from one point of the learning curve to the next")
  private int perEpoch = 50_000;

  @Option(names = "--batch", description = "positions per training step")
  private int batch = 64;

  @Option(names = "--rate", description = "the highest learning rate")
  private double rate = 0.1;

  @Option(names = "--width", description = "filters per layer")
  private int width = 64;

  @Option(names = "--layers", description = "layers of filters")
  private int layers = 6;

  @Option(names = "--pooling", description = "pool behind the first layer, to see what that costs")
  private boolean pooling;

  @Option(
      names = "--beside",
      paramLabel = "FILE",
      description = "curve.csv of another run, such as one without pooling, drawn into curve.png")
  private Path beside;

  @Option(names = "--held-out", description = "which part of the games is kept for the evaluation")
  private double heldOut = 0.05;

  @Option(names = "--curve", description = "held-out positions per point of the learning curve")
  private int curve = 4_000;

  @Option(names = "--model", description = "a model file: evaluate and draw it, and train nothing")
  private Path trained;

  @Option(names = "--resume", description = "go on from out/checkpoint.safetensors")
  private boolean resume;

  @Option(names = "--steps", description = "steps of gradient ascent per picture of a filter")
  private int steps = 256;

  @Option(names = "--seed", description = "decides the split, weights, order and pictures")
  private long seed = 42;

  @Mixin private Threads threads;

  @Option(names = "--out", description = "folder for model, checkpoint and pictures")
  private Path out = Path.of("go");

  /**
   * Runs the example.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    CommandLines.run(new GoMoves(), args);
  }

  @Override
  public Integer call() throws IOException {
    threads.apply();
    requirePossible();
    OutputFolder.prepare(out);
    List<GameRecord> games = data == null ? GameFiles.kgs(BOARD) : GameFiles.read(data, BOARD);
    GameFiles.Split split = GameFiles.Split.of(games, heldOut, seed);
    Positions train = Positions.of(split.train(), BOARD).turned();
    Positions test = Positions.of(split.test(), BOARD);
    requireSome(train, split.train(), "to learn from");
    requireSome(test, split.test(), "held out");
    System.out.printf(
        Locale.ROOT,
        "%,d games with %,d positions to learn from, %,d games with %,d positions held out%n",
        split.train().size(),
        train.size() / train.symmetries(),
        split.test().size(),
        test.size());
    try (Interruption interruption = new Interruption()) {
      Layer model = trained == null ? train(train, test, interruption) : ModelFile.load(trained);
      if (interruption.wished()) {
        System.out.println("stopped; --resume goes on");
        return interruption.exitCode();
      }
      evaluate(model, test);
      draw(model, test, interruption);
    }
    return 0;
  }

  private void requirePossible() {
    if (perEpoch < batch || positions < perEpoch) {
      throw new IllegalArgumentException(
          "expected --batch ≤ --epoch ≤ --positions, but they are "
              + batch
              + ", "
              + perEpoch
              + " and "
              + positions);
    }
  }

  private static void requireSome(Positions positions, List<GameRecord> games, String purpose) {
    if (positions.size() == 0) {
      throw new IllegalArgumentException(
          "no move is played in the %,d games %s: expected at least two games, and moves in both parts; more games, another --held-out or another --seed may help"
              .formatted(games.size(), purpose));
    }
  }

  private Sequential train(Positions train, Positions test, Interruption interruption)
      throws IOException {
    Sequential model = GoNetwork.build(BOARD, width, layers, pooling, seed);
    System.out.println(model.summary());
    Batches batches =
        Batches.of(train)
            .size(batch)
            .sampler(new TurnedPositions(train.symmetries(), perEpoch, seed))
            .prefetch(4, 1);
    int epochs = positions / perEpoch;
    Path checkpoint = out.resolve("checkpoint.safetensors");
    Trainer trainer =
        Trainer.of(model, Sgd.of(model.parameters()).momentum(0.9).nesterov().weightDecay(1e-4))
            .schedule(schedule((long) epochs * batches.perEpoch()))
            .epochs(epochs)
            .seed(seed)
            .validate(Batches.of(spread(test, curve)).size(200))
            .checkpoints(checkpoint, 1_000)
            .stopWhen(interruption::wished)
            .listener(ProgressBar.to(System.out));
    History history = (resume ? trainer.resume(checkpoint) : trainer).fit(batches);
    if (history.completed()) {
      ModelFile.save(model, out.resolve("model.safetensors"));
      curve(history);
    }
    return model;
  }

  /** Up in some hundred steps, level for half of the training, down to 0 along half a cosine. */
  private Schedule schedule(long count) {
    long warm = Math.max(1, Math.min(WARM_UP, count / 10));
    long level = Math.max(warm + 1, (long) (STABLE * count));
    return WarmUp.to(rate)
        .from(rate / 25)
        .over(warm)
        .then(level, CosineDecay.from(rate).over(Math.max(1, count - level)));
  }

  /** Returns some positions, evenly spread over all. */
  private static Dataset spread(Positions all, int count) {
    int some = Math.min(count, all.size());
    return all.subset(
        IntStream.range(0, some).map(i -> (int) ((long) i * all.size() / some)).toArray());
  }

  private void curve(History history) throws IOException {
    Files.writeString(out.resolve("curve.csv"), history.csv());
    LearningCurve curve = LearningCurve.of(history, perEpoch);
    (beside == null ? curve : curve.beside(beside)).draw().save(out.resolve("curve.png"));
  }

  private static void evaluate(Layer model, Positions test) {
    Evaluation evaluation = Evaluation.of(model, Batches.of(test).size(200), Loss.crossEntropy());
    System.out.printf(
        Locale.ROOT,
        "%.2f %% of %,d moves in games never seen are the first guess, %.1f %% among the first five "
            + "(log-loss %.3f); published: 41 to 44 %% with 8 layers, 55 %% with 12%n",
        100 * evaluation.accuracy(),
        evaluation.examples(),
        100 * evaluation.topK(5),
        evaluation.logLoss());
  }

  private void draw(Layer model, Positions test, Interruption interruption) throws IOException {
    GoPictures pictures = new GoPictures(model, test);
    int[] shown = IntStream.of(1, 3, 5).map(i -> (int) (i * (long) test.size() / 7)).toArray();
    pictures.moves(shown, out.resolve("moves.png"));
    pictures.filters(steps, seed, new AscentBar(interruption::wished), out.resolve("filters.png"));
    System.out.println(
        "pictures: moves.png, filters.png"
            + (trained == null ? ", curve.png" : "")
            + " in "
            + out.toAbsolutePath());
  }
}
