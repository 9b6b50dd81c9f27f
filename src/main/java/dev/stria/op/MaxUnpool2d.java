package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.PlaneScatter;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * Puts maxima back to where max-pooling found them, zeros elsewhere, as PyTorch's {@code max_unpool2d}: a
 * step of the deconvolution networks that show what a feature map saw. Zeiler and Fergus, <em>Visualizing
 * and understanding convolutional networks</em>, 2014.
 */
public final class MaxUnpool2d {
  private static final String OP = "max_unpool2d";

  private MaxUnpool2d() {}

  /**
   * Unpools maxima.
   *
   * <p><b>Shape:</b> {@code [N, C, H, W]} to {@code [N, C, H', W']} of the given output size.
   *
   * @param x the maxima
   * @param indices where each goes in its plane, {@code row · W' + column}, from {@link
   *     MaxPool2d#maxPool2dWithIndices}; where two meet, the last in row order wins
   * @param output rows and columns of the planes before pooling
   * @return the planes
   * @throws ShapeException if the sizes do not fit one another
   * @throws IndexOutOfBoundsException if an index is outside its plane
   */
  public static Tensor maxUnpool2d(Tensor x, int[] indices, Window.Extent output) {
    Shape planes = Window.requirePlanes(OP, x.shape());
    if (indices.length != x.shape().count()) {
      throw new ShapeException(
          OP, x.shape().count() + " indices for " + x.shape(), indices.length, "");
    }
    int size = output.height() * output.width();
    requireInside(indices, size, output);
    int n = planes.count();
    int cells = x.shape().size(2) * x.shape().size(3);
    Tensor y = Tape.result(x.shape().with(2, output.height()).with(3, output.width()), x);
    PlaneScatter.scatter(n, cells, size, indices, x.data(), y.data());
    return Tape.record(
        OP,
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            PlaneScatter.addGathered(n, cells, size, indices, dy.data(), grads.into(x));
          }
        });
  }

  private static void requireInside(int[] indices, int size, Window.Extent output) {
    for (int index : indices) {
      if (index < 0 || index >= size) {
        throw new IndexOutOfBoundsException(
            OP
                + ": expected indices from 0 to less than "
                + size
                + " for planes of "
                + output
                + ", but got "
                + index
                + "; give the size of the planes before pooling");
      }
    }
  }
}
