package dev.stria.nn;

import static dev.stria.op.LocalResponseNorm.localResponseNorm;

import dev.stria.op.LocalResponseNorm.Constants;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** Local response normalisation: strong answers damp those of neighbouring channels at the same place. */
public final class LocalResponseNorm extends Layer {
  private final Constants constants;

  private LocalResponseNorm(Site site, Constants constants) {
    super(site);
    Channels.of("LocalResponseNorm", site.input(), 2);
    this.constants = constants;
  }

  /**
   * Returns the blueprint with the constants of AlexNet's successors: α 1e-4, β 0.75, k 1.
   *
   * @param channels how many neighbouring channels are summed
   * @return the blueprint
   */
  public static Blueprint size(int channels) {
    return with(Constants.of(channels));
  }

  /**
   * Returns the blueprint with constants of one's own.
   *
   * @param constants size, α, β and k
   * @return the blueprint
   */
  public static Blueprint with(Constants constants) {
    return new Options(constants);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return localResponseNorm(x, constants);
  }

  @Override
  public Shape outputShape(Shape input) {
    return input;
  }

  /** The constants, so that a model file can keep them. */
  record Options(Constants constants) implements Blueprint {
    @Override
    public LocalResponseNorm build(Site site) {
      return new LocalResponseNorm(site, constants);
    }
  }
}
