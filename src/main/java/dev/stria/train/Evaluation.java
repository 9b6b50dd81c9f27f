package dev.stria.train;

import dev.stria.autograd.Tape;
import dev.stria.data.Batch;
import dev.stria.data.Batches;
import dev.stria.data.EpochBatches;
import dev.stria.nn.Layer;
import dev.stria.tensor.Tensor;

/**
 * How well a classifier does on a dataset.
 *
 * @param loss the mean loss per example
 * @param confusion how often each class (row) was taken for each class (column)
 */
public record Evaluation(double loss, int[][] confusion) {
  /**
   * Classifies every example once.
   *
   * @param model the classifier
   * @param batches the examples
   * @param loss what to measure besides
   * @return the figures
   */
  public static Evaluation of(Layer model, Batches batches, Loss loss) {
    int classes = batches.dataset().classes().size();
    int[][] confusion = new int[classes][classes];
    double sum = 0;
    int examples = 0;
    try (EpochBatches epoch = batches.epoch(0)) {
      for (Batch batch : epoch) {
        try (Tape tape = Tape.predicting()) {
          Tensor logits = model.logits(tape.trace(batch.images()));
          sum += loss.of(logits, batch).item() * batch.size();
          examples += batch.size();
          for (int i = 0; i < batch.size(); i++) {
            confusion[batch.labels()[i]][Predictions.best(logits, i)]++;
          }
        }
      }
    }
    return new Evaluation(sum / examples, confusion);
  }

  /**
   * Returns the share of examples that were classified right.
   *
   * @return between 0 and 1
   */
  public double accuracy() {
    long right = 0;
    long all = 0;
    for (int i = 0; i < confusion.length; i++) {
      right += confusion[i][i];
      for (int count : confusion[i]) {
        all += count;
      }
    }
    return (double) right / all;
  }
}
