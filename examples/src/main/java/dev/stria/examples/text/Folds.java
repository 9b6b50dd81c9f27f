package dev.stria.examples.text;

import dev.stria.data.Sampler;
import dev.stria.tensor.SeededRandom;
import java.util.ArrayList;
import java.util.List;

/** Sentences dealt out at random into parts with each class in proportion, for cross-validation. */
public final class Folds {
  private final List<List<Sentence>> parts = new ArrayList<>();

  /**
   * Deals sentences out.
   *
   * @param sentences the sentences
   * @param classes how many classes there are
   * @param count how many parts, at least 2
   * @param seed decides who goes where
   * @throws IllegalArgumentException if there are fewer parts, or fewer sentences than parts
   */
  public Folds(List<Sentence> sentences, int classes, int count, long seed) {
    if (count < 2 || sentences.size() < count) {
      throw new IllegalArgumentException(
          "expected at least 2 parts and a sentence for each, but got "
              + count
              + " parts of "
              + sentences.size()
              + " sentences");
    }
    for (int i = 0; i < count; i++) {
      parts.add(new ArrayList<>());
    }
    int[] order = Sampler.permutation(sentences.size(), new SeededRandom(seed));
    int dealt = 0;
    for (int label = 0; label < classes; label++) {
      for (int index : order) {
        if (sentences.get(index).label() == label) {
          parts.get(dealt++ % count).add(sentences.get(index));
        }
      }
    }
  }

  /**
   * Returns a part.
   *
   * @param fold which one
   * @return its sentences
   */
  public List<Sentence> part(int fold) {
    return parts.get(fold);
  }

  /**
   * Returns all parts but one.
   *
   * @param fold the one that is left out
   * @return the sentences of the others
   */
  public List<Sentence> without(int fold) {
    List<Sentence> others = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      if (i != fold) {
        others.addAll(parts.get(i));
      }
    }
    return others;
  }
}
