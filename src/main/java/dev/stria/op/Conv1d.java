package dev.stria.op;

import dev.stria.autograd.Tape;
import dev.stria.internal.kernel.ConvGeometry;
import dev.stria.internal.kernel.Kernels;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * One-dimensional convolution, over time or along a text: {@link Conv2d} on images of one row.
 *
 * <p>Semantics and layout are those of PyTorch's {@code conv1d}.
 */
public final class Conv1d {
  private static final String OP = "conv1d";

  private Conv1d() {}

  /**
   * Convolves sequences with filters.
   *
   * <p><b>Shape:</b> x {@code [N, C, L]}, w {@code [K, C/groups, k]}, b {@code [K]}; result {@code [N, K,
   * L']} with {@code L' = ⌊(L + padding − dilation·(k − 1) − 1) / stride⌋ + 1}.
   *
   * @param x the sequences
   * @param w the filters
   * @param b the biases, or {@code null} for none
   * @param window a window of one row, such as {@code Window.kernel(1, 5)}
   * @param groups into how many independent groups the channels fall
   * @return the feature sequences
   * @throws ShapeException if the shapes do not fit one another
   */
  public static Tensor conv1d(Tensor x, Tensor w, Tensor b, Window window, int groups) {
    ConvGeometry g =
        geometry(x.shape(), w.shape().rank() == 3 ? w.shape().size(0) : 1, window, groups);
    requireFit(g, w.shape(), b);
    Tensor y = Tape.result(Shape.of(g.n(), g.k(), g.outW()), x, w, b);
    Kernels.convolution().forward(g, x.data(), w.data(), b == null ? null : b.data(), y.data());
    return Tape.record(
        OP,
        y,
        (dy, grads) -> {
          if (grads.wants(x)) {
            Kernels.convolution().backwardData(g, dy.data(), w.data(), grads.into(x));
          }
          if (grads.wants(w)) {
            Kernels.convolution().backwardWeights(g, x.data(), dy.data(), grads.into(w));
          }
          if (grads.wants(b)) {
            Kernels.convolution().backwardBias(g, dy.data(), grads.into(b));
          }
        });
  }

  /**
   * Returns the shape of the feature sequences, without computing them.
   *
   * @param x the shape of the sequences, {@code [N, C, L]}
   * @param filters how many filters
   * @param window a window of one row
   * @param groups into how many groups the channels fall
   * @return {@code [N, filters, L']}
   * @throws ShapeException if the sequences do not fit
   */
  public static Shape outputShape(Shape x, int filters, Window window, int groups) {
    return Shape.of(x.size(0), filters, geometry(x, filters, window, groups).outW());
  }

  private static ConvGeometry geometry(Shape x, int filters, Window window, int groups) {
    Shape row = window.row(OP, x);
    if (groups < 1 || x.size(1) % groups != 0 || filters % groups != 0) {
      throw new ShapeException(
          OP,
          "groups that divide the " + x.size(1) + " channels and " + filters + " filters",
          groups,
          "");
    }
    int reach = window.dilation().width() * (window.kernel().width() - 1) + 1;
    int padded = x.size(2) + window.padding().left() + window.padding().right();
    if (padded < reach) {
      throw new ShapeException(
          OP,
          "a padded sequence of at least " + reach + " for the (dilated) kernel",
          padded,
          "use a smaller kernel, more padding or longer sequences");
    }
    return window.convolving(row, filters, groups);
  }

  private static void requireFit(ConvGeometry g, Shape w, Tensor b) {
    Shape expected = Shape.of(g.k(), g.groupChannels(), g.kw());
    if (!w.equals(expected)) {
      throw new ShapeException(
          OP,
          "filters [K, C/groups, k] = " + expected,
          w,
          "the input has " + g.c() + " channels in " + g.groups() + " groups");
    }
    if (b != null && !b.shape().equals(Shape.of(g.k()))) {
      throw new ShapeException(OP, "one bias per filter, " + Shape.of(g.k()), b.shape(), "");
    }
  }
}
