package dev.stria.nn;

import dev.stria.autograd.Parameter;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;

/**
 * A rectified linear unit that learns its slope for negative inputs, one for all or one per channel.
 *
 * <p>Parameter, named as in PyTorch: {@code weight}, at first 0.25.
 */
public final class PRelu extends Layer {
  private static final float FIRST = 0.25f;

  private final Parameter weight;

  /**
   * Creates the layer with one slope; {@code PRelu::new} is its blueprint.
   *
   * @param site where it is built
   */
  public PRelu(Site site) {
    this(site, 1);
  }

  private PRelu(Site site, int slopes) {
    super(site);
    this.weight = Parameter.weight(site.in("weight"), site.filled(Shape.of(slopes), FIRST));
  }

  /**
   * Returns the blueprint with a slope for each channel.
   *
   * @return the blueprint
   */
  public static Blueprint perChannel() {
    return new Options(true);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return dev.stria.op.PRelu.prelu(x, weight.value());
  }

  @Override
  public Shape outputShape(Shape input) {
    int slopes = weight.value().shape().size(0);
    if (slopes > 1 && (input.rank() == 0 || input.size(0) != slopes)) {
      throw new ShapeException("PRelu", slopes + " channels", input, "it has a slope for each");
    }
    return input;
  }

  @Override
  protected List<Parameter> ownParameters() {
    return List.of(weight);
  }

  /** One slope or one per channel, so that a model file can keep it. */
  record Options(boolean perChannel) implements Blueprint {
    @Override
    public PRelu build(Site site) {
      if (perChannel && site.input().rank() == 0) {
        throw new ShapeException("PRelu", "an input with channels", site.input(), "");
      }
      return new PRelu(site, perChannel ? site.input().size(0) : 1);
    }
  }
}
