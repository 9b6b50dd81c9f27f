package dev.stria.nn;

import static dev.stria.op.Conv1d.conv1d;

import dev.stria.autograd.Parameter;
import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A convolutional layer for sequences: filters that slide over time and answer to one short pattern each,
 * whenever it comes.
 *
 * <p>Parameters, named as in PyTorch: {@code weight} {@code [K, C/groups, k]} and {@code bias} {@code [K]}.
 */
public final class Conv1d extends Layer {
  private final Window window;
  private final int groups;
  private final Parameter weight;
  private final Parameter bias;

  private Conv1d(Site site, Options options) {
    super(site);
    this.window = options.window;
    this.groups = options.groups;
    int channels = requireChannels(site.input(), groups);
    Shape shape = Shape.of(options.filters, channels / groups, window.kernel().width());
    this.weight = Parameter.weight(site.in("weight"), site.drawn(shape, options.initializer));
    this.bias =
        options.bias
            ? Parameter.weight(site.in("bias"), site.filled(Shape.of(options.filters), 0))
            : null;
  }

  private static int requireChannels(Shape input, int groups) {
    if (input.rank() != 2) {
      throw new ShapeException("Conv1d", "a sequence [C, L]", input, "");
    }
    if (groups < 1 || input.size(0) % groups != 0) {
      throw new ShapeException(
          "Conv1d", "groups that divide the " + input.size(0) + " channels", groups, "");
    }
    return input.size(0);
  }

  /**
   * Returns the blueprint of a convolution with kernels of length 1, to be given a size.
   *
   * @param count how many filters, which is how many channels come out
   * @return the blueprint
   */
  public static Options filters(int count) {
    return new Options(count, Window.kernel(1), 1, true, Initializer.kaimingNormal());
  }

  @Override
  protected Tensor forward(Tensor x) {
    return conv1d(x, weight.value(), bias == null ? null : bias.value(), window, groups);
  }

  @Override
  public Shape outputShape(Shape input) {
    return dev.stria.op.Conv1d.outputShape(
            input.prepend(1), weight.value().shape().size(0), window, groups)
        .dropFirst();
  }

  @Override
  public long multiplyAdds(Shape output) {
    return (long) output.count() * weight.value().shape().dropFirst().count();
  }

  @Override
  protected List<Parameter> ownParameters() {
    return Stream.of(weight, bias).filter(Objects::nonNull).toList();
  }

  /**
   * Returns the filters.
   *
   * @return the parameter {@code [K, C/groups, k]}
   */
  public Parameter weight() {
    return weight;
  }

  /**
   * Returns how the kernel slides.
   *
   * @return kernel size, stride, padding, dilation
   */
  public Window window() {
    return window;
  }

  /**
   * The blueprint of a {@link Conv1d}.
   *
   * @param filters how many channels come out
   * @param window a window of one row: kernel size, stride, padding, dilation
   * @param groups into how many independent groups the channels fall
   * @param bias whether each filter has a bias
   * @param initializer where the first weights come from; biases start at zero
   */
  public record Options(
      int filters, Window window, int groups, boolean bias, Initializer initializer)
      implements Blueprint {
    /** Checks that there is a filter. */
    public Options {
      if (filters < 1) {
        throw new ShapeException("Conv1d", "at least one filter", filters, "");
      }
    }

    /**
     * Returns this blueprint with kernels of a length.
     *
     * @param size their length
     * @return the changed blueprint
     */
    public Options kernel(int size) {
      return window(
          new Window(
              new Window.Extent(1, size),
              window.stride(),
              window.padding(),
              window.dilation(),
              false));
    }

    /**
     * Returns this blueprint with another stride.
     *
     * @param size steps from one position to the next
     * @return the changed blueprint
     */
    public Options stride(int size) {
      return window(window.stride(1, size));
    }

    /**
     * Returns this blueprint with zeros at both ends.
     *
     * @param size steps added at each end
     * @return the changed blueprint
     */
    public Options padding(int size) {
      return window(window.padding(0, size));
    }

    /**
     * Returns this blueprint padded so that the output is as long as the input. Say kernel and dilation
     * first.
     *
     * @return the changed blueprint
     */
    public Options same() {
      return window(window.same());
    }

    /**
     * Returns this blueprint with a dilated kernel.
     *
     * @param size steps from one cell of the kernel to the next
     * @return the changed blueprint
     */
    public Options dilation(int size) {
      return window(window.dilation(1, size));
    }

    private Options window(Window other) {
      return new Options(filters, other, groups, bias, initializer);
    }

    /**
     * Returns this blueprint with channels in independent groups.
     *
     * @param count how many groups; as many as channels for a depthwise convolution
     * @return the changed blueprint
     */
    public Options groups(int count) {
      return new Options(filters, window, count, bias, initializer);
    }

    /**
     * Returns this blueprint without biases.
     *
     * @return the changed blueprint
     */
    public Options noBias() {
      return new Options(filters, window, groups, false, initializer);
    }

    /**
     * Returns this blueprint with other initial weights.
     *
     * @param other where they come from
     * @return the changed blueprint
     */
    public Options initializer(Initializer other) {
      return new Options(filters, window, groups, bias, other);
    }

    @Override
    public Conv1d build(Site site) {
      return new Conv1d(site, this);
    }
  }
}
