package dev.stria.visual;

import java.util.List;
import java.util.Locale;

/**
 * Pictures that belong together, with their cards.
 *
 * @param title what is shown
 * @param pictures the pictures
 * @param cards one card per picture, or none
 * @param examples for each picture, real ones to which the unit answers most strongly, or none
 */
public record Exhibit(
    String title, List<Picture> pictures, List<Card> cards, List<List<Example>> examples) {
  /** Copies the lists. */
  public Exhibit {
    pictures = List.copyOf(pictures);
    cards = List.copyOf(cards);
    examples = List.copyOf(examples);
  }

  /**
   * Creates an exhibit without real pictures.
   *
   * @param title what is shown
   * @param pictures the pictures
   * @param cards one card per picture, or none
   */
  public Exhibit(String title, List<Picture> pictures, List<Card> cards) {
    this(title, pictures, cards, List.of());
  }

  /**
   * Counts the pictures that score higher than every real one.
   *
   * @return how many
   */
  public long beatingData() {
    return cards.stream().filter(Card::beatsData).count();
  }

  /**
   * Counts the pictures of a verdict.
   *
   * @param verdict the verdict
   * @return how many
   */
  public long count(Verdict verdict) {
    return cards.stream().filter(card -> card.verdict() == verdict).count();
  }

  /**
   * Says in a line how good the pictures are.
   *
   * @return such as {@code conv2: 49 of 50 beat every real picture; 50 OK, 0 dead, 0 flat}; nothing about
   *     real pictures if there were none to compare with
   */
  public String summary() {
    boolean compared = cards.stream().anyMatch(card -> !Double.isNaN(card.dataMaximum()));
    String beating =
        compared ? "%d of %d beat every real picture; ".formatted(beatingData(), cards.size()) : "";
    return String.format(
        Locale.ROOT,
        "%s: %s%d OK, %d dead, %d flat",
        title,
        beating,
        count(Verdict.OK),
        count(Verdict.DEAD),
        count(Verdict.FLAT));
  }

  /**
   * Arranges the pictures on a sheet of ten columns.
   *
   * @return the sheet
   */
  public Sheet sheet() {
    int side = pictures.isEmpty() ? 1 : pictures.get(0).image().shape().size(2);
    return Sheet.of(10, Math.max(1, 84 / side))
        .title(title)
        .add(pictures, cards)
        .metadata("Seed", pictures.isEmpty() ? "" : pictures.get(0).seed());
  }
}
