package dev.stria.nn;

import static dev.stria.op.BatchNorm.batchNorm;

import dev.stria.autograd.Parameter;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Batch normalisation of channels, for rows {@code [C]}, sequences {@code [C, L]} and images {@code [C, H,
 * W]} alike.
 *
 * <p>On a training tape the batch's own statistics normalise and move the running ones; otherwise the
 * running statistics normalise. Parameters, named as in PyTorch's {@code BatchNorm2d}: {@code weight},
 * {@code bias}, {@code running_mean}, {@code running_var}, each {@code [C]}.
 */
public final class BatchNorm extends Layer {
  private static final Options DEFAULT = new Options(0.1, 1e-5, true);

  private final Options options;
  private final Parameter weight;
  private final Parameter bias;
  private final Parameter runningMean;
  private final Parameter runningVar;

  /**
   * Creates the layer with PyTorch's defaults; {@code BatchNorm::new} is its blueprint.
   *
   * @param site where it is built
   * @throws ShapeException if the input has no channels
   */
  public BatchNorm(Site site) {
    this(site, DEFAULT);
  }

  private BatchNorm(Site site, Options options) {
    super(site);
    this.options = options;
    Shape channels = Channels.of("BatchNorm", site.input(), 1);
    this.weight = options.affine ? Channels.ones(site, "weight", channels) : null;
    this.bias = options.affine ? Channels.zeros(site, "bias", channels) : null;
    this.runningMean = Parameter.statistic(site.in("running_mean"), site.filled(channels, 0));
    this.runningVar = Parameter.statistic(site.in("running_var"), site.filled(channels, 1));
  }

  /**
   * Returns a blueprint with PyTorch's defaults, to be changed: momentum 0.1, ε 1e-5, with weight and bias.
   *
   * @return the blueprint
   */
  public static Options options() {
    return DEFAULT;
  }

  @Override
  protected Tensor forward(Tensor x) {
    return batchNorm(
        x,
        Channels.value(weight),
        Channels.value(bias),
        new dev.stria.op.BatchNorm.Running(
            runningMean.value(), runningVar.value(), options.momentum),
        options.epsilon);
  }

  @Override
  public Shape outputShape(Shape input) {
    return Channels.requireSame("BatchNorm", runningMean.value().shape(), input);
  }

  @Override
  protected List<Parameter> ownParameters() {
    return Stream.of(weight, bias, runningMean, runningVar).filter(Objects::nonNull).toList();
  }

  /**
   * The blueprint of a {@link BatchNorm}.
   *
   * @param momentum the weight of the newest batch in the running statistics
   * @param epsilon what keeps the root away from 0
   * @param affine whether each channel has a weight and a bias
   */
  public record Options(double momentum, double epsilon, boolean affine) implements Blueprint {
    /**
     * Returns this blueprint with another momentum.
     *
     * @param share the weight of the newest batch in the running statistics
     * @return the changed blueprint
     */
    public Options momentum(double share) {
      return new Options(share, epsilon, affine);
    }

    /**
     * Returns this blueprint with another ε.
     *
     * @param small what keeps the root away from 0
     * @return the changed blueprint
     */
    public Options epsilon(double small) {
      return new Options(momentum, small, affine);
    }

    /**
     * Returns this blueprint without weight and bias.
     *
     * @return the changed blueprint
     */
    public Options plain() {
      return new Options(momentum, epsilon, false);
    }

    @Override
    public BatchNorm build(Site site) {
      return new BatchNorm(site, this);
    }
  }
}
