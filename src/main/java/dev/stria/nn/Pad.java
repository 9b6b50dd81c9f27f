package dev.stria.nn;

import dev.stria.op.Pad.Border;
import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/** A border around images: zeros, another constant, the image mirrored, its edge repeated, or itself. */
public final class Pad extends Layer {
  private final Window.Sides sides;
  private final Border border;

  private Pad(Site site, Window.Sides sides, Border border) {
    super(site);
    this.sides = sides;
    this.border = border;
  }

  /**
   * Returns the blueprint of a border of one width.
   *
   * @param width rows and columns on each side
   * @param border what they are made of, such as {@link Border#REFLECT}
   * @return the blueprint
   */
  public static Blueprint around(int width, Border border) {
    return around(new Window.Sides(width, width, width, width), border);
  }

  /**
   * Returns the blueprint of a border that differs from side to side.
   *
   * @param sides how many rows and columns on each side
   * @param border what they are made of, such as {@link Border#ZERO}
   * @return the blueprint
   */
  public static Blueprint around(Window.Sides sides, Border border) {
    return new Options(sides, border);
  }

  @Override
  protected Tensor forward(Tensor x) {
    return dev.stria.op.Pad.pad(x, sides, border);
  }

  @Override
  public Shape outputShape(Shape input) {
    if (input.rank() != 3) {
      throw new ShapeException("Pad", "images [C, H, W]", input, "");
    }
    // the operation knows what is refused; images without channels are enough to ask it
    return forward(Tensor.zeros(input.with(0, 0))).shape().with(0, input.size(0));
  }

  /** Sides and border, so that a model file can keep them. */
  record Options(Window.Sides sides, Border border) implements Blueprint {
    @Override
    public Pad build(Site site) {
      return new Pad(site, sides, border);
    }
  }
}
