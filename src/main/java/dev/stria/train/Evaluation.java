package dev.stria.train;

import dev.stria.data.Batches;
import dev.stria.data.EpochBatches;
import dev.stria.nn.Layer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well a classifier does on a dataset.
 *
 * @param loss the mean loss per example
 * @param logLoss the mean of {@code −ln p(right class)}, the cross-entropy in nats
 * @param ranks at {@code k} how many examples had their class at place {@code k} of the prediction, the
 *     first place being 0
 * @param calibrationError the mean distance of confidence from accuracy over 15 bins of confidence: the
 *     expected calibration error of Guo et al., <em>On calibration of modern neural networks</em>, 2017
 * @param confusion how often each class (row) was taken for each class (column)
 */
public record Evaluation(
    double loss, double logLoss, long[] ranks, double calibrationError, int[][] confusion) {
  /**
   * Classifies every example once.
   *
   * @param model the classifier
   * @param batches the examples
   * @param loss what to measure besides
   * @return the figures
   * @throws IllegalArgumentException if there are no examples
   */
  public static Evaluation of(Layer model, Batches batches, Loss loss) {
    return of(model, List.of(batches), loss);
  }

  /**
   * Looks at every example in several ways, such as as it is and mirrored, and judges the mean of the probabilities:
   * test-time augmentation. The loss is the mean over the views. Krizhevsky, Sutskever and Hinton, <em>ImageNet
   * classification with deep convolutional neural networks</em>, 2012, section 4.1.
   *
   * @param model the classifier
   * @param views batches of the same examples in the same order, at least one
   * @param loss what to measure besides
   * @return the figures
   * @throws IllegalArgumentException if there are no examples or views, or views of different examples
   */
  public static Evaluation of(Layer model, List<Batches> views, Loss loss) {
    if (views.isEmpty()) {
      throw new IllegalArgumentException("an evaluation needs at least one view of its examples");
    }
    EvaluationTally tally = new EvaluationTally(views.get(0).dataset().classes().size());
    List<EpochBatches> epochs = views.stream().map(view -> view.epoch(0)).toList();
    try {
      while (epochs.get(0).hasNext()) {
        Views seen = new Views(model, loss);
        for (EpochBatches epoch : epochs) {
          seen.add(epoch.hasNext() ? epoch.next() : null);
        }
        tally.add(seen.probabilities(), seen.labels(), seen.loss());
      }
    } finally {
      epochs.forEach(EpochBatches::close);
    }
    return tally.evaluation();
  }

  /**
   * Returns how many examples were classified.
   *
   * @return the count
   */
  public long examples() {
    return sum(ranks, ranks.length);
  }

  private static long sum(long[] counts, int first) {
    long sum = 0;
    for (int i = 0; i < first; i++) {
      sum += counts[i];
    }
    return sum;
  }

  /**
   * Returns the share of examples that were classified right.
   *
   * @return between 0 and 1
   */
  public double accuracy() {
    return topK(1);
  }

  /**
   * Returns the share of examples whose class was among the most probable ones.
   *
   * @param k how many of the most probable count
   * @return between 0 and 1
   */
  public double topK(int k) {
    return (double) sum(ranks, Math.min(k, ranks.length)) / examples();
  }

  /**
   * Returns the share of right ones among the examples that were taken for a class.
   *
   * @param c the class
   * @return between 0 and 1, NaN if none was taken for it
   */
  public double precision(int c) {
    long taken = 0;
    for (int[] row : confusion) {
      taken += row[c];
    }
    return (double) confusion[c][c] / taken;
  }

  /**
   * Returns the share of a class's examples that were recognised.
   *
   * @param c the class
   * @return between 0 and 1, NaN if the class has no examples
   */
  public double recall(int c) {
    return (double) confusion[c][c] / IntStream.of(confusion[c]).sum();
  }

  /**
   * Returns the harmonic mean of precision and recall of a class.
   *
   * @param c the class
   * @return between 0 and 1, NaN if the class neither occurs nor was ever taken for one
   */
  public double f1(int c) {
    long taken = 0;
    for (int[] row : confusion) {
      taken += row[c];
    }
    return 2.0 * confusion[c][c] / (taken + IntStream.of(confusion[c]).sum());
  }

  /**
   * Returns the mean of the classes' {@link #f1}, each class counting the same.
   *
   * @return between 0 and 1; classes that do not occur are left out
   */
  public double macroF1() {
    return IntStream.range(0, confusion.length)
        .mapToDouble(this::f1)
        .filter(f -> !Double.isNaN(f))
        .average()
        .orElse(Double.NaN);
  }
}
