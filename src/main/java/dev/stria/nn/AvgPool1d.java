package dev.stria.nn;

import static dev.stria.op.AvgPool1d.avgPool1d;

import dev.stria.op.AvgPool2d.Divisor;
import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** Average pooling of sequences: the mean under each window, by default side by side. */
public final class AvgPool1d extends Layer {
  private final Window window;

  private AvgPool1d(Site site, Window window) {
    super(site);
    this.window = window;
  }

  /**
   * Returns the blueprint of pooling under windows side by side.
   *
   * @param size length of the window, and the stride
   * @return the blueprint
   */
  public static Options kernel(int size) {
    return new Options(Window.kernel(1, size).stride(1, size));
  }

  @Override
  protected Tensor forward(Tensor x) {
    return avgPool1d(x, window, Divisor.cellsAndPadding());
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 2) {
      throw new ShapeException("AvgPool1d", "a sequence [C, L]", input, "");
    }
    Shape row = Shape.of(1, input.size(0), 1, input.size(1));
    return input.with(1, dev.stria.op.AvgPool2d.outputShape(row, window).size(3));
  }

  /**
   * The blueprint of a {@link AvgPool1d}.
   *
   * @param window a window of one row
   */
  public record Options(Window window) implements Blueprint {
    /**
     * Returns this blueprint with another stride.
     *
     * @param size steps from one window to the next
     * @return the changed blueprint
     */
    public Options stride(int size) {
      return new Options(window.stride(1, size));
    }

    /**
     * Returns this blueprint with padding at both ends.
     *
     * @param size steps added at each end, at most half of the kernel's
     * @return the changed blueprint
     */
    public Options padding(int size) {
      return new Options(window.padding(0, size));
    }

    /**
     * Returns this blueprint in ceil mode: a last window may hang over the end.
     *
     * @return the changed blueprint
     */
    public Options ceil() {
      return new Options(window.ceil(true));
    }

    @Override
    public AvgPool1d build(Site site) {
      return new AvgPool1d(site, window);
    }
  }
}
