package dev.stria.train;

import dev.stria.autograd.Tape;
import dev.stria.data.Batch;
import dev.stria.data.Batches;
import dev.stria.data.EpochBatches;
import dev.stria.nn.Layer;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** What a network says about whole datasets, and how classes are read off it. */
public final class Predictions {
  private Predictions() {}

  /**
   * Returns the network's output for every example, batch by batch, so that memory is taken for one batch at
   * a time. Any number of threads may ask one network at once; each gets the bits of a lone one.
   *
   * <p><b>Shape:</b> {@code [N, …]}, where N is how many examples an epoch of the batches visits.
   *
   * @param model the network
   * @param batches the examples, in the order wanted: not shuffled and not augmented, as a rule
   * @return the outputs in one tensor
   * @throws IllegalArgumentException if there are no examples
   */
  public static Tensor of(Layer model, Batches batches) {
    List<Tensor> outputs = new ArrayList<>();
    int examples = 0;
    try (EpochBatches epoch = batches.epoch(0)) {
      for (Batch batch : epoch) {
        try (Tape tape = Tape.predicting()) {
          outputs.add(model.apply(tape.trace(batch.images())).copy());
        }
        examples += batch.size();
      }
    }
    if (examples == 0) {
      throw new IllegalArgumentException("prediction: expected at least one example, but got none");
    }
    return joined(outputs, examples);
  }

  private static Tensor joined(List<Tensor> outputs, int examples) {
    Tensor first = outputs.get(0);
    int each = first.shape().count() / first.shape().size(0);
    int[] sizes = new int[first.shape().rank()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = i == 0 ? examples : first.shape().size(i);
    }
    Tensor all = Tensor.zeros(sizes);
    int at = 0;
    for (Tensor output : outputs) {
      int count = output.shape().size(0) * each;
      System.arraycopy(output.data(), 0, all.data(), at, count);
      at += count;
    }
    return all;
  }

  /** Returns the class with the largest logit in a row of {@code [N, classes]}. */
  static int best(Tensor logits, int row) {
    float[] values = logits.data();
    int classes = logits.shape().size(1);
    int best = 0;
    for (int c = 1; c < classes; c++) {
      if (values[row * classes + c] > values[row * classes + best]) {
        best = c;
      }
    }
    return best;
  }

  /** Counts the rows whose largest logit is that of their label. */
  static int right(Tensor logits, int[] labels) {
    int right = 0;
    for (int i = 0; i < labels.length; i++) {
      right += best(logits, i) == labels[i] ? 1 : 0;
    }
    return right;
  }
}
