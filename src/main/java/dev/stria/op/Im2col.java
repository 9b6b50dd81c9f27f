package dev.stria.op;

import dev.stria.internal.kernel.ConvGeometry;
import dev.stria.internal.kernel.StridedView;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** The patches under a sliding window as columns of a matrix, as PyTorch's {@code unfold}. */
public final class Im2col {
  private Im2col() {}

  /**
   * Copies each patch into a column.
   *
   * <p><b>Shape:</b> {@code [N, C, H, W]} to {@code [N, C·kh·kw, L]} with one column for each of the L
   * positions of the window, in row order.
   *
   * @param x the images
   * @param window kernel size, stride, padding, dilation
   * @return the columns
   * @throws dev.stria.tensor.ShapeException if the window does not fit the images
   */
  public static Tensor im2col(Tensor x, Window window) {
    ConvGeometry g = window.convolving(x.shape(), 1, 1);
    int height = g.outputShape().size(2);
    int width = g.outputShape().size(3);
    Tensor padded = Pad.pad(x, window.padding(), Pad.Border.ZERO);
    Shape from = padded.shape();
    int row = from.size(3);
    Window.Extent kernel = window.kernel();
    int[] sizes = {g.n(), g.c(), kernel.height(), kernel.width(), height, width};
    int[] strides = {
      from.stride(0),
      from.stride(1),
      window.dilation().height() * row,
      window.dilation().width(),
      window.stride().height() * row,
      window.stride().width()
    };
    Shape columns = Shape.of(g.n(), g.c() * kernel.height() * kernel.width(), height * width);
    return Views.read("im2col", padded, columns, new StridedView(0, sizes, strides));
  }
}
