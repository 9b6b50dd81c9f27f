package dev.stria.nn;

import static dev.stria.op.InstanceNorm.instanceNorm;

import dev.stria.autograd.Parameter;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;

/**
 * Instance normalisation: each channel of each example by its own mean and variance.
 *
 * <p>Without parameters, as PyTorch's default, {@code InstanceNorm::new}; with {@code weight} and {@code
 * bias}, each {@code [C]}, {@link #affine}.
 */
public final class InstanceNorm extends Layer {
  private static final double EPSILON = 1e-5;

  private final Shape channels;
  private final Parameter weight;
  private final Parameter bias;

  /**
   * Creates the layer without parameters; {@code InstanceNorm::new} is its blueprint.
   *
   * @param site where it is built
   * @throws ShapeException if the input has nothing behind its channels
   */
  public InstanceNorm(Site site) {
    this(site, false);
  }

  private InstanceNorm(Site site, boolean affine) {
    super(site);
    this.channels = Channels.of("InstanceNorm", site.input(), 2);
    this.weight = affine ? Channels.ones(site, "weight", channels) : null;
    this.bias = affine ? Channels.zeros(site, "bias", channels) : null;
  }

  /**
   * Returns the blueprint of the layer with a weight and a bias per channel.
   *
   * @return the blueprint
   */
  public static Blueprint affine() {
    return new Options(true);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return instanceNorm(x, Channels.value(weight), Channels.value(bias), EPSILON);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Channels.requireSame("InstanceNorm", channels, input);
  }

  @Override
  protected List<Parameter> ownParameters() {
    return weight == null ? List.of() : List.of(weight, bias);
  }

  /**
   * The blueprint of an {@link InstanceNorm}.
   *
   * @param affine whether each channel has a weight and a bias
   */
  record Options(boolean affine) implements Blueprint {
    @Override
    public InstanceNorm build(Site site) {
      return new InstanceNorm(site, affine);
    }
  }
}
