package dev.stria.data;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;

/** A random change of an image that leaves its shape and its class as they are. */
@FunctionalInterface
public interface Augmentation {
  /**
   * Changes an image in place. Called by several threads at once, each with its own image and source.
   *
   * @param shape the shape of the image, {@code [C, H, W]}
   * @param image its values, not normalised
   * @param random the only source of chance, seeded by epoch and example
   */
  void apply(Shape shape, float[] image, SeededRandom random);

  /**
   * Returns this change followed by another one.
   *
   * @param next the other one
   * @return both
   */
  default Augmentation then(Augmentation next) {
    return (shape, image, random) -> {
      apply(shape, image, random);
      next.apply(shape, image, random);
    };
  }
}
