package dev.stria.op;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.ConvGeometry;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * Two-dimensional convolution, which in this field means cross-correlation:
 *
 * <pre>{@code
 * y[n, k, i, j] = b[k] + Σ_c Σ_u Σ_v w[k, c, u, v] · x[n, c, i·stride + u·dilation − pad, j·stride + v·dilation − pad]
 * }</pre>
 *
 * Semantics and layout are those of PyTorch's {@code conv2d}.
 */
public final class Conv2d {
  private Conv2d() {}

  /**
   * Convolves images with filters.
   *
   * <p><b>Shape:</b> x {@code [N, C, H, W]}, w {@code [K, C/groups, kh, kw]}, b {@code [K]}; result {@code
   * [N, K, H', W']} with {@code H' = ⌊(H + padding − dilation·(kh − 1) − 1) / stride⌋ + 1}.
   *
   * @param x the images
   * @param w the filters
   * @param b the biases, or {@code null} for none
   * @param window kernel size, stride, padding, dilation
   * @param groups into how many independent groups the channels fall; {@code C} for depthwise
   * @return the feature maps
   * @throws ShapeException if the shapes do not fit one another
   */
  public static Tensor conv2d(Tensor x, Tensor w, Tensor b, Window window, int groups) {
    ConvGeometry g = geometry(x, w, b, window, groups);
    Tensor y = Tape.result(g.outputShape(), x, w, b);
    Kernels.convolution().forward(g, x.data(), w.data(), b == null ? null : b.data(), y.data());
    return Tape.record("conv2d", y, (dy, grads) -> addGradients(g, x, w, b, dy.data(), grads));
  }

  /** The chain rule: adds the gradients of a convolution's inputs, given that of its result. */
  static void addGradients(
      ConvGeometry g, Tensor x, Tensor w, Tensor b, float[] dy, Gradients grads) {
    if (grads.wants(x)) {
      Kernels.convolution().backwardData(g, dy, w.data(), grads.into(x));
    }
    if (grads.wants(w)) {
      Kernels.convolution().backwardWeights(g, x.data(), dy, grads.into(w));
    }
    if (grads.wants(b)) {
      Kernels.convolution().backwardBias(g, dy, grads.into(b));
    }
  }

  /** Returns the sizes of a convolution, or refuses shapes that do not fit one another. */
  static ConvGeometry geometry(Tensor x, Tensor w, Tensor b, Window window, int groups) {
    ConvGeometry g =
        window.convolving(x.shape(), w.shape().rank() == 4 ? w.shape().size(0) : 0, groups);
    requireFit(g, w.shape(), b);
    return g;
  }

  /**
   * Returns the shape of the feature maps of images, without computing them.
   *
   * @param x the shape of the images, {@code [N, C, H, W]}
   * @param filters how many filters
   * @param window kernel size, stride, padding, dilation
   * @param groups into how many groups the channels fall
   * @return {@code [N, filters, H', W']}
   * @throws ShapeException if the images do not fit
   */
  public static Shape outputShape(Shape x, int filters, Window window, int groups) {
    return window.convolving(x, filters, groups).outputShape();
  }

  private static void requireFit(ConvGeometry g, Shape w, Tensor b) {
    if (!w.equals(g.weightShape())) {
      throw new ShapeException(
          "conv2d",
          "filters [K, C/groups, kh, kw] = " + g.weightShape(),
          w,
          "the input has " + g.c() + " channels in " + g.groups() + " groups");
    }
    if (b != null && !b.shape().equals(Shape.of(g.k()))) {
      throw new ShapeException("conv2d", "one bias per filter, " + Shape.of(g.k()), b.shape(), "");
    }
  }
}
