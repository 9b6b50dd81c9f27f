package dev.stria.nn;

import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A function with parameters: one layer, or a whole network of them.
 *
 * <p>A layer is immutable but for its parameters' values, so any number of threads may run it at the
 * same time, as long as nobody trains it meanwhile. Whether it trains is a matter of the {@link Tape}
 * that comes with the input, not of the layer.
 */
public abstract class Layer {
  private final String path;
  private final Shape input;
  private Blueprint origin;

  /**
   * Creates a layer at its place.
   *
   * @param site where it is built
   */
  protected Layer(Site site) {
    this.path = site.path();
    this.input = site.input();
  }

  /** Remembers the blueprint, once, so that a model file can keep the options. */
  final void builtFrom(Blueprint blueprint) {
    if (origin == null) {
      origin = blueprint;
    }
  }

  /** Returns the blueprint that this layer was built from, {@code null} if it was made directly. */
  final Blueprint origin() {
    return origin;
  }

  /**
   * Applies this layer.
   *
   * @param x a batch, {@code [N, …]}
   * @return the output, on the tape of {@code x} if it is on one
   * @throws ShapeException if the batch does not fit; the message names this layer's path
   * @throws IllegalStateException if the batch is on a closed tape; the message names this layer's path
   */
  public final Tensor apply(Tensor x) {
    return apply(x, this::forward);
  }

  /** Applies a function as this layer's, with its checks and its path in messages. */
  final Tensor apply(Tensor x, UnaryOperator<Tensor> function) {
    try {
      if (x.shape().rank() > 0 && x.shape().size(0) == 0) {
        throw new ShapeException(
            kind(), "at least one example", x.shape(), "leave empty batches out");
      }
      return Tape.show(this, function.apply(x));
    } catch (ShapeException e) {
      throw e.in(path.isEmpty() ? kind() : path);
    } catch (IllegalStateException e) {
      throw placed(e);
    }
  }

  /** Returns a complaint about tapes with this layer's path, if no layer inside said its own. */
  private IllegalStateException placed(IllegalStateException e) {
    String message = String.valueOf(e.getMessage());
    return message.startsWith("layer '")
        ? e
        : new IllegalStateException(
            "layer '" + (path.isEmpty() ? kind() : path) + "': " + message, e);
  }

  /**
   * Computes the output.
   *
   * @param x a batch, {@code [N, …]}
   * @return the output
   */
  protected abstract Tensor forward(Tensor x);

  /**
   * Returns the shape that comes out when one example of a shape goes in.
   *
   * @param input the shape of one example, without the batch axis
   * @return the shape of one output, without the batch axis
   * @throws ShapeException if the layer does not take such an input
   */
  public abstract Shape outputShape(Shape input);

  /**
   * Returns how many multiply-adds one output takes; layers that multiply by no weights count none.
   *
   * @param output the shape of one output, without the batch axis
   * @return the number of multiply-adds per example
   */
  public long multiplyAdds(Shape output) {
    return 0;
  }

  /**
   * Returns the parameters of this layer itself, without those of its parts.
   *
   * @return weights and running statistics, in the order of a saved file
   */
  protected List<Parameter> ownParameters() {
    return List.of();
  }

  /**
   * Returns the layers that this one is made of.
   *
   * @return names to parts, in the order in which they were added; empty for a single layer
   */
  public Map<String, Layer> parts() {
    return Map.of();
  }

  /**
   * Returns all parameters of this layer and its parts, each once.
   *
   * @return weights and running statistics, named by path
   */
  public final List<Parameter> parameters() {
    Set<Parameter> all = new LinkedHashSet<>();
    collectParameters(all);
    return List.copyOf(all);
  }

  private void collectParameters(Collection<Parameter> all) {
    all.addAll(ownParameters());
    for (Layer part : parts().values()) {
      part.collectParameters(all);
    }
  }

  /**
   * Returns the parameter with a path.
   *
   * @param path such as {@code conv1.weight}
   * @return the parameter
   * @throws IllegalArgumentException if there is none; the message lists those that exist
   */
  public final Parameter parameter(String path) {
    return parameters().stream()
        .filter(parameter -> parameter.name().equals(path))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no parameter '" + path + "'; there are " + parameters()));
  }

  /** Excludes all weights of this layer and its parts from training. */
  public final void freeze() {
    parameters().forEach(Parameter::freeze);
  }

  /** Lets all weights of this layer and its parts be trained again. */
  public final void unfreeze() {
    parameters().stream()
        .filter(parameter -> !parameter.isStatistic())
        .forEach(Parameter::unfreeze);
  }

  /**
   * Returns the outputs of this layer and of every layer inside it.
   *
   * @param x a batch, on a tape if gradients are wanted
   * @return the outputs by the layers' paths
   */
  public final Activations activations(Tensor x) {
    return Activations.of(this, x);
  }

  /**
   * Returns the layer with a path.
   *
   * @param path such as {@code block1.conv2}
   * @return the layer
   * @throws IllegalArgumentException if there is none; the message lists those that exist
   */
  public final Layer layer(String path) {
    return Layers.find(this, path);
  }

  /**
   * Returns the output for a batch, computed without recording anything. Any number of threads may call
   * this at the same time.
   *
   * @param x a batch, {@code [N, …]}
   * @return the output, with an array of its own
   * @throws ShapeException if the batch does not fit
   */
  public final Tensor predict(Tensor x) {
    try (Tape tape = Tape.predicting()) {
      return apply(tape.trace(x)).copy();
    }
  }

  /**
   * Returns the output before a final softmax, which is what a loss and a class image are made from.
   *
   * @param x a batch, {@code [N, …]}
   * @return the logits, on the tape of {@code x} if it is on one; the output itself where no softmax ends
   *     the network
   */
  public Tensor logits(Tensor x) {
    return apply(x);
  }

  /**
   * Returns a table of this network: layer, output shape, parameters, multiply-adds.
   *
   * @return the table, to be printed in a fixed-width font
   */
  public final String summary() {
    return Summary.of(this);
  }

  /**
   * Returns where in the network this layer is.
   *
   * @return the path, empty for the outermost network
   */
  public final String path() {
    return path;
  }

  /**
   * Returns the shape of input that this layer was built for.
   *
   * @return the shape of one example, without the batch axis
   */
  public final Shape inputShape() {
    return input;
  }

  /**
   * Returns what this layer is, for tables and messages.
   *
   * @return the name of its class
   */
  public String kind() {
    return getClass().getSimpleName();
  }

  /** Returns the kind and path. */
  @Override
  public String toString() {
    return path.isEmpty() ? kind() : kind() + " '" + path + "'";
  }
}
