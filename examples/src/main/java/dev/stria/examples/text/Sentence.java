package dev.stria.examples.text;

import java.util.List;

/**
 * A sentence with what it is.
 *
 * @param words the sentence, cut into words
 * @param label the position of its class
 */
public record Sentence(List<String> words, int label) {
  /** Keeps its own copy of the words. */
  public Sentence {
    words = List.copyOf(words);
  }

  @Override
  public String toString() {
    return String.join(" ", words);
  }
}
