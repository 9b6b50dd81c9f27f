package dev.stria.nn;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;

/**
 * What is known of a layer before its input is: how to build it at a place in a network.
 *
 * <p>Layers without options are their own blueprint, {@code Relu::new}; others are described in named
 * steps, {@code Conv2d.filters(25).kernel(3).padding(1)}.
 */
@FunctionalInterface
public interface Blueprint {
  /**
   * Builds the layer.
   *
   * @param site its path, the shape of its input, and where its first weights come from
   * @return the layer
   * @throws ShapeException if the layer does not fit there
   */
  Layer build(Site site);

  /**
   * Builds the layer, or a whole network, by itself.
   *
   * @param input the shape of one example, without the batch axis, such as {@code [3, 224, 224]}
   * @param seed decides all initial weights
   * @return the layer
   * @throws ShapeException if the layer does not take such an input
   */
  default Layer build(Shape input, long seed) {
    return build(Site.outermost(input, seed));
  }
}
