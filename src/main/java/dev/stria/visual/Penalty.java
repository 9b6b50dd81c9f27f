package dev.stria.visual;

import dev.stria.tensor.Tensor;

/**
 * What a picture shall avoid while it maximises an objective: ink, contrast, speckle.
 *
 * <p>All sums run over the whole picture, so a weight means the same ink in a small and a large one.
 */
public interface Penalty {
  /**
   * Computes what each picture costs.
   *
   * @param pictures {@code [N, C, H, W]}, on a tape
   * @return {@code [N]}, computed by operations from the pictures
   */
  Tensor cost(Tensor pictures);

  /**
   * Returns what is avoided and how much it counts.
   *
   * @return such as {@code L1 0.02}
   */
  String description();

  /**
   * Returns the penalty on ink, {@code weight · Σ |x|}: the picture gets sparser.
   *
   * @param weight what one white pixel costs
   * @return the penalty
   */
  static Penalty l1(double weight) {
    return new PixelPenalty("L1", weight, PixelPenalty.L1);
  }

  /**
   * Returns {@code weight · Σ x²}: strong pixels get weaker.
   *
   * @param weight what one white pixel costs
   * @return the penalty
   */
  static Penalty l2(double weight) {
    return new PixelPenalty("L2", weight, PixelPenalty.L2);
  }

  /**
   * Returns {@code weight · Σ |x|^p}.
   *
   * @param p the power, above 1
   * @param weight what one white pixel costs
   * @return the penalty
   * @throws IllegalArgumentException if the power is not above 1
   */
  static Penalty lp(double p, double weight) {
    if (!(p > 1)) {
      throw new IllegalArgumentException("lp: expected a power above 1, but got " + p + "; use l1");
    }
    return new PixelPenalty("L" + p, weight, PixelPenalty.power(p));
  }

  /**
   * Returns total variation, {@code weight · Σ √(dv² + dh²)} with the differences to the neighbours below
   * and on the right: speckle goes, strokes and areas with sharp edges stay. Rudin, Osher and Fatemi,
   * <em>Nonlinear total variation based noise removal algorithms</em>, 1992.
   *
   * @param weight what a contour from black to white costs per pixel of its length
   * @return the penalty
   */
  static Penalty tv(double weight) {
    return new VariationPenalty(weight);
  }
}
