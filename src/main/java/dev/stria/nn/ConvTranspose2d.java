package dev.stria.nn;

import static dev.stria.op.ConvTranspose2d.convTranspose2d;

import dev.stria.autograd.Parameter;
import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A transposed convolution: each value of the input paints a filter into the output, so that strides
 * enlarge the image.
 *
 * <p>Parameters, named as in PyTorch: {@code weight} {@code [C, K/groups, kh, kw]} and {@code bias} {@code
 * [K]}.
 */
public final class ConvTranspose2d extends Layer {
  private final Options options;
  private final Parameter weight;
  private final Parameter bias;

  private ConvTranspose2d(Site site, Options options) {
    super(site);
    this.options = options;
    Shape input = site.input();
    if (input.rank() != 3) {
      throw new ShapeException("ConvTranspose2d", "an image [C, H, W]", input, "");
    }
    int groups = options.groups;
    if (groups < 1 || input.size(0) % groups != 0 || options.filters % groups != 0) {
      throw new ShapeException(
          "ConvTranspose2d",
          "groups that divide " + input.size(0) + " channels and " + options.filters + " filters",
          groups,
          "");
    }
    Window.Extent kernel = options.window.kernel();
    Shape shape =
        Shape.of(input.size(0), options.filters / groups, kernel.height(), kernel.width());
    this.weight = Parameter.weight(site.in("weight"), site.drawn(shape, options.initializer));
    this.bias =
        options.bias
            ? Parameter.weight(site.in("bias"), site.filled(Shape.of(options.filters), 0))
            : null;
  }

  /**
   * Returns the blueprint of a transposed convolution with 1×1 kernels, to be given a size.
   *
   * @param count how many channels come out
   * @return the blueprint
   */
  public static Options filters(int count) {
    return new Options(
        count, Window.kernel(1), new Window.Extent(0, 0), 1, true, Initializer.kaimingNormal());
  }

  @Override
  protected Tensor forward(Tensor x) {
    return convTranspose2d(
        x,
        weight.value(),
        Channels.value(bias),
        options.window,
        options.outputPadding,
        options.groups);
  }

  @Override
  public Shape outputShape(Shape input) {
    return dev.stria.op.ConvTranspose2d.outputShape(
            input.prepend(1), options.filters, options.window, options.outputPadding)
        .dropFirst();
  }

  @Override
  public long multiplyAdds(Shape output) {
    Shape input = inputShape();
    return (long) input.count() * weight.value().shape().dropFirst().count();
  }

  @Override
  protected List<Parameter> ownParameters() {
    return Stream.of(weight, bias).filter(Objects::nonNull).toList();
  }

  /**
   * The blueprint of a {@link ConvTranspose2d}.
   *
   * @param filters how many channels come out
   * @param window kernel size, stride, padding (cut off the result), dilation
   * @param outputPadding rows and columns added below and on the right
   * @param groups into how many independent groups the channels fall
   * @param bias whether each channel that comes out has a bias
   * @param initializer where the first weights come from; biases start at zero
   */
  public record Options(
      int filters,
      Window window,
      Window.Extent outputPadding,
      int groups,
      boolean bias,
      Initializer initializer)
      implements Blueprint {
    /** Checks that something comes out. */
    public Options {
      if (filters < 1) {
        throw new ShapeException("ConvTranspose2d", "at least one filter", filters, "");
      }
    }

    /**
     * Returns this blueprint with square kernels.
     *
     * @param size their height and width
     * @return the changed blueprint
     */
    public Options kernel(int size) {
      return window(
          new Window(
              new Window.Extent(size, size),
              window.stride(),
              window.padding(),
              window.dilation(),
              false));
    }

    /**
     * Returns this blueprint with another stride: how much larger the result is.
     *
     * @param size rows and columns from one painted filter to the next
     * @return the changed blueprint
     */
    public Options stride(int size) {
      return window(window.stride(size));
    }

    /**
     * Returns this blueprint with the result cut.
     *
     * @param size rows and columns cut off each side
     * @return the changed blueprint
     */
    public Options padding(int size) {
      return window(window.padding(size));
    }

    /**
     * Returns this blueprint with the result grown below and on the right.
     *
     * @param size rows and columns added, fewer than the stride
     * @return the changed blueprint
     */
    public Options outputPadding(int size) {
      return new Options(filters, window, new Window.Extent(size, size), groups, bias, initializer);
    }

    /**
     * Returns this blueprint with another window, for sizes that differ between height and width.
     *
     * @param other kernel size, stride, padding, dilation
     * @return the changed blueprint
     */
    public Options window(Window other) {
      return new Options(filters, other, outputPadding, groups, bias, initializer);
    }

    /**
     * Returns this blueprint with channels in independent groups.
     *
     * @param count how many groups
     * @return the changed blueprint
     */
    public Options groups(int count) {
      return new Options(filters, window, outputPadding, count, bias, initializer);
    }

    /**
     * Returns this blueprint without biases.
     *
     * @return the changed blueprint
     */
    public Options noBias() {
      return new Options(filters, window, outputPadding, groups, false, initializer);
    }

    /**
     * Returns this blueprint with other initial weights.
     *
     * @param other where they come from
     * @return the changed blueprint
     */
    public Options initializer(Initializer other) {
      return new Options(filters, window, outputPadding, groups, bias, other);
    }

    @Override
    public ConvTranspose2d build(Site site) {
      return new ConvTranspose2d(site, this);
    }
  }
}
