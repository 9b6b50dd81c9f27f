package dev.stria.nn;

import dev.stria.autograd.Tape;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A network written as plain Java code over its layers: branches, sums, loops, layers used twice.
 *
 * <p>The constructor adds the layers, {@link #forward} says how they hang together, in the words of {@code
 * dev.stria.op}:
 *
 * <pre>{@code
 * final class TwoScales extends Network {
 *   private final Layer fine;
 *   private final Layer coarse;
 *
 *   TwoScales(Site site) {
 *     super(site);
 *     fine = part("fine", Conv2d.filters(8).kernel(3).padding(1), site.input());
 *     coarse = part("coarse", Conv2d.filters(8).kernel(7).padding(3), site.input());
 *   }
 *
 *   protected Tensor forward(Tensor x) {
 *     return relu(add(fine.apply(x), coarse.apply(x)));
 *   }
 * }
 * }</pre>
 *
 * {@code TwoScales::new} is then a blueprint like any other. A layer that is applied twice is shared: its
 * parameters exist once and gather the gradients of both uses.
 */
public abstract class Network extends Layer {
  private final Site site;
  private final Map<String, Layer> parts = new LinkedHashMap<>();

  /**
   * Creates a network without layers.
   *
   * @param site where it is built
   */
  protected Network(Site site) {
    super(site);
    this.site = site;
  }

  /**
   * Builds a layer as a part of this network; for constructors.
   *
   * @param name the layer's name, without dots, not yet used in this network
   * @param blueprint how to build it
   * @param input the shape of one example that the layer will be given, without the batch axis
   * @return the layer, to be applied in {@link #forward}
   * @throws IllegalArgumentException if the name is taken
   * @throws ShapeException if the layer does not take such an input; the message names its path
   */
  protected final Layer part(String name, Blueprint blueprint, Shape input) {
    if (parts.containsKey(name)) {
      throw new IllegalArgumentException("the name '" + name + "' is taken; choose another");
    }
    Layer layer = Layers.build(site.child(name, input), blueprint);
    parts.put(name, layer);
    return layer;
  }

  /**
   * Builds a layer as a part of this network that takes the output of another; for constructors.
   *
   * @param name the layer's name, without dots, not yet used in this network
   * @param blueprint how to build it
   * @param before whose output the layer will be given
   * @return the layer, to be applied in {@link #forward}
   * @throws IllegalArgumentException if the name is taken
   * @throws ShapeException if the layer does not take such an input; the message names its path
   */
  protected final Layer part(String name, Blueprint blueprint, Layer before) {
    return part(name, blueprint, before.outputShape(before.inputShape()));
  }

  /**
   * Returns the shape that comes out when one example of a shape goes in, found by running an example of
   * zeros; override it where arithmetic is cheaper.
   */
  @Override
  public Shape outputShape(Shape input) {
    try (Tape tape = Tape.predicting()) {
      return forward(tape.trace(Tensor.zeros(input.prepend(1)))).shape().dropFirst();
    }
  }

  @Override
  public final Map<String, Layer> parts() {
    return Collections.unmodifiableMap(parts);
  }
}
