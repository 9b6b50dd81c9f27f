package dev.stria.visual;

import java.util.Locale;
import java.util.Objects;

/**
 * How good a picture is, measured on the picture as it is saved, in 8 bits, and compared with real ones.
 *
 * @param objective what is measured
 * @param score the objective of the saved picture
 * @param dataMaximum the highest objective of a real picture; NaN if there were none
 * @param dataIndex which real picture that is; -1 if there were none
 * @param random the highest objective of as many pictures of noise as there were random ones
 * @param percentile the part of the real pictures that score lower, 0 to 100; NaN if there were none
 * @param probability of a class image, the probability that the network gives its class; else NaN
 * @param deviation the standard deviation of the picture's values
 * @param verdict whether the picture shows what it claims to show
 */
public record Card(
    Objective objective,
    double score,
    double dataMaximum,
    int dataIndex,
    double random,
    double percentile,
    double probability,
    double deviation,
    Verdict verdict) {
  /** Checks that nothing is missing. */
  public Card {
    Objects.requireNonNull(objective, "objective");
    Objects.requireNonNull(verdict, "verdict");
  }

  /**
   * Tells whether the picture scores higher than every real one.
   *
   * @return whether it does; false if there were no real ones
   */
  public boolean beatsData() {
    return score > dataMaximum;
  }

  /** Returns a line such as {@code conv2 filter 7: 83.1 (best real 51.0, random 4.2), 100 %, OK}. */
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %.4g (best real %.4g, random %.4g), above %.4g %% of the real ones, %s",
        objective.description(),
        score,
        dataMaximum,
        random,
        percentile,
        verdict);
  }
}
