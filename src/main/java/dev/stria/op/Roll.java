package dev.stria.op;

import dev.stria.tensor.Tensor;
import java.util.Arrays;

/** A shift along an axis, where what leaves at one end enters at the other. */
public final class Roll {
  private Roll() {}

  /**
   * Shifts along an axis.
   *
   * <p><b>Shape:</b> any with that axis; the same comes out.
   *
   * @param x the tensor
   * @param axis the axis; negative counts from the end
   * @param by how far, towards the end where positive
   * @return the shifted tensor
   * @throws dev.stria.tensor.ShapeException if there is no such axis
   */
  public static Tensor roll(Tensor x, int axis, int by) {
    int at = Axes.axis("roll", x.shape(), axis);
    int size = x.shape().size(at);
    int[] index = new int[size];
    Arrays.setAll(index, i -> Math.floorMod(i - (long) by, size));
    return Views.take("roll", x, at, index);
  }
}
