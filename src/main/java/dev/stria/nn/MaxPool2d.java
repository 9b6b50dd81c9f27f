package dev.stria.nn;

import static dev.stria.op.MaxPool2d.maxPool2d;

import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** Max-pooling of images: the largest value under each window, by default side by side. */
public final class MaxPool2d extends Layer {
  private final Window window;

  private MaxPool2d(Site site, Window window) {
    super(site);
    this.window = window;
  }

  /**
   * Returns the blueprint of pooling under square windows, side by side.
   *
   * @param size height and width of the window, and the stride
   * @return the blueprint
   */
  public static Options kernel(int size) {
    return new Options(Window.kernel(size).stride(size));
  }

  @Override
  protected Tensor forward(Tensor x) {
    return maxPool2d(x, window);
  }

  @Override
  public Shape outputShape(Shape input) {
    return dev.stria.op.MaxPool2d.outputShape(input.prepend(1), window).dropFirst();
  }

  /**
   * Returns how the window slides.
   *
   * @return kernel size, stride, padding, dilation, ceil mode
   */
  public Window window() {
    return window;
  }

  /**
   * The blueprint of a {@link MaxPool2d}.
   *
   * @param window how the window slides
   */
  public record Options(Window window) implements Blueprint {
    /**
     * Returns this blueprint with another stride.
     *
     * @param size rows and columns from one window to the next
     * @return the changed blueprint
     */
    public Options stride(int size) {
      return new Options(window.stride(size));
    }

    /**
     * Returns this blueprint with padding, which counts as −∞.
     *
     * @param size rows and columns added on each side, at most half of the kernel's
     * @return the changed blueprint
     */
    public Options padding(int size) {
      return new Options(window.padding(size));
    }

    /**
     * Returns this blueprint with another window.
     *
     * @param other kernel size, stride, padding, dilation, ceil mode
     * @return the changed blueprint
     */
    public Options window(Window other) {
      return new Options(other);
    }

    /**
     * Returns this blueprint in ceil mode: a last window may hang over the border.
     *
     * @return the changed blueprint
     */
    public Options ceil() {
      return new Options(window.ceil(true));
    }

    @Override
    public MaxPool2d build(Site site) {
      return new MaxPool2d(site, window);
    }
  }
}
