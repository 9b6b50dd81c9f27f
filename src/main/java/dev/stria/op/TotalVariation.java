package dev.stria.op;

import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;

/**
 * The total variation of images, how much neighbouring pixels differ: what smooth pictures have little of.
 *
 * <p>Rudin, Osher and Fatemi, <em>Nonlinear total variation based noise removal algorithms</em>, 1992.
 */
public final class TotalVariation {
  private static final float SMOOTHING = 1e-8f;

  private TotalVariation() {}

  /** How the differences {@code dv} to the pixel below and {@code dh} to that on the right are counted. */
  public enum Form {
    /** {@code Σ |dv| + Σ |dh|}; the slope at 0 is 0. */
    L1,
    /** {@code Σ dv² + Σ dh²}. */
    L2,
    /** The mean of {@code dv²} plus the mean of {@code dh²}. */
    L2_MEAN,
    /** {@code Σ √(dv² + dh² + 1e-8)} over the pixels that have both neighbours. */
    ISOTROPIC
  }

  /**
   * Returns the total variation of a batch of images.
   *
   * <p><b>Shape:</b> {@code [N, C, H, W]}; a scalar comes out, summed over images and channels but for
   * {@link Form#L2_MEAN}.
   *
   * @param x the images
   * @param form how differences are counted
   * @return the variation
   * @throws ShapeException if these are no images of at least 2×2
   */
  public static Tensor totalVariation(Tensor x, Form form) {
    Window.requireImages("total_variation", x.shape());
    if (x.shape().size(2) < 2 || x.shape().size(3) < 2) {
      throw new ShapeException("total_variation", "images of at least 2×2", x.shape(), "");
    }
    Tensor down = differences(x, 2);
    Tensor right = differences(x, 3);
    return switch (form) {
      case L1 -> Add.add(Sum.sum(Pointwise.abs(down)), Sum.sum(Pointwise.abs(right)));
      case L2 -> Add.add(Sum.sum(Pointwise.square(down)), Sum.sum(Pointwise.square(right)));
      case L2_MEAN ->
          Add.add(Mean.mean(Pointwise.square(down)), Mean.mean(Pointwise.square(right)));
      case ISOTROPIC -> Sum.sum(lengths(down, right));
    };
  }

  private static Tensor differences(Tensor x, int axis) {
    Tensor later = Slice.slice(x, Slice.Range.along(axis).from(1));
    return Subtract.subtract(later, Slice.slice(x, Slice.Range.along(axis).to(-1)));
  }

  private static Tensor lengths(Tensor down, Tensor right) {
    Tensor both =
        Add.add(
            Pointwise.square(Slice.slice(down, Slice.Range.along(3).to(-1))),
            Pointwise.square(Slice.slice(right, Slice.Range.along(2).to(-1))));
    return Pointwise.sqrt(Pointwise.shift(both, SMOOTHING));
  }
}
