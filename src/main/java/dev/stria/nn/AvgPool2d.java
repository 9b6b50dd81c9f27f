package dev.stria.nn;

import static dev.stria.op.AvgPool2d.avgPool2d;

import dev.stria.op.AvgPool2d.Divisor;
import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** Average pooling of images: the mean under each window, by default side by side. */
public final class AvgPool2d extends Layer {
  private final Options options;

  private AvgPool2d(Site site, Options options) {
    super(site);
    this.options = options;
  }

  /**
   * Returns the blueprint of pooling under square windows, side by side.
   *
   * @param size height and width of the window, and the stride
   * @return the blueprint
   */
  public static Options kernel(int size) {
    return new Options(Window.kernel(size).stride(size), Divisor.cellsAndPadding());
  }

  @Override
  protected Tensor forward(Tensor x) {
    return avgPool2d(x, options.window, options.divisor);
  }

  @Override
  public Shape outputShape(Shape input) {
    return dev.stria.op.AvgPool2d.outputShape(input.prepend(1), options.window).dropFirst();
  }

  /**
   * Returns how the window slides.
   *
   * @return kernel size, stride, padding, ceil mode
   */
  public Window window() {
    return options.window;
  }

  /**
   * The blueprint of an {@link AvgPool2d}.
   *
   * @param window how the window slides
   * @param divisor what each window's sum is divided by
   */
  public record Options(Window window, Divisor divisor) implements Blueprint {
    /**
     * Returns this blueprint with another stride.
     *
     * @param size rows and columns from one window to the next
     * @return the changed blueprint
     */
    public Options stride(int size) {
      return window(window.stride(size));
    }

    /**
     * Returns this blueprint with zeros around the image.
     *
     * @param size rows and columns added on each side, at most half of the kernel's
     * @return the changed blueprint
     */
    public Options padding(int size) {
      return window(window.padding(size));
    }

    /**
     * Returns this blueprint in ceil mode: a last window may hang over the border.
     *
     * @return the changed blueprint
     */
    public Options ceil() {
      return window(window.ceil(true));
    }

    /**
     * Returns this blueprint with another window.
     *
     * @param other kernel size, stride, padding, ceil mode
     * @return the changed blueprint
     */
    public Options window(Window other) {
      return new Options(other, divisor);
    }

    /**
     * Returns this blueprint with another divisor.
     *
     * @param other what each window's sum is divided by
     * @return the changed blueprint
     */
    public Options divisor(Divisor other) {
      return new Options(window, other);
    }

    @Override
    public AvgPool2d build(Site site) {
      return new AvgPool2d(site, this);
    }
  }
}
