package dev.stria.train;

import dev.stria.data.Batches;
import java.util.Locale;

/**
 * What part of the data a run holds out.
 *
 * @param fraction the part of each class
 * @param seed decides which examples
 */
record ValidationSplit(double fraction, long seed) {
  ValidationSplit {
    if (!(fraction > 0 && fraction < 1)) {
      throw new IllegalArgumentException(
          "a validation split must be above 0 and below 1, such as 0.1, but is " + fraction);
    }
  }

  Batches.Split of(Batches batches) {
    return batches.split(fraction, seed);
  }

  /** Words a split, or that there is none, for checkpoints and messages. */
  static String text(ValidationSplit split) {
    return split == null
        ? "none"
        : String.format(Locale.ROOT, "%s with seed %d", split.fraction, split.seed);
  }
}
