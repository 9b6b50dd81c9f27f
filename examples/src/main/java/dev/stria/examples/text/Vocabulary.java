package dev.stria.examples.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The words that a network knows, numbered. */
public final class Vocabulary {
  /** Fills sentences up. */
  public static final int PADDING = 0;

  /** Stands for every word that is not known. */
  public static final int UNKNOWN = 1;

  private final Map<String, Integer> numbers = new LinkedHashMap<>();
  private final List<String> words = new ArrayList<>(List.of("", "(unknown)"));

  private Vocabulary() {}

  /**
   * Returns the words of some sentences: those to learn from, and no others, since of a word that it never met a
   * network can learn nothing.
   *
   * @param sentences the sentences
   * @param atLeast how often a word must occur; rarer ones are taken together as unknown, so that it is learned what
   *     a rare word means
   * @return the vocabulary
   */
  public static Vocabulary of(Iterable<Sentence> sentences, int atLeast) {
    Map<String, Integer> counts = new TreeMap<>();
    for (Sentence sentence : sentences) {
      sentence.words().forEach(word -> counts.merge(word, 1, Integer::sum));
    }
    Vocabulary vocabulary = new Vocabulary();
    counts.forEach(
        (word, count) -> {
          if (count >= atLeast) {
            vocabulary.numbers.put(word, vocabulary.words.size());
            vocabulary.words.add(word);
          }
        });
    return vocabulary;
  }

  /**
   * Returns how many numbers there are, padding and unknown words included.
   *
   * @return at least 2
   */
  public int size() {
    return words.size();
  }

  /**
   * Returns the number of a word.
   *
   * @param word the word
   * @return its number, or that of unknown words
   */
  public int number(String word) {
    return numbers.getOrDefault(word, UNKNOWN);
  }
}
