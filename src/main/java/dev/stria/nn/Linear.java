package dev.stria.nn;

import static dev.stria.op.Linear.linear;
import static dev.stria.op.LinearRelu.linearRelu;

import dev.stria.autograd.Parameter;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;

/**
 * A fully connected layer: every output sees every input.
 *
 * <p>Parameters, named as in PyTorch: {@code weight} {@code [out, in]} and {@code bias} {@code [out]}.
 */
public final class Linear extends Layer {
  private final Parameter weight;
  private final Parameter bias;

  private Linear(Site site, Options options) {
    super(site);
    requireRow(site.input());
    Shape shape = Shape.of(options.units, site.input().size(0));
    this.weight = Parameter.weight(site.in("weight"), site.drawn(shape, options.initializer));
    this.bias =
        options.bias
            ? Parameter.weight(site.in("bias"), site.filled(Shape.of(options.units), 0))
            : null;
  }

  private static void requireRow(Shape input) {
    if (input.rank() != 1) {
      throw new ShapeException("Linear", "a row [in]", input, "add Flatten::new in front");
    }
  }

  /**
   * Returns the blueprint of a fully connected layer.
   *
   * @param count how many outputs
   * @return the blueprint
   */
  public static Options units(int count) {
    return new Options(count, true, Initializer.kaimingNormal());
  }

  @Override
  protected Tensor forward(Tensor x) {
    return linear(x, weight.value(), bias == null ? null : bias.value());
  }

  /** Returns the output behind a relu. */
  Tensor forwardRelu(Tensor x) {
    return linearRelu(x, weight.value(), bias == null ? null : bias.value());
  }

  @Override
  public Shape outputShape(Shape input) {
    requireRow(input);
    Shape w = weight.value().shape();
    if (input.size(0) != w.size(1)) {
      throw new ShapeException(
          "Linear", Shape.of(w.size(1)), input, "this layer was built for another size of input");
    }
    return Shape.of(w.size(0));
  }

  @Override
  public long multiplyAdds(Shape output) {
    return weight.value().shape().count();
  }

  @Override
  protected List<Parameter> ownParameters() {
    return bias == null ? List.of(weight) : List.of(weight, bias);
  }

  /**
   * Returns the weights.
   *
   * @return the parameter {@code [out, in]}
   */
  public Parameter weight() {
    return weight;
  }

  /**
   * The blueprint of a {@link Linear} layer.
   *
   * @param units how many outputs
   * @param bias whether each output has a bias
   * @param initializer where the first weights come from; biases start at zero
   */
  public record Options(int units, boolean bias, Initializer initializer) implements Blueprint {
    /** Checks that there is an output. */
    public Options {
      if (units < 1) {
        throw new ShapeException("Linear", "at least one unit", units, "");
      }
    }

    /**
     * Returns this blueprint without biases.
     *
     * @return the changed blueprint
     */
    public Options noBias() {
      return new Options(units, false, initializer);
    }

    /**
     * Returns this blueprint with other initial weights.
     *
     * @param other where they come from
     * @return the changed blueprint
     */
    public Options initializer(Initializer other) {
      return new Options(units, bias, other);
    }

    @Override
    public Linear build(Site site) {
      return new Linear(site, this);
    }
  }
}
