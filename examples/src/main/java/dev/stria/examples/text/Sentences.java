package dev.stria.examples.text;

import dev.stria.data.Batch;
import dev.stria.data.Dataset;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * Sentences as numbers of words, each batch filled up to its longest.
 *
 * <p>In front of each sentence there is as much padding as the widest filter minus one, so that a filter may meet the
 * first word at any of its places; behind it there is as much as the widest filter, so that each filter meets padding
 * alone once. What the network says of a sentence then does not depend on how much longer the others of its batch are.
 */
public final class Sentences implements Dataset {
  /** The widest filter of the network. */
  static final int WIDEST = 5;

  private static final int FRONT = WIDEST - 1;

  private final List<Sentence> sentences;
  private final Vocabulary vocabulary;
  private final List<String> classes;
  private final int longest;

  /**
   * Creates a dataset.
   *
   * @param sentences the sentences
   * @param vocabulary numbers the words
   * @param classes the names of the classes
   */
  public Sentences(List<Sentence> sentences, Vocabulary vocabulary, List<String> classes) {
    this.sentences = List.copyOf(sentences);
    this.vocabulary = vocabulary;
    this.classes = List.copyOf(classes);
    this.longest = sentences.stream().mapToInt(s -> s.words().size()).max().orElse(0);
  }

  /**
   * Returns a sentence.
   *
   * @param index its position
   * @return the sentence
   */
  public Sentence sentence(int index) {
    return sentences.get(index);
  }

  /**
   * Returns how many words a sentence has.
   *
   * @param index its position
   * @return the number
   */
  public int length(int index) {
    return sentences.get(index).words().size();
  }

  /**
   * Returns the place of a sentence's first word in a row of a batch.
   *
   * @return the place
   */
  public static int firstWord() {
    return FRONT;
  }

  @Override
  public int size() {
    return sentences.size();
  }

  @Override
  public Shape shape() {
    return Shape.of(FRONT + longest + WIDEST);
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public int label(int index) {
    return sentences.get(index).label();
  }

  @Override
  public void read(int index, float[] into, int offset) {
    write(index, into, offset, shape().count());
  }

  private void write(int index, float[] into, int offset, int length) {
    Arrays.fill(into, offset, offset + length, Vocabulary.PADDING);
    List<String> words = sentences.get(index).words();
    for (int i = 0; i < words.size(); i++) {
      into[offset + FRONT + i] = vocabulary.number(words.get(i));
    }
  }

  @Override
  public Batch batch(int... indices) {
    int most = Arrays.stream(indices).map(this::length).max().orElse(0);
    int length = FRONT + most + WIDEST;
    Tensor numbers = Tensor.zeros(indices.length, length);
    int[] labels = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      write(indices[i], numbers.data(), i * length, length);
      labels[i] = label(indices[i]);
    }
    return new Batch(numbers, labels, indices, classes.size());
  }
}
