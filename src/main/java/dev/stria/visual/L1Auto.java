package dev.stria.visual;

import java.util.ArrayList;
import java.util.List;

/**
 * The largest of a row of L1 weights at which the picture of a class stays certain, tried side by side. No
 * fixed weight would guarantee anything: how much ink a class needs differs from class to class.
 */
final class L1Auto {
  /** The probability that the network is to give the class for the saved picture. */
  private static final double CERTAIN = 0.99;

  private L1Auto() {}

  /** Makes a picture for each objective, a logit, without penalty if none of the weights leaves it certain. */
  static List<Picture> of(
      Ascent ascent, List<Objective> objectives, Judge judge, double... ascending) {
    int tries = ascending.length + 1;
    List<Objective> all = new ArrayList<>();
    double[] weights = new double[tries * objectives.size()];
    for (Objective objective : objectives) {
      System.arraycopy(ascending, 0, weights, all.size() + 1, ascending.length);
      for (int i = 0; i < tries; i++) {
        all.add(objective);
      }
    }
    List<Picture> tried = ascent.sparse(weights).maximize(all);
    List<Picture> chosen = new ArrayList<>();
    for (int i = 0; i + tries <= tried.size(); i += tries) {
      chosen.add(largest(tried.subList(i, i + tries), judge));
    }
    return chosen;
  }

  private static Picture largest(List<Picture> tried, Judge judge) {
    for (int i = tried.size() - 1; i > 0; i--) {
      if (judge.probability(tried.get(i)) >= CERTAIN) {
        return tried.get(i);
      }
    }
    return tried.get(0);
  }
}
