package dev.stria.nn;

import static dev.stria.op.GroupNorm.groupNorm;

import dev.stria.autograd.Parameter;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;

/**
 * Group normalisation: each group of channels of each example by its own mean and variance, whatever the
 * batch.
 *
 * <p>Parameters, named as in PyTorch: {@code weight} and {@code bias}, each {@code [C]}.
 */
public final class GroupNorm extends Layer {
  private static final double EPSILON = 1e-5;

  private final int groups;
  private final Parameter weight;
  private final Parameter bias;

  private GroupNorm(Site site, int groups) {
    super(site);
    this.groups = groups;
    Shape channels = Channels.of("GroupNorm", site.input(), 1);
    if (groups < 1 || channels.size(0) % groups != 0) {
      throw new ShapeException(
          "GroupNorm", "groups that divide the " + channels.size(0) + " channels", groups, "");
    }
    this.weight = Channels.ones(site, "weight", channels);
    this.bias = Channels.zeros(site, "bias", channels);
  }

  /**
   * Returns the blueprint of a group normalisation.
   *
   * @param count into how many groups the channels fall
   * @return the blueprint
   */
  public static Blueprint groups(int count) {
    return new Options(count);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return groupNorm(x, groups, weight.value(), bias.value(), EPSILON);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Channels.requireSame("GroupNorm", weight.value().shape(), input);
  }

  @Override
  protected List<Parameter> ownParameters() {
    return List.of(weight, bias);
  }

  /** The number of groups, so that a model file can keep it. */
  record Options(int groups) implements Blueprint {
    @Override
    public GroupNorm build(Site site) {
      return new GroupNorm(site, groups);
    }
  }
}
