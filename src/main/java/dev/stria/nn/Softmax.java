package dev.stria.nn;

import static dev.stria.op.Softmax.softmax;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/**
 * Turns logits into probabilities along the first axis behind the batch: classes of a row, or channels at
 * each point of an image.
 *
 * <p>Losses start from the logits; {@link Layer#logits} leaves out a softmax that ends a network.
 */
public final class Softmax extends Layer {
  /**
   * Creates the layer; {@code Softmax::new} is its blueprint.
   *
   * @param site where it is built
   */
  public Softmax(Site site) {
    super(site);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return softmax(x, 1);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }
}
