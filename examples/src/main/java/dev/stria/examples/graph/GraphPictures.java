package dev.stria.examples.graph;

import dev.stria.nn.Layer;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import dev.stria.visual.Chart;
import dev.stria.visual.Drawing;
import dev.stria.visual.PrincipalAxes;
import dev.stria.visual.ScatterChart;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Pictures of what a network makes of a graph's nodes. */
public final class GraphPictures {
  private GraphPictures() {}

  /**
   * Draws a small graph where a layer of two numbers per node puts its nodes.
   *
   * @param title what is shown
   * @param graph the graph
   * @param network its network
   * @param layer the path of the layer
   * @param classes the names of the classes
   * @return the picture; nodes whose class the network was told have a ring
   */
  public static Drawing plane(
      String title, NodeGraph graph, Layer network, String layer, List<String> classes) {
    // turned so that the direction in which nodes differ most goes from left to right
    return chart(title, graph, PrincipalAxes.project(hidden(graph, network, layer), 2))
        .edges(graph.edges().from(), graph.edges().to())
        .classes(classes)
        .numbered()
        .ringed(graph.train())
        .draw();
  }

  /**
   * Draws the nodes of a large graph by the two directions in which a layer's numbers differ most, each node's numbers
   * divided by their norm: which are large counts, not how many words a node has or how many neighbours.
   *
   * @param title what is shown
   * @param graph the graph
   * @param network its network
   * @param layer the path of the layer
   * @return the picture
   */
  public static Drawing projected(String title, NodeGraph graph, Layer network, String layer) {
    List<String> names =
        IntStream.range(0, graph.classes())
            .mapToObj(c -> String.format(Locale.ROOT, "class %d", c))
            .toList();
    Tensor plane = PrincipalAxes.project(directions(hidden(graph, network, layer)), 2);
    return chart(title, graph, plane)
        .classes(names)
        .ringed(graph.train())
        .size(Math.max(720, 60 + 128 * names.size()), 720)
        .draw();
  }

  /**
   * Draws how training went.
   *
   * @param epochs its figures
   * @return the picture
   */
  public static Drawing curve(List<NodeTraining.Epoch> epochs) {
    return Chart.of("loss, epoch by epoch", "epoch")
        .line(
            "with dropout, nodes with labels",
            epochs.stream().mapToDouble(NodeTraining.Epoch::loss).toArray())
        .line(
            "validation nodes",
            epochs.stream().mapToDouble(NodeTraining.Epoch::validationLoss).toArray())
        .draw();
  }

  private static Tensor hidden(NodeGraph graph, Layer network, String layer) {
    Tensor features = graph.features();
    Tensor batch = Tensor.of(features.shape().prepend(1), features.data());
    Tensor values = network.activations(batch).of(layer);
    return Tensor.of(Shape.of(graph.nodes(), values.shape().size(2)), values.data());
  }

  private static Tensor directions(Tensor rows) {
    int width = rows.shape().size(1);
    for (int from = 0; from < rows.data().length; from += width) {
      double square = 0;
      for (int i = from; i < from + width; i++) {
        square += rows.data()[i] * rows.data()[i];
      }
      float unit = square == 0 ? 0 : (float) (1 / Math.sqrt(square));
      for (int i = from; i < from + width; i++) {
        rows.data()[i] *= unit;
      }
    }
    return rows;
  }

  private static ScatterChart chart(String title, NodeGraph graph, Tensor plane) {
    float[] x = new float[graph.nodes()];
    float[] y = new float[graph.nodes()];
    for (int node = 0; node < x.length; node++) {
      x[node] = plane.data()[2 * node];
      y[node] = plane.data()[2 * node + 1];
    }
    return ScatterChart.of(title, x, y, graph.labels());
  }
}
