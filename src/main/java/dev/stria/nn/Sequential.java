package dev.stria.nn;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network of named layers, each of which takes the output of the one before.
 *
 * <pre>{@code
 * Sequential model = Sequential.layers()
 *     .add("conv1", Conv2d.filters(25).kernel(3))
 *     .add("relu1", Relu::new)
 *     .add("pool1", MaxPool2d.kernel(2))
 *     .add("flatten", Flatten::new)
 *     .add("fc1", Linear.units(10))
 *     .build(Shape.of(1, 28, 28), 42);
 * }</pre>
 */
public final class Sequential extends Layer {
  private final Map<String, Layer> parts;
  private final Passes passes;
  private final Passes logitPasses;

  private Sequential(Site site, Map<String, Layer> parts) {
    super(site);
    this.parts = Collections.unmodifiableMap(parts);
    List<Layer> layers = List.copyOf(parts.values());
    int last = layers.size() - 1;
    this.passes = new Passes(layers);
    this.logitPasses =
        layers.get(last) instanceof Softmax ? new Passes(layers.subList(0, last)) : null;
  }

  /**
   * Returns a blueprint without layers, to add to.
   *
   * @return the blueprint
   */
  public static Chain layers() {
    return new Chain(List.of());
  }

  @Override
  protected Tensor forward(Tensor x) {
    return passes.run(x);
  }

  @Override
  public Tensor logits(Tensor x) {
    return logitPasses == null ? apply(x) : logitPasses.run(x);
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape shape = input;
    for (Layer layer : parts.values()) {
      shape = layer.outputShape(shape);
    }
    return shape;
  }

  @Override
  public Map<String, Layer> parts() {
    return parts;
  }

  /** The blueprint of a {@link Sequential}: names and blueprints of its layers. */
  public static final class Chain implements Blueprint {
    private record Link(String name, Blueprint blueprint) {}

    private final List<Link> links;

    private Chain(List<Link> links) {
      this.links = links;
    }

    /**
     * Returns this chain with one more layer behind the others.
     *
     * @param name the layer's name, without dots, not yet used in this chain
     * @param blueprint how to build it
     * @return the longer chain
     * @throws IllegalArgumentException if the name is taken
     */
    public Chain add(String name, Blueprint blueprint) {
      for (Link link : links) {
        if (link.name.equals(name)) {
          throw new IllegalArgumentException("the name '" + name + "' is taken; choose another");
        }
      }
      List<Link> longer = new ArrayList<>(links);
      longer.add(new Link(name, blueprint));
      return new Chain(longer);
    }

    /**
     * Builds the network: infers every layer's sizes from the input and draws the initial weights.
     *
     * @param input the shape of one example, without the batch axis, such as {@code [1, 28, 28]}
     * @param seed decides all initial weights
     * @return the network
     * @throws ShapeException if a layer does not fit behind the one before; the message names its path
     */
    @Override
    public Sequential build(Shape input, long seed) {
      return build(Site.outermost(input, seed));
    }

    @Override
    public Sequential build(Site site) {
      if (links.isEmpty()) {
        throw new IllegalArgumentException(
            "a network needs at least one layer; add(name, blueprint)");
      }
      Map<String, Layer> parts = new LinkedHashMap<>();
      Shape shape = site.input();
      for (Link link : links) {
        Site place = site.child(link.name, shape);
        try {
          Layer layer = Layers.build(place, link.blueprint);
          shape = layer.outputShape(shape);
          parts.put(link.name, layer);
        } catch (ShapeException e) {
          throw e.in(place.path());
        }
      }
      return new Sequential(site, parts);
    }
  }
}
