package dev.stria.nn;

import static dev.stria.op.Add.add;
import static dev.stria.op.Linear.linear;
import static dev.stria.op.Reshape.reshape;
import static dev.stria.op.SparseMatmul.sparseMatmul;

import dev.stria.autograd.Parameter;
import dev.stria.op.SparseMatrix;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;

/**
 * A graph convolution, {@code y = Â x Wᵀ + b}: each node's features are mixed by a weight that all nodes
 * share, and then gathered from the node and its neighbours.
 *
 * <p>An example is one set of features for all nodes, {@code [V, F]}; the graph is the layer's own. Kipf and
 * Welling, <em>Semi-supervised classification with graph convolutional networks</em>, 2017. Parameters:
 * {@code weight} {@code [units, F]} and {@code bias} {@code [units]}.
 */
public final class GraphConv extends Layer {
  private final SparseMatrix graph;
  private final Parameter weight;
  private final Parameter bias;

  private GraphConv(Site site, SparseMatrix graph, int units) {
    super(site);
    this.graph = graph;
    requireNodes(site.input());
    Shape shape = Shape.of(units, site.input().size(1));
    this.weight =
        Parameter.weight(site.in("weight"), site.drawn(shape, Initializer.xavierUniform()));
    this.bias = Parameter.weight(site.in("bias"), site.filled(Shape.of(units), 0));
  }

  private void requireNodes(Shape input) {
    if (input.rank() != 2 || input.size(0) != graph.columns()) {
      throw new ShapeException(
          "GraphConv", "features of all nodes, [" + graph.columns() + ", F]", input, "");
    }
  }

  /**
   * Returns the blueprint of a graph convolution.
   *
   * @param units how many features come out
   * @param graph who gathers from whom and by which weight, such as {@link SparseMatrix#adjacency}
   * @return the blueprint
   */
  public static Blueprint units(int units, SparseMatrix graph) {
    if (units < 1) {
      throw new ShapeException("GraphConv", "at least one unit", units, "");
    }
    return site -> new GraphConv(site, graph, units);
  }

  @Override
  protected Tensor forward(Tensor x) {
    requireNodes(x.shape().dropFirst());
    int units = bias.value().shape().size(0);
    int n = x.shape().size(0);
    int nodes = x.shape().size(1);
    Tensor mixed = linear(reshape(x, Shape.of(n * nodes, x.shape().size(2))), weight.value(), null);
    return add(sparseMatmul(graph, reshape(mixed, Shape.of(n, nodes, units))), bias.value());
  }

  @Override
  public Shape outputShape(Shape input) {
    requireNodes(input);
    return Shape.of(graph.rows(), bias.value().shape().size(0));
  }

  @Override
  public long multiplyAdds(Shape output) {
    return (long) graph.columns() * weight.value().shape().count();
  }

  @Override
  protected List<Parameter> ownParameters() {
    return List.of(weight, bias);
  }
}
