package dev.stria.examples.graph;

import static dev.stria.op.CrossEntropy.crossEntropy;
import static dev.stria.op.IndexSelect.indexSelect;
import static dev.stria.op.Reshape.reshape;

import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.nn.Layer;
import dev.stria.optim.Adam;
import dev.stria.optim.Group;
import dev.stria.optim.Optimizer;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Trains on all nodes at once, with the classes of a few: a step is an epoch, and there is nothing to shuffle.
 *
 * <p>Stops as Kipf and Welling do: once the validation loss has not fallen for ten epochs. The weights of the epoch where it
 * was lowest are put back, since a run stops just where it happens to be worse.
 */
public final class NodeTraining {
  private static final int PATIENCE = 10;

  private final NodeGraph graph;
  private final Layer network;
  private final List<Epoch> epochs = new ArrayList<>();

  /**
   * The figures of an epoch.
   *
   * @param loss on the nodes whose class is known, with dropout
   * @param validationLoss on the validation nodes
   */
  public record Epoch(double loss, double validationLoss) {}

  /**
   * Creates a training.
   *
   * @param graph the graph
   * @param network its network
   */
  public NodeTraining(NodeGraph graph, Layer network) {
    this.graph = graph;
    this.network = network;
  }

  /**
   * Trains.
   *
   * @param most how many epochs at most
   * @param rate Adam's rate
   * @param decay the L2 penalty on the first layer
   * @param seed decides what is dropped
   * @param stop true once the user has had enough
   * @return the figures of every epoch
   */
  public List<Epoch> run(int most, double rate, double decay, long seed, BooleanSupplier stop) {
    Optimizer optimizer =
        Adam.of(network.parameters())
            .rate(rate)
            .group(p -> p.name().equals("conv1.weight"), Group.decay(decay));
    SeededRandom random = new SeededRandom(seed);
    Map<Parameter, float[]> best = new LinkedHashMap<>();
    while (epochs.size() < most && !isGettingWorse() && !stop.getAsBoolean()) {
      double loss = step(optimizer, random);
      epochs.add(new Epoch(loss, validationLoss()));
      if (bestEpoch() == epochs.size() - 1) {
        network.parameters().forEach(p -> best.put(p, p.value().data().clone()));
      }
    }
    best.forEach((p, values) -> System.arraycopy(values, 0, p.value().data(), 0, values.length));
    return List.copyOf(epochs);
  }

  /**
   * Trains to the end, whatever the validation nodes say.
   *
   * @param steps how many steps
   * @param rate Adam's rate
   * @param seed decides what is dropped
   */
  public void runAll(int steps, double rate, long seed) {
    Optimizer optimizer = Adam.of(network.parameters()).rate(rate);
    SeededRandom random = new SeededRandom(seed);
    for (int i = 0; i < steps; i++) {
      step(optimizer, random);
    }
  }

  private double step(Optimizer optimizer, SeededRandom random) {
    try (Tape tape = Tape.training(random)) {
      Tensor score = loss(tape, graph.train());
      optimizer.step(tape.gradients(score));
      return score.item();
    }
  }

  private double validationLoss() {
    try (Tape tape = Tape.predicting()) {
      return loss(tape, graph.validation()).item();
    }
  }

  private Tensor loss(Tape tape, int[] nodes) {
    Tensor all = network.apply(tape.trace(batch()));
    Tensor rows = reshape(all, Shape.of(graph.nodes(), graph.classes()));
    int[] labels = new int[nodes.length];
    for (int i = 0; i < nodes.length; i++) {
      labels[i] = graph.labels()[nodes[i]];
    }
    return crossEntropy(indexSelect(rows, 0, nodes), labels);
  }

  private boolean isGettingWorse() {
    return epochs.size() - 1 - bestEpoch() >= PATIENCE;
  }

  private int bestEpoch() {
    int best = 0;
    for (int i = 1; i < epochs.size(); i++) {
      best = epochs.get(i).validationLoss() < epochs.get(best).validationLoss() ? i : best;
    }
    return best;
  }

  /** Returns the features of all nodes as a batch of one. */
  Tensor batch() {
    return Tensor.of(graph.features().shape().prepend(1), graph.features().data());
  }

  /**
   * Returns how many of some nodes the network takes for what they are.
   *
   * @param nodes the nodes
   * @return a share from 0 to 1
   */
  public double accuracy(int... nodes) {
    int[] said = said();
    int right = 0;
    for (int node : nodes) {
      right += said[node] == graph.labels()[node] ? 1 : 0;
    }
    return (double) right / nodes.length;
  }

  /**
   * Returns what the network takes each node for.
   *
   * @return one class per node
   */
  public int[] said() {
    float[] scores = network.predict(batch()).data();
    int[] said = new int[graph.nodes()];
    for (int node = 0; node < said.length; node++) {
      for (int c = 1; c < graph.classes(); c++) {
        int row = node * graph.classes();
        said[node] = scores[row + c] > scores[row + said[node]] ? c : said[node];
      }
    }
    return said;
  }
}
