package dev.stria.train;

import dev.stria.data.Batch;
import dev.stria.op.CrossEntropy;
import dev.stria.tensor.Tensor;

/** What training makes small: one number from a network's logits and the batch they are for. */
@FunctionalInterface
public interface Loss {
  /**
   * Computes the loss.
   *
   * @param logits what the network put out, {@code [N, …]}
   * @param batch the examples with their labels
   * @return a tensor with one element, on the tape of the logits
   */
  Tensor of(Tensor logits, Batch batch);

  /**
   * Returns the mean cross-entropy of the softmax of the logits against the labels.
   *
   * @return the loss
   */
  static Loss crossEntropy() {
    return (logits, batch) -> CrossEntropy.crossEntropy(logits, batch.labels());
  }
}
