package dev.stria.train;

import dev.stria.autograd.Tape;
import dev.stria.data.Batch;
import dev.stria.nn.Layer;
import dev.stria.op.Softmax;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/** One batch looked at in several ways: the mean of what a classifier says of it. */
final class Views {
  private final Layer model;
  private final Loss loss;
  private Batch first;
  private Tensor sum;
  private double losses;
  private int count;

  Views(Layer model, Loss loss) {
    this.model = model;
    this.loss = loss;
  }

  /**
   * Looks once more.
   *
   * @param batch another view of the same examples; {@code null} if that has none left
   */
  void add(Batch batch) {
    if (batch == null || first != null && !Arrays.equals(first.indices(), batch.indices())) {
      throw new IllegalArgumentException(
          "views must be of the same examples in the same order; give all the same dataset, size and no shuffle");
    }
    first = first == null ? batch : first;
    try (Tape tape = Tape.predicting()) {
      Tensor logits = model.logits(tape.trace(batch.images()));
      losses += loss.of(logits, batch).item();
      Tensor probabilities = Softmax.softmax(logits, 1);
      sum = sum == null ? Tensor.zeros(probabilities.shape()) : sum;
      for (int i = 0; i < sum.data().length; i++) {
        sum.data()[i] += probabilities.data()[i];
      }
    }
    count++;
  }

  Tensor probabilities() {
    for (int i = 0; i < sum.data().length; i++) {
      sum.data()[i] /= count;
    }
    return sum;
  }

  int[] labels() {
    return first.labels();
  }

  double loss() {
    return losses / count;
  }
}
