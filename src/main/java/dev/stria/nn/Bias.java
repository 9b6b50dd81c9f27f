package dev.stria.nn;

import static dev.stria.op.Add.add;

import dev.stria.autograd.Parameter;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;

/**
 * A learned number that is added to each element of an example: what the place alone says, whatever is
 * there.
 *
 * <p>Behind convolutions, whose filters do not know where they are, it tells corners from the middle. Parameter:
 * {@code bias}, of the shape of one example, at first 0.
 */
public final class Bias extends Layer {
  private final Parameter bias;

  /**
   * Creates the layer; {@code Bias::new} is its blueprint.
   *
   * @param site where it is built
   */
  public Bias(Site site) {
    super(site);
    this.bias = Parameter.weight(site.in("bias"), site.filled(site.input(), 0));
  }

  @Override
  protected Tensor forward(Tensor x) {
    outputShape(x.shape().dropFirst());
    return add(x, bias.value());
  }

  @Override
  public Shape outputShape(Shape input) {
    Shape own = bias.value().shape();
    if (!input.equals(own)) {
      throw new ShapeException("Bias", own, input, "this layer was built for another shape");
    }
    return input;
  }

  @Override
  protected List<Parameter> ownParameters() {
    return List.of(bias);
  }
}
