package dev.stria.visual;

import dev.stria.tensor.Tensor;
import java.util.Objects;

/**
 * A real picture to which a unit answers strongly.
 *
 * @param image {@code [C, H, W]}, values from 0 to 1
 * @param box the part of the picture that the unit sees where it answers most
 * @param value how strongly it answers there
 * @param index which picture of the dataset it is
 */
public record Example(Tensor image, ReceptiveField.Box box, float value, int index) {
  /** Checks that nothing is missing. */
  public Example {
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(box, "box");
  }
}
