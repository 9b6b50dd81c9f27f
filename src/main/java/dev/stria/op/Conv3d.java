package dev.stria.op;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * Three-dimensional convolution, over volumes or short films, and its transpose.
 *
 * <p>Semantics and layout are those of PyTorch's {@code conv3d} and {@code conv_transpose3d}. It is a
 * composition of moves and one matrix product, and takes the memory of all patches.
 */
public final class Conv3d {
  private static final String OP = "conv3d";

  private Conv3d() {}

  /**
   * Convolves volumes with filters.
   *
   * <p><b>Shape:</b> x {@code [N, C, D, H, W]}, w {@code [K, C/groups, kd, kh, kw]}, b {@code [K]}; result
   * {@code [N, K, D', H', W']}.
   *
   * @param x the volumes
   * @param w the filters
   * @param b the biases, or {@code null} for none
   * @param window kernel size, stride, padding, dilation
   * @param groups into how many independent groups the channels fall
   * @return the feature volumes
   * @throws ShapeException if the shapes do not fit one another
   */
  public static Tensor conv3d(Tensor x, Tensor w, Tensor b, Window3d window, int groups) {
    Window3d.requireVolumes(OP, x.shape());
    requireFit(x.shape(), w.shape(), b, window, groups);
    Tensor padded = window.padded(OnTape.of(x, w, b), 0);
    Window3d.Volume out = window.positions(OP, padded.shape());
    Tensor patches = window.patches(OP, padded, true);
    int n = x.shape().size(0);
    int k = w.shape().size(0);
    int row = w.shape().dropFirst().count();
    Tensor columns = Reshape.reshape(patches, Shape.of(n, groups, row, patches.shape().size(3)));
    Tensor filters = Reshape.reshape(OnTape.of(w, x, b), Shape.of(groups, k / groups, row));
    Tensor y =
        Reshape.reshape(
            MatMul.matmul(filters, columns),
            Shape.of(n, k, out.depth(), out.height(), out.width()));
    return b == null ? y : Add.add(y, Reshape.reshape(OnTape.of(b, y), Shape.of(k, 1, 1, 1)));
  }

  /**
   * Paints filters into a larger volume, the transpose of {@link #conv3d} without its bias.
   *
   * <p><b>Shape:</b> x {@code [N, C, D, H, W]}, w {@code [C, K/groups, kd, kh, kw]}, b {@code [K]}; result
   * {@code [N, K, D', H', W']} with {@code D' = (D − 1)·stride − 2·padding + dilation·(kd − 1) +
   * outputPadding + 1}.
   *
   * @param x the volumes
   * @param w the filters
   * @param b the biases, or {@code null} for none
   * @param window kernel size, stride, padding (which is cut off the result), dilation
   * @param outputPadding what is added behind each axis, less than the stride or the dilation
   * @param groups into how many independent groups the channels fall
   * @return the enlarged volumes
   * @throws ShapeException if the shapes do not fit one another, or nothing is left
   */
  public static Tensor convTranspose3d(
      Tensor x, Tensor w, Tensor b, Window3d window, Window3d.Volume outputPadding, int groups) {
    Window3d.requireVolumes("conv_transpose3d", x.shape());
    Shape filters = w.shape();
    if (filters.rank() != 5
        || filters.size(0) != x.shape().size(1)
        || groups < 1
        || filters.size(0) % groups != 0) {
      throw new ShapeException(
          "conv_transpose3d",
          "filters [C, K/groups, kd, kh, kw] for " + x.shape() + " in " + groups + " groups",
          filters,
          "");
    }
    Tensor grown = grown(OnTape.of(x, w, b), window, outputPadding);
    Window3d.Volume d = window.dilation();
    Window3d plain =
        Window3d.kernel(window.kernel().depth(), window.kernel().height(), window.kernel().width())
            .dilation(d.depth(), d.height(), d.width());
    return conv3d(grown, turned(OnTape.of(w, x, b), groups), b, plain, groups);
  }

  /** Puts zeros between the elements, and around them as far as the filters reach. */
  private static Tensor grown(Tensor x, Window3d window, Window3d.Volume outputPadding) {
    int[] spread = new int[8];
    int[] whole = x.shape().sizes();
    int[] pairs = {whole[0], whole[1], whole[2], 1, whole[3], 1, whole[4], 1};
    int[] before = new int[5];
    int[] after = new int[5];
    Slice.Range[] ranges = new Slice.Range[3];
    for (int i = 0; i < 3; i++) {
      int stride = window.stride().sizes()[i];
      int margin =
          window.dilation().sizes()[i] * (window.kernel().sizes()[i] - 1)
              - window.padding().sizes()[i];
      int behind = margin + outputPadding.sizes()[i];
      spread[3 + 2 * i] = stride - 1;
      whole[2 + i] *= stride;
      int size = whole[2 + i] - stride + 1;
      ranges[i] =
          Slice.Range.along(2 + i)
              .from(Math.max(0, -margin))
              .to(Math.max(0, size + Math.min(0, behind)));
      before[2 + i] = Math.max(0, margin);
      after[2 + i] = Math.max(0, behind);
    }
    Tensor apart =
        Pad.pad(Reshape.reshape(x, Shape.of(pairs)), new int[8], spread, Pad.Border.ZERO);
    Tensor kept = Slice.slice(Reshape.reshape(apart, Shape.of(whole)), ranges);
    return Pad.pad(kept, before, after, Pad.Border.ZERO);
  }

  /** Returns the filters of the transpose as those of a convolution. */
  private static Tensor turned(Tensor w, int groups) {
    Shape s = w.shape();
    int c = s.size(0) / groups;
    int k = s.size(1);
    Tensor grouped = Reshape.reshape(w, Shape.of(groups, c, k, s.size(2), s.size(3), s.size(4)));
    Tensor swapped = Permute.transpose(Flip.flip(grouped, 3, 4, 5), 1, 2);
    return Reshape.reshape(swapped, Shape.of(groups * k, c, s.size(2), s.size(3), s.size(4)));
  }

  private static void requireFit(Shape x, Shape w, Tensor b, Window3d window, int groups) {
    if (groups < 1 || x.size(1) % groups != 0) {
      throw new ShapeException(
          OP, "groups that divide the " + x.size(1) + " channels", groups + " groups", "");
    }
    Window3d.Volume kernel = window.kernel();
    boolean fits = w.rank() == 5 && w.size(0) % groups == 0;
    if (!fits
        || !w.dropFirst()
            .equals(
                Shape.of(x.size(1) / groups, kernel.depth(), kernel.height(), kernel.width()))) {
      throw new ShapeException(
          OP,
          "filters [K, " + x.size(1) / groups + ", " + kernel + "] with K a multiple of " + groups,
          w,
          "the input has " + x.size(1) + " channels in " + groups + " groups");
    }
    if (b != null && !b.shape().equals(Shape.of(w.size(0)))) {
      throw new ShapeException(OP, "one bias per filter, " + Shape.of(w.size(0)), b.shape(), "");
    }
  }
}
