package dev.stria.examples;

import dev.stria.data.DataCache;
import dev.stria.examples.graph.GraphNetwork;
import dev.stria.examples.graph.GraphPictures;
import dev.stria.examples.graph.NodeGraph;
import dev.stria.examples.graph.NodeTraining;
import dev.stria.nn.Sequential;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Convolution on graphs: what slides is the neighbourhood, from node to node. */
@Command(
    name = "Citations",
    mixinStandardHelpOptions = true,
    version = "Stria 0.1.0",
    showDefaultValues = true,
    description = {
      "Draws a karate club that fell apart, as a graph convolutional network sees it, then learns the "
          + "subjects of 2,708 papers (Cora) from the words in them, from who cites whom, and from the "
          + "subjects of 140. Published: 81.5 %% of 1,000 test papers right (Kipf and Welling, 2017)."
    })
public final class Citations implements Callable<Integer> {
  private static final double PUBLISHED = 81.5;
  private static final int STEPS = 20;
  private static final List<String> GROUPS = List.of("instructor's", "administrator's");

  @Option(
      names = "--data",
      description =
          "folder with NAME.tsv and NAME.edges.tsv (default: graph in the folder of -Dstria.data)")
  private Path data;

  @Option(names = "--graph", description = "NAME of the graph's files")
  private String name = "cora";

  @Option(names = "--seeds", description = "how many trainings, each from other first weights")
  private int seeds = 10;

  @Option(names = "--epochs", description = "how often the nodes are gone through at most")
  private int epochs = 200;

  @Option(names = "--hidden", description = "how many numbers a node has between the layers")
  private int hidden = 16;

  @Option(names = "--dropout", description = "how often a number is dropped while training")
  private double dropout = 0.5;

  @Option(names = "--rate", description = "Adam's learning rate")
  private double rate = 0.01;

  @Option(names = "--decay", description = "L2 penalty on the first layer's weights")
  private double decay = 5e-4;

  @Mixin private Threads threads;

  @Option(names = "--out", description = "folder for the pictures")
  private Path out = Path.of("citations");

  /**
   * Runs the example.
   *
   * @param args see {@code --help}
   */
  public static void main(String[] args) {
    CommandLines.run(new Citations(), args);
  }

  @Override
  public Integer call() throws IOException {
    if (seeds < 1) {
      throw new IllegalArgumentException("--seeds: expected at least 1, but got " + seeds);
    }
    threads.apply();
    OutputFolder.prepare(out);
    karate();
    Path folder = data == null ? DataCache.standard().folder().resolve("graph") : data;
    NodeGraph graph = NodeGraph.citations(folder, name);
    System.out.printf(
        Locale.ROOT,
        "%s: %,d nodes, %,d edges, %,d words, %d classes; %d labels to learn from%n",
        name,
        graph.nodes(),
        graph.edges().from().length,
        graph.features().shape().size(1),
        graph.classes(),
        graph.train().length);
    try (Interruption interruption = new Interruption()) {
      return learn(graph, interruption);
    }
  }

  private void karate() throws IOException {
    NodeGraph club = NodeGraph.karate(Home.data("karate"));
    Sequential network = GraphNetwork.buildPlane(club, 1);
    NodeTraining training = new NodeTraining(club, network);
    GraphPictures.plane("the club before learning", club, network, "plane", GROUPS)
        .save(out.resolve("karate-before.png"));
    training.runAll(STEPS, 0.01, 1);
    GraphPictures.plane(
            "the club after learning who two of them are", club, network, "plane", GROUPS)
        .save(out.resolve("karate.png"));
    System.out.printf(
        Locale.ROOT,
        "karate club: %d of 32 members whose group was not told are put where they went; %s%n",
        Math.round(32 * training.accuracy(club.test())),
        out.resolve("karate.png").toAbsolutePath());
  }

  private int learn(NodeGraph graph, Interruption interruption) throws IOException {
    double[] right = new double[seeds];
    int done = 0;
    while (done < seeds && !interruption.wished()) {
      Sequential network = GraphNetwork.build(graph, hidden, dropout, done);
      NodeTraining training = new NodeTraining(graph, network);
      long start = System.nanoTime();
      List<NodeTraining.Epoch> history =
          training.run(epochs, rate, decay, 1_000 + done, interruption::wished);
      right[done] = 100 * training.accuracy(graph.test());
      System.out.printf(
          Locale.ROOT,
          "seed %d of %d: %.1f %% of %,d test nodes right after %d epochs, %.1f s%n",
          done + 1,
          seeds,
          right[done],
          graph.test().length,
          history.size(),
          (System.nanoTime() - start) / 1e9);
      if (done == 0) {
        GraphPictures.curve(history).save(out.resolve(name + "-training.png"));
        GraphPictures.projected(
                name + ": what the hidden layer makes of each node", graph, network, "relu1")
            .save(out.resolve(name + "-nodes.png"));
      }
      done++;
    }
    summary(right, done);
    System.out.println("pictures: " + out.toAbsolutePath());
    return interruption.exitCode();
  }

  private void summary(double[] right, int count) {
    double mean = 0;
    double square = 0;
    for (int i = 0; i < count; i++) {
      mean += right[i] / count;
    }
    for (int i = 0; i < count; i++) {
      square += (right[i] - mean) * (right[i] - mean) / Math.max(1, count - 1);
    }
    System.out.printf(
        Locale.ROOT,
        "mean of %d: %.2f %%, standard deviation %.2f%s%n",
        count,
        mean,
        Math.sqrt(square),
        name.equals("cora") ? String.format(Locale.ROOT, "; published: %.1f %%", PUBLISHED) : "");
  }
}
