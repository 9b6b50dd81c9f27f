package dev.stria.visual;

import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The largest of a row of L1 weights at which the picture of a class stays certain, and stronger than every
 * real picture, tried side by side. No fixed weight would guarantee anything: how much ink a class needs
 * differs from class to class.
 *
 * <p>All start from a picture that shows the class already. From a black one, ink costs from the first step
 * on and pays only much later, so that many would stay black.
 */
final class L1Auto {
  /** The probability that the network is to give the class for the saved picture. */
  private static final double CERTAIN = 0.99;

  private L1Auto() {}

  /** Makes a picture for each objective, a logit, without L1 if none of the weights leaves it convincing. */
  static List<Picture> of(
      Ascent first, Ascent then, List<Objective> objectives, Judge judge, double... ascending)
      throws IOException {
    List<Picture> begun = first.maximize(objectives);
    int tries = ascending.length + 1;
    List<Objective> all = new ArrayList<>();
    List<Tensor> from = new ArrayList<>();
    double[] weights = new double[tries * begun.size()];
    for (Picture picture : begun) {
      System.arraycopy(ascending, 0, weights, all.size() + 1, ascending.length);
      all.addAll(Collections.nCopies(tries, picture.objective()));
      from.addAll(Collections.nCopies(tries, picture.image()));
    }
    if (all.isEmpty()) {
      return begun;
    }
    List<Picture> tried = then.from(from).sparse(weights).maximize(all);
    List<Card> cards = judge.cards(tried);
    List<Picture> chosen = new ArrayList<>();
    for (int i = 0; i + tries <= tried.size(); i += tries) {
      Picture start = begun.get(i / tries);
      Picture best = tried.get(i + largest(cards.subList(i, i + tries)));
      chosen.add(best.after(start));
    }
    return chosen;
  }

  private static int largest(List<Card> tried) {
    for (int i = tried.size() - 1; i > 0; i--) {
      Card card = tried.get(i);
      boolean beaten = !Double.isNaN(card.dataMaximum()) && !card.beatsData();
      if (card.probability() >= CERTAIN && !beaten) {
        return i;
      }
    }
    return 0;
  }
}
