package dev.stria.op;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * The style loss of one layer: how far the {@linkplain Gram Gram matrix} of its feature maps is from that of
 * a painting. The content loss of the same authors is {@link MseLoss} on the feature maps themselves.
 *
 * <p>Gatys, Ecker and Bethge, <em>Image style transfer using convolutional neural networks</em>, 2016.
 */
public final class StyleLoss {
  private static final String OP = "style_loss";

  private StyleLoss() {}

  /** How Gram matrices of C channels and M = H·W pixels are compared. */
  public enum Form {
    /** {@code Σ (G − A)² / (4 C² M²)}, the paper's. */
    GATYS,
    /** The mean of {@code (G − A)²} with {@code G} divided by {@code C·M}. */
    MEAN_OF_CHW,
    /** {@code Σ (G − A)²} with {@code G} divided by {@code M}. */
    SUM_OF_HW
  }

  /**
   * Returns the style loss.
   *
   * <p><b>Shape:</b> x {@code [N, C, H, W]}, style {@code [1, C, H', W']} or {@code [N, C, H', W']}; a
   * scalar comes out.
   *
   * @param x the feature maps of the pictures
   * @param style the feature maps of the painting, of any height and width
   * @param form how the Gram matrices are compared
   * @return the loss
   * @throws ShapeException if these are no feature maps of the same number of channels
   */
  public static Tensor styleLoss(Tensor x, Tensor style, Form form) {
    Window.requirePlanes(OP, x.shape());
    Window.requirePlanes(OP, style.shape());
    int n = x.shape().size(0);
    int channels = x.shape().size(1);
    if (style.shape().size(1) != channels
        || style.shape().size(0) != 1 && style.shape().size(0) != n) {
      throw new ShapeException(
          OP,
          "a style of one example or " + n + " and " + channels + " channels",
          style.shape(),
          "take both from the same layer");
    }
    // Each Gram matrix is divided by its own size before they meet, since the sizes may differ.
    Tensor apart =
        Subtract.subtract(normed(OnTape.of(x, style), form), normed(OnTape.of(style, x), form));
    Tensor squares = Pointwise.square(apart);
    return switch (form) {
      case GATYS -> Scale.scale(Sum.sum(squares), (float) (0.25 / ((double) channels * channels)));
      case MEAN_OF_CHW -> Mean.mean(squares);
      case SUM_OF_HW -> Sum.sum(squares);
    };
  }

  private static Tensor normed(Tensor x, Form form) {
    Shape shape = x.shape();
    double pixels = (double) shape.size(2) * shape.size(3);
    double norm = form == Form.MEAN_OF_CHW ? shape.size(1) * pixels : pixels;
    return Scale.scale(Gram.gram(x), (float) (1 / norm));
  }
}
