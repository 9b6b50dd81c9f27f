package dev.stria.examples.graph;

import dev.stria.nn.Activation;
import dev.stria.nn.Dropout;
import dev.stria.nn.GraphConv;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.op.SparseMatrix;
import dev.stria.tensor.Shape;

/**
 * Two graph convolutions: what a node is taken for depends on itself, its neighbours and theirs. Kipf and Welling,
 * <em>Semi-supervised classification with graph convolutional networks</em>, 2017.
 */
public final class GraphNetwork {
  private GraphNetwork() {}

  /**
   * Builds the network.
   *
   * @param graph the graph, which is part of the network
   * @param hidden how many numbers a node has between the layers
   * @param dropout how often a number is dropped in front of each layer while training
   * @param seed decides the first weights
   * @return a network for features of all nodes
   */
  public static Sequential build(NodeGraph graph, int hidden, double dropout, long seed) {
    SparseMatrix neighbours = graph.edges().adjacency(graph.nodes());
    Shape features = graph.features().shape();
    return Sequential.layers()
        .add("dropout1", Dropout.probability(dropout))
        .add("conv1", GraphConv.units(hidden, neighbours))
        .add("relu1", Relu::new)
        .add("dropout2", Dropout.probability(dropout))
        .add("conv2", GraphConv.units(graph.classes(), neighbours))
        .build(features, seed);
  }

  /**
   * Builds a network whose last layer but one, {@code plane}, makes a point of the plane of each node.
   *
   * @param graph the graph
   * @param seed decides the first weights
   * @return a network for features of all nodes
   */
  public static Sequential buildPlane(NodeGraph graph, long seed) {
    SparseMatrix neighbours = graph.edges().adjacency(graph.nodes());
    return Sequential.layers()
        .add("conv1", GraphConv.units(4, neighbours))
        .add("tanh1", Activation.tanh())
        .add("conv2", GraphConv.units(4, neighbours))
        .add("tanh2", Activation.tanh())
        .add("conv3", GraphConv.units(2, neighbours))
        .add("plane", Activation.tanh())
        .add("conv4", GraphConv.units(graph.classes(), neighbours))
        .build(graph.features().shape(), seed);
  }
}
