package dev.stria.visual;

import java.util.ArrayList;
import java.util.List;

/**
 * The largest of a row of L1 weights at which a class image keeps its class's probability, tried side by
 * side.
 */
final class L1Auto {
  /** The weights tried: 0, and powers of the square root of two. */
  private static final int WEIGHTS = 12;

  private static final double SMALLEST = 0.05;

  private L1Auto() {}

  static List<Picture> of(
      Ascent ascent, List<Objective> objectives, Judge judge, double probability) {
    List<Objective> all = new ArrayList<>();
    double[] weights = new double[WEIGHTS * objectives.size()];
    for (Objective objective : objectives) {
      for (int w = 0; w < WEIGHTS; w++) {
        weights[all.size()] = w == 0 ? 0 : SMALLEST * StrictMath.pow(2, (w - 1) / 2.0);
        all.add(objective);
      }
    }
    List<Picture> tried = ascent.sparse(weights).maximize(all);
    List<Picture> chosen = new ArrayList<>();
    for (int i = 0; i + WEIGHTS <= tried.size(); i += WEIGHTS) {
      chosen.add(largest(tried.subList(i, i + WEIGHTS), judge, probability));
    }
    return chosen;
  }

  private static Picture largest(List<Picture> tried, Judge judge, double probability) {
    for (int w = tried.size() - 1; w > 0; w--) {
      Picture picture = tried.get(w);
      if (judge.probability(picture) >= probability) {
        return picture;
      }
    }
    return tried.get(0);
  }
}
