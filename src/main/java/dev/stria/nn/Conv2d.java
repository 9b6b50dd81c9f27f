package dev.stria.nn;

import static dev.stria.op.Conv2d.conv2d;
import static dev.stria.op.Conv2dRelu.conv2dRelu;
import static dev.stria.op.Conv2dReluMaxPool2d.conv2dReluMaxPool2d;

import dev.stria.autograd.Parameter;
import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;

/**
 * A convolutional layer: filters that slide over an image and answer to one local pattern each, wherever
 * it is.
 *
 * <p>Parameters, named as in PyTorch: {@code weight} {@code [K, C/groups, kh, kw]} and {@code bias} {@code
 * [K]}.
 */
public final class Conv2d extends Layer {
  private final Window window;
  private final int groups;
  private final Parameter weight;
  private final Parameter bias;

  private Conv2d(Site site, Options options) {
    super(site);
    this.window = options.window;
    this.groups = options.groups;
    int channels = requireChannels(site.input(), groups);
    Shape shape =
        Shape.of(
            options.filters, channels / groups, window.kernel().height(), window.kernel().width());
    this.weight = Parameter.weight(site.in("weight"), site.drawn(shape, options.initializer));
    this.bias =
        options.bias
            ? Parameter.weight(site.in("bias"), site.filled(Shape.of(options.filters), 0))
            : null;
  }

  private static int requireChannels(Shape input, int groups) {
    if (input.rank() != 3) {
      throw new ShapeException(
          "Conv2d", "an image [C, H, W]", input, "put convolutions in front of Flatten and Linear");
    }
    if (groups < 1 || input.size(0) % groups != 0) {
      throw new ShapeException(
          "Conv2d", "groups that divide the " + input.size(0) + " channels", groups, "");
    }
    return input.size(0);
  }

  /**
   * Returns the blueprint of a convolution with 1×1 kernels, to be given a size.
   *
   * @param count how many filters, which is how many channels come out
   * @return the blueprint
   */
  public static Options filters(int count) {
    return new Options(count, Window.kernel(1), 1, true, Initializer.kaimingNormal());
  }

  @Override
  protected Tensor forward(Tensor x) {
    return conv2d(x, weight.value(), bias == null ? null : bias.value(), window, groups);
  }

  /** Returns the output behind a relu. */
  Tensor forwardRelu(Tensor x) {
    return conv2dRelu(x, weight.value(), bias == null ? null : bias.value(), window, groups);
  }

  /** Returns the output behind a relu and 2×2 max-pooling. */
  Tensor forwardReluMaxPool(Tensor x) {
    return conv2dReluMaxPool2d(
        x, weight.value(), bias == null ? null : bias.value(), window, groups);
  }

  @Override
  public Shape outputShape(Shape input) {
    return dev.stria.op.Conv2d.outputShape(
            input.prepend(1), weight.value().shape().size(0), window, groups)
        .dropFirst();
  }

  @Override
  public long multiplyAdds(Shape output) {
    return (long) output.count() * weight.value().shape().dropFirst().count();
  }

  @Override
  protected List<Parameter> ownParameters() {
    return bias == null ? List.of(weight) : List.of(weight, bias);
  }

  /**
   * Returns the filters.
   *
   * @return the parameter {@code [K, C/groups, kh, kw]}
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
   * The blueprint of a {@link Conv2d}.
   *
   * @param filters how many channels come out
   * @param window kernel size, stride, padding, dilation
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
        throw new ShapeException("Conv2d", "at least one filter", filters, "");
      }
    }

    /**
     * Returns this blueprint with square kernels.
     *
     * @param size their height and width
     * @return the changed blueprint
     */
    public Options kernel(int size) {
      return kernel(size, size);
    }

    /**
     * Returns this blueprint with kernels of a size.
     *
     * @param height their rows
     * @param width their columns
     * @return the changed blueprint
     */
    public Options kernel(int height, int width) {
      return window(
          new Window(
              new Window.Extent(height, width),
              window.stride(),
              window.padding(),
              window.dilation(),
              false));
    }

    /**
     * Returns this blueprint with another stride.
     *
     * @param size rows and columns from one position to the next
     * @return the changed blueprint
     */
    public Options stride(int size) {
      return window(window.stride(size));
    }

    /**
     * Returns this blueprint with zeros around the image.
     *
     * @param size rows and columns added on each side
     * @return the changed blueprint
     */
    public Options padding(int size) {
      return window(window.padding(size));
    }

    /**
     * Returns this blueprint padded so that the output is as large as the input. Say kernel and dilation
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
     * @param size rows and columns from one cell of the kernel to the next
     * @return the changed blueprint
     */
    public Options dilation(int size) {
      return window(window.dilation(size));
    }

    /**
     * Returns this blueprint with another window, for sizes that differ between height and width.
     *
     * @param other kernel size, stride, padding, dilation
     * @return the changed blueprint
     */
    public Options window(Window other) {
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
    public Conv2d build(Site site) {
      return new Conv2d(site, this);
    }
  }
}
