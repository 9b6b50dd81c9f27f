package dev.stria.examples.text;

import dev.stria.autograd.Tape;
import dev.stria.data.Batch;
import dev.stria.nn.Activations;
import dev.stria.op.Softmax;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What each filter answered to in a sentence: the words under it where its answer was strongest, and what that added to
 * the class that the network chose.
 */
public final class FilterAnswers {
  /** Stands for padding in an n-gram. */
  private static final String NOTHING = "·";

  private final Sentences sentences;
  private final int index;
  private final float[] probabilities;
  private final int said;
  private final List<Answer> answers = new ArrayList<>();

  /**
   * A filter's strongest answer.
   *
   * @param filter its number among those of its width
   * @param width how many words it sees
   * @param place where the first of them is in the sentence; negative if that is padding in front
   * @param words the words under it
   * @param strength the answer
   * @param share what it adds to the score of the class that the network chose, compared with the mean of the others
   */
  public record Answer(
      int filter, int width, int place, String words, double strength, double share) {
    /** Returns one line for people. */
    @Override
    public String toString() {
      return String.format(
          Locale.ROOT, "%+.2f  filter %d of width %d: %s", share, filter, width, words);
    }
  }

  /**
   * Looks at a sentence.
   *
   * @param network the network
   * @param sentences a dataset
   * @param index the sentence's position in it
   */
  public FilterAnswers(SentenceNetwork network, Sentences sentences, int index) {
    this.sentences = sentences;
    this.index = index;
    Batch batch = sentences.batch(index);
    Activations activations = network.activations(batch.images());
    try (Tape tape = Tape.predicting()) {
      Tensor logits = network.logits(tape.trace(batch.images()));
      probabilities = Softmax.softmax(logits, 1).copy().data();
    }
    int best = 0;
    for (int c = 1; c < probabilities.length; c++) {
      best = probabilities[c] > probabilities[best] ? c : best;
    }
    said = best;
    float[] weights = network.parameter("output.weight").value().data();
    int features = weights.length / probabilities.length;
    for (int width = 3, first = 0; width <= Sentences.WIDEST; width++) {
      Tensor map = activations.of("filters" + width);
      for (int filter = 0; filter < map.shape().size(1); filter++, first++) {
        addAnswer(map, width, filter, contrast(weights, features, first));
      }
    }
    answers.sort(Comparator.comparingDouble(Answer::share).reversed());
  }

  /** Returns a feature's weight for the class that was chosen, minus the mean of those for the others. */
  private double contrast(float[] weights, int features, int feature) {
    double others = 0;
    for (int c = 0; c < probabilities.length; c++) {
      others += c == said ? 0 : weights[c * features + feature] / (probabilities.length - 1.0);
    }
    return weights[said * features + feature] - others;
  }

  private void addAnswer(Tensor map, int width, int filter, double contrast) {
    int length = map.shape().size(2);
    int from = filter * length;
    int best = 0;
    for (int i = 1; i < length; i++) {
      best = map.data()[from + i] > map.data()[from + best] ? i : best;
    }
    double strength = Math.max(0, map.data()[from + best]);
    int place = best - Sentences.firstWord();
    answers.add(
        new Answer(filter, width, place, words(place, width), strength, strength * contrast));
  }

  private String words(int place, int width) {
    List<String> all = sentences.sentence(index).words();
    List<String> under = new ArrayList<>();
    for (int i = place; i < place + width; i++) {
      under.add(i >= 0 && i < all.size() ? all.get(i) : NOTHING);
    }
    return String.join(" ", under);
  }

  /**
   * Returns the class that the network chose.
   *
   * @return its position
   */
  public int said() {
    return said;
  }

  /**
   * Returns how sure it is.
   *
   * @return a probability
   */
  public double sureness() {
    return probabilities[said];
  }

  /**
   * Returns every filter's strongest answer, those that speak most for the chosen class first.
   *
   * @return the answers
   */
  public List<Answer> answers() {
    return List.copyOf(answers);
  }

  /**
   * Returns what each word adds to the chosen class: the shares of the filters that see it, each dealt out evenly
   * among the words under the filter.
   *
   * @return one value per word
   */
  public double[] byWord() {
    int count = sentences.length(index);
    double[] values = new double[count];
    for (Answer answer : answers) {
      int from = Math.max(0, answer.place);
      int end = Math.min(count, answer.place + answer.width);
      for (int i = from; i < end; i++) {
        values[i] += answer.share / (end - from);
      }
    }
    return values;
  }

  /**
   * Returns what the network says of the sentence.
   *
   * @return one line
   */
  public String heading() {
    return String.format(
        Locale.ROOT, "%s (%.0f %%)", sentences.classes().get(said), 100 * sureness());
  }
}
