package dev.stria.data;

import java.util.Objects;

/**
 * A public data set in its usual two parts.
 *
 * @param train the part to learn from
 * @param test the part to measure on, never learned from
 */
public record TrainTest(Dataset train, Dataset test) {
  /**
   * Creates a pair.
   *
   * @param train the part to learn from
   * @param test the part to measure on
   */
  public TrainTest {
    Objects.requireNonNull(train, "train");
    Objects.requireNonNull(test, "test");
  }
}
