package dev.stria.visual;

import dev.stria.nn.Layer;
import dev.stria.op.Add;
import dev.stria.op.Multiply;
import dev.stria.op.Pick;
import dev.stria.op.Scale;
import dev.stria.op.Sum;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * What a picture shall make as large as possible: a number computed from the outputs of some layers.
 *
 * <p>Objectives can be added, subtracted and scaled: {@code logit(3).minus(logit(5).times(0.5))}.
 */
public interface Objective {
  /** Stands in {@link #layers()} for the network's output before a final softmax. */
  String LOGITS = "";

  /**
   * Computes the number for one picture.
   *
   * @param responses what the layers named in {@link #layers()} put out for the picture
   * @return a scalar, computed by operations from the responses
   */
  Tensor score(Responses responses);

  /**
   * Returns the layers that the number depends on.
   *
   * @return their paths; {@link #LOGITS} for the output before a final softmax
   */
  Set<String> layers();

  /**
   * Returns what is looked for, in a few words.
   *
   * @return such as {@code conv2 filter 7}
   */
  String description();

  /**
   * Returns the sum of this and another objective.
   *
   * @param other the other
   * @return the sum
   */
  default Objective plus(Objective other) {
    Set<String> both = new LinkedHashSet<>(layers());
    both.addAll(other.layers());
    return new Formula(
        both,
        description() + " + " + other.description(),
        seen -> Add.add(score(seen), other.score(seen)));
  }

  /**
   * Returns this objective, less another.
   *
   * @param other what the picture shall avoid
   * @return the difference
   */
  default Objective minus(Objective other) {
    return plus(other.times(-1));
  }

  /**
   * Returns this objective scaled.
   *
   * @param factor its weight
   * @return the scaled objective
   */
  default Objective times(double factor) {
    return new Formula(
        layers(),
        (factor == -1 ? "−" : factor + " · ") + "(" + description() + ")",
        seen -> Scale.scale(score(seen), (float) factor));
  }

  /**
   * Returns the sum of a filter's map, {@code Σ_ij a_ij}: where in the picture does not matter.
   *
   * @param layer the path of a layer that puts out feature maps or rows
   * @param channel the number of the filter
   * @return the objective
   */
  static Objective channel(String layer, int channel) {
    return new Formula(
        Set.of(layer),
        layer + " filter " + channel,
        seen -> Sum.sum(Pick.channel(seen.of(layer), channel)));
  }

  /**
   * Returns one unit: of a filter's map the one in the middle, of a fully connected layer the unit itself.
   *
   * @param layer the layer's path
   * @param channel the number of the filter or unit
   * @return the objective
   */
  static Objective neuron(String layer, int channel) {
    return new Formula(
        Set.of(layer),
        layer + " neuron " + channel,
        seen -> {
          Tensor map = Pick.channel(seen.of(layer), channel);
          Shape shape = map.shape();
          int center =
              shape.rank() == 3 ? shape.size(1) / 2 * shape.size(2) + shape.size(2) / 2 : 0;
          return Sum.sum(shape.rank() == 1 ? map : Pick.units(map, center));
        });
  }

  /**
   * Returns one unit of a filter's map.
   *
   * @param layer the path of a layer that puts out feature maps
   * @param channel the number of the filter
   * @param row the unit's row in the map
   * @param column the unit's column in the map
   * @return the objective
   */
  static Objective neuron(String layer, int channel, int row, int column) {
    return new Formula(
        Set.of(layer),
        layer + " filter " + channel + " at " + row + ", " + column,
        seen -> {
          Tensor map = Pick.channel(seen.of(layer), channel);
          return Sum.sum(Pick.units(map, row * map.shape().size(2) + column));
        });
  }

  /**
   * Returns the evidence for a class, before the softmax: a softmax could also be raised by lowering the
   * other classes.
   *
   * @param label the number of the class
   * @return the objective
   */
  static Objective logit(int label) {
    return new Formula(
        Set.of(LOGITS),
        "class " + label,
        label,
        seen -> Sum.sum(Pick.channel(seen.logits(), label)));
  }

  /**
   * Returns half of the mean square of all that a layer puts out, whatever it is: what is large grows
   * fastest. The objective of Deep Dream; the mean instead of the sum makes layers and sizes comparable.
   *
   * @param layer the layer's path
   * @return the objective
   */
  static Objective layer(String layer) {
    return new Formula(
        Set.of(layer),
        "layer " + layer,
        seen -> {
          Tensor a = seen.of(layer);
          return Scale.scale(Sum.sum(Multiply.multiply(a, a)), 0.5f / a.shape().count());
        });
  }

  /**
   * Returns the component of a layer's output in a direction, at every position and summed: {@code Σ_ij Σ_k
   * d_k a_kij}.
   *
   * @param layer the layer's path
   * @param direction one number per filter or unit, copied
   * @return the objective
   */
  static Objective direction(String layer, float... direction) {
    float[] d = direction.clone();
    return new Formula(
        Set.of(layer),
        "direction in " + layer,
        seen -> {
          Tensor a = seen.of(layer);
          return Sum.sum(Multiply.multiply(a, spread(d, a.shape())));
        });
  }

  private static Tensor spread(float[] direction, Shape shape) {
    if (shape.size(1) != direction.length) {
      throw new ShapeException(
          "direction",
          "one number for each of the " + shape.size(1) + " channels",
          direction.length,
          "");
    }
    Tensor spread = Tensor.zeros(shape);
    int area = shape.count() / shape.size(1);
    for (int i = 0; i < shape.count(); i++) {
      spread.data()[i] = direction[i / area];
    }
    return spread;
  }

  /**
   * Returns an objective of one's own.
   *
   * @param description what is looked for, in a few words
   * @param layers the paths of the layers that the score needs
   * @param score computes a scalar from their outputs
   * @return the objective
   */
  static Objective of(String description, Set<String> layers, Function<Responses, Tensor> score) {
    return new Formula(Set.copyOf(layers), description, score);
  }

  /**
   * Returns one {@link #channel} objective for each filter of a layer.
   *
   * @param network the network
   * @param layer the layer's path
   * @return the objectives, in the order of the filters
   * @throws IllegalArgumentException if there is no such layer; the message lists those that exist
   */
  static List<Objective> channels(Layer network, String layer) {
    return IntStream.range(0, units(network, layer)).mapToObj(k -> channel(layer, k)).toList();
  }

  /**
   * Returns one {@link #neuron(String, int)} objective for each filter or unit of a layer.
   *
   * @param network the network
   * @param layer the layer's path
   * @return the objectives, in the order of the filters or units
   * @throws IllegalArgumentException if there is no such layer; the message lists those that exist
   */
  static List<Objective> neurons(Layer network, String layer) {
    return IntStream.range(0, units(network, layer)).mapToObj(k -> neuron(layer, k)).toList();
  }

  /**
   * Returns one {@link #logit} objective for each class of a network.
   *
   * @param network the network
   * @return the objectives, in the order of the classes
   */
  static List<Objective> logits(Layer network) {
    int classes = network.outputShape(network.inputShape()).size(0);
    return IntStream.range(0, classes).mapToObj(Objective::logit).toList();
  }

  private static int units(Layer network, String path) {
    Layer layer = network.layer(path);
    return layer.outputShape(layer.inputShape()).size(0);
  }
}
