package dev.stria.examples.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * How sentences are cut into words, as in the code of Kim, <em>Convolutional neural networks for sentence
 * classification</em>, 2014.
 */
public enum Tokens {
  /** Plain prose: contractions and punctuation become words of their own, case is dropped. */
  PROSE(true, false),
  /** Questions: as prose, but case stays, since it tells names. */
  QUESTIONS(true, true),
  /** Text that is cut into words already, as the Stanford treebank's: only odd characters and case are dropped. */
  CUT(false, false);

  private static final Pattern ODD = Pattern.compile("[^A-Za-z0-9(),!?'`]");
  private static final Pattern CONTRACTION = Pattern.compile("('s|'ve|n't|'re|'d|'ll)");
  private static final Pattern PUNCTUATION = Pattern.compile("([,!()?])");
  private static final Pattern SPACE = Pattern.compile("\\s+");

  private final boolean apart;
  private final boolean cased;

  Tokens(boolean apart, boolean cased) {
    this.apart = apart;
    this.cased = cased;
  }

  /**
   * Cuts a sentence into words.
   *
   * @param sentence the sentence
   * @return its words; none if there is nothing but odd characters
   */
  public List<String> of(String sentence) {
    String text = ODD.matcher(sentence).replaceAll(" ");
    if (apart) {
      text = CONTRACTION.matcher(text).replaceAll(" $1");
      text = PUNCTUATION.matcher(text).replaceAll(" $1 ");
    }
    text = cased ? text.strip() : text.strip().toLowerCase(Locale.ROOT);
    return text.isEmpty() ? List.of() : List.of(SPACE.split(text));
  }
}
