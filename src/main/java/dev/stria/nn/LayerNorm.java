package dev.stria.nn;

import static dev.stria.op.LayerNorm.layerNorm;

import dev.stria.autograd.Parameter;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Layer normalisation: each example by its own mean and variance, over all of its axes or the last few.
 *
 * <p>Parameters, named as in PyTorch: {@code weight} and {@code bias}, a number per normalised element.
 */
public final class LayerNorm extends Layer {
  private static final double EPSILON = 1e-5;

  private final Shape normalized;
  private final Parameter weight;
  private final Parameter bias;

  /**
   * Creates the layer over all axes of an example; {@code LayerNorm::new} is its blueprint.
   *
   * @param site where it is built
   * @throws ShapeException if an example is a single number
   */
  public LayerNorm(Site site) {
    this(site, site.input().rank());
  }

  private LayerNorm(Site site, int axes) {
    super(site);
    int rank = site.input().rank();
    if (axes < 1 || axes > rank) {
      throw new ShapeException(
          "LayerNorm", "at least " + Math.max(1, axes) + " axes to average over", site.input(), "");
    }
    this.normalized = Shape.of(Arrays.copyOfRange(site.input().sizes(), rank - axes, rank));
    this.weight = Channels.ones(site, "weight", normalized);
    this.bias = Channels.zeros(site, "bias", normalized);
  }

  /**
   * Returns the blueprint of a normalisation over the last axes of an example.
   *
   * @param count how many axes
   * @return the blueprint
   */
  public static Blueprint lastAxes(int count) {
    return new Options(count);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return layerNorm(x, normalized, weight.value(), bias.value(), EPSILON);
  }

  @Override
  public Shape outputShape(Shape input) {
    int from = input.rank() - normalized.rank();
    if (from < 0
        || !Shape.of(Arrays.copyOfRange(input.sizes(), from, input.rank())).equals(normalized)) {
      throw new ShapeException("LayerNorm", "last axes " + normalized, input, "");
    }
    return input;
  }

  @Override
  protected List<Parameter> ownParameters() {
    return List.of(weight, bias);
  }

  /** The number of axes, so that a model file can keep it. */
  record Options(int axes) implements Blueprint {
    @Override
    public LayerNorm build(Site site) {
      return new LayerNorm(site, axes);
    }
  }
}
