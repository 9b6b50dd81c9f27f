package dev.stria.examples;

import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** What a network says of a picture. */
final class Answer {
  private final double[] probabilities;
  private final ClassNames names;

  private Answer(double[] probabilities, ClassNames names) {
    this.probabilities = probabilities;
    this.names = names;
  }

  /**
   * Asks a network.
   *
   * @throws IllegalArgumentException if it does not sort pictures into classes
   */
  static Answer of(Subject subject, Tensor picture, ClassNames names) {
    Tensor batch = Tensor.of(picture.shape().prepend(1), picture.data());
    Tensor logits = subject.network().logits(subject.preparation().apply(batch));
    if (logits.shape().rank() != 2) {
      throw new IllegalArgumentException(
          subject.name() + " has no classes: it puts out " + logits.shape());
    }
    return new Answer(softmax(logits.data()), names);
  }

  private static double[] softmax(float[] logits) {
    double most = IntStream.range(0, logits.length).mapToDouble(i -> logits[i]).max().orElse(0);
    double[] p =
        IntStream.range(0, logits.length).mapToDouble(i -> Math.exp(logits[i] - most)).toArray();
    double sum = IntStream.range(0, p.length).mapToDouble(i -> p[i]).sum();
    return IntStream.range(0, p.length).mapToDouble(i -> p[i] / sum).toArray();
  }

  /** Returns the class with the highest probability. */
  int first() {
    return order()[0];
  }

  /** Returns the likeliest classes, each as a line. */
  List<String> best(int count) {
    return IntStream.of(order())
        .limit(count)
        .mapToObj(i -> String.format(Locale.ROOT, "%5.1f %%  %s", 100 * probabilities[i], named(i)))
        .toList();
  }

  private String named(int i) {
    String name = names.name(i);
    return name.startsWith("class ") ? name : i + " " + name;
  }

  /** Returns the probability of a class. */
  double probability(int number) {
    return probabilities[number];
  }

  String name(int number) {
    return names.name(number);
  }

  int number(String name) {
    return names.number(name, probabilities.length);
  }

  private int[] order() {
    return IntStream.range(0, probabilities.length)
        .boxed()
        .sorted((i, j) -> Double.compare(probabilities[j], probabilities[i]))
        .mapToInt(i -> i)
        .toArray();
  }
}
