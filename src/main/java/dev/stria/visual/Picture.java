package dev.stria.visual;

import dev.stria.tensor.Tensor;
import java.util.Objects;

/**
 * One result of a gradient ascent: the picture at its best step.
 *
 * @param objective what it maximises
 * @param image {@code [C, H, W]}, values from 0 to 1
 * @param score the objective, penalties not subtracted
 * @param start the objective of the picture that the ascent started from
 * @param step the step at which it was best, 0 for the start
 * @param steps how many steps were taken, fewer than asked for if the ascent was cancelled
 * @param seed what decided the noise
 */
public record Picture(
    Objective objective, Tensor image, double score, double start, int step, int steps, long seed) {
  /** Checks that nothing is missing. */
  public Picture {
    Objects.requireNonNull(objective, "objective");
    Objects.requireNonNull(image, "image");
  }

  /** Returns this picture as the end of an ascent that began with another one. */
  Picture after(Picture first) {
    return new Picture(
        objective, image, score, first.start, first.steps + step, first.steps + steps, seed);
  }

  /**
   * Returns the image as it is read back from a file of 8 bits a channel.
   *
   * @return {@code [C, H, W]}, multiples of 1/255
   */
  public Tensor saved() {
    Tensor saved = image.copy();
    float[] x = saved.data();
    for (int i = 0; i < x.length; i++) {
      x[i] = Raster.toByte(x[i]) / 255f;
    }
    return saved;
  }
}
