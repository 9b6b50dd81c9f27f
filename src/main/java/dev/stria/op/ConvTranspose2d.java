package dev.stria.op;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.ConvGeometry;
import dev.stria.internal.kernel.Kernels;
import dev.stria.internal.kernel.PlaneScatter;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/**
 * Transposed convolution: the linear map that is a convolution's gradient with respect to its input, so
 * that strides enlarge. Each cell of the input paints the filter, times its value, into the output.
 *
 * <p>Semantics and layout are those of PyTorch's {@code conv_transpose2d}.
 */
public final class ConvTranspose2d {
  private static final String OP = "conv_transpose2d";

  private ConvTranspose2d() {}

  /**
   * Paints filters.
   *
   * <p><b>Shape:</b> x {@code [N, C, H, W]}, w {@code [C, K/groups, kh, kw]}, b {@code [K]}; result {@code
   * [N, K, H', W']} with {@code H' = (H − 1)·stride − padding + dilation·(kh − 1) + outputPadding + 1}.
   *
   * @param x the images
   * @param w the filters
   * @param b the biases, or {@code null} for none
   * @param window kernel size, stride, padding (which is cut off the result), dilation
   * @param outputPadding rows and columns added below and on the right, fewer than stride or dilation
   * @param groups into how many independent groups the channels fall
   * @return the enlarged feature maps
   * @throws ShapeException if the shapes do not fit one another
   */
  public static Tensor convTranspose2d(
      Tensor x, Tensor w, Tensor b, Window window, Window.Extent outputPadding, int groups) {
    requireFit(x.shape(), w.shape(), b, window, groups);
    int k = w.shape().size(1) * groups;
    Shape shape = outputShape(x.shape(), k, window, outputPadding);
    ConvGeometry g = window.convolving(shape, x.shape().size(1), groups);
    Tensor y = Tape.result(shape, x, w, b);
    Arrays.fill(y.data(), 0);
    if (b != null) {
      Kernels.elementwise().addBias(k, g.h() * g.w(), b.data(), y.data());
    }
    float[] painted = grown(g, x, y);
    Kernels.convolution().backwardData(g, painted, w.data(), y.data());
    return Tape.record(
        OP,
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            backwardInput(g, x.shape(), dy.data(), w.data(), grads, grads.into(x));
          }
          if (grads.wants(w)) {
            Kernels.convolution().backwardWeights(g, dy.data(), painted, grads.into(w));
          }
          if (grads.wants(b)) {
            Kernels.reduction().addChannelSums(g.n(), k, g.h() * g.w(), dy.data(), grads.into(b));
          }
        });
  }

  /** Output padding of a stride or more leaves room for further windows, which see zeros. */
  private static float[] grown(ConvGeometry g, Tensor x, Tensor y) {
    int height = x.shape().size(2);
    int width = x.shape().size(3);
    if (g.outH() == height && g.outW() == width) {
      return x.data();
    }
    float[] grown = Scratch.floats(y, g.outputShape().count());
    Arrays.fill(grown, 0);
    PlaneScatter.embed(g.n() * g.k(), height, width, x.data(), g.outH(), g.outW(), grown);
    return grown;
  }

  private static void backwardInput(
      ConvGeometry g, Shape x, float[] dy, float[] w, Gradients grads, float[] dx) {
    float[] grown = grads.scratch(g.outputShape().count());
    Kernels.convolution().forward(g, dy, w, null, grown);
    PlaneScatter.addCorner(g.n() * g.k(), g.outH(), g.outW(), grown, x.size(2), x.size(3), dx);
  }

  /**
   * Returns the shape of the result, without computing it.
   *
   * @param x the shape of the images, {@code [N, C, H, W]}
   * @param filters how many channels come out
   * @param window kernel size, stride, padding, dilation
   * @param outputPadding rows and columns added below and on the right
   * @return {@code [N, filters, H', W']}
   * @throws ShapeException if nothing is left
   */
  public static Shape outputShape(
      Shape x, int filters, Window window, Window.Extent outputPadding) {
    Window.requireImages(OP, x);
    requirePadding(outputPadding.height(), window.stride().height(), window.dilation().height());
    requirePadding(outputPadding.width(), window.stride().width(), window.dilation().width());
    Window.Sides cut = window.padding();
    int height =
        (x.size(2) - 1) * window.stride().height()
            + window.dilation().height() * (window.kernel().height() - 1)
            + (outputPadding.height() + 1 - cut.top() - cut.bottom());
    int width =
        (x.size(3) - 1) * window.stride().width()
            + window.dilation().width() * (window.kernel().width() - 1)
            + (outputPadding.width() + 1 - cut.left() - cut.right());
    if (height < 1 || width < 1) {
      throw new ShapeException(
          OP,
          "a result of at least 1×1",
          height + "×" + width,
          "padding is cut off the result; use less");
    }
    return Shape.of(x.size(0), filters, height, width);
  }

  private static void requirePadding(int outputPadding, int stride, int dilation) {
    if (outputPadding < 0 || outputPadding >= Math.max(stride, dilation)) {
      throw new ShapeException(
          OP,
          "output padding from 0 to less than stride " + stride + " or dilation " + dilation,
          outputPadding,
          "");
    }
  }

  private static void requireFit(Shape x, Shape w, Tensor b, Window window, int groups) {
    Window.requireImages(OP, x);
    if (groups < 1 || x.size(1) % groups != 0) {
      throw new ShapeException(OP, "groups that divide the " + x.size(1) + " channels", groups, "");
    }
    boolean fits =
        w.rank() == 4
            && w.size(0) == x.size(1)
            && w.size(2) == window.kernel().height()
            && w.size(3) == window.kernel().width();
    if (!fits) {
      throw new ShapeException(
          OP,
          "filters [C, K/groups, kh, kw] = ["
              + x.size(1)
              + ", K/"
              + groups
              + ", "
              + window.kernel().height()
              + ", "
              + window.kernel().width()
              + "]",
          w,
          "input channels come first here, unlike in conv2d");
    }
    if (b != null && !b.shape().equals(Shape.of(w.size(1) * groups))) {
      throw new ShapeException(
          OP, "one bias per output channel, " + Shape.of(w.size(1) * groups), b.shape(), "");
    }
  }
}
