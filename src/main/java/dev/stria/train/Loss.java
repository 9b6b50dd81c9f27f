package dev.stria.train;

import dev.stria.data.Batch;
import dev.stria.op.ClassLoss;
import dev.stria.op.CrossEntropy;
import dev.stria.op.LogSoftmax;
import dev.stria.op.Multiply;
import dev.stria.op.Scale;
import dev.stria.op.Sum;
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
   * Returns the mean cross-entropy of the softmax of the logits against the labels, or against the
   * probabilities of a batch whose images were mixed.
   *
   * @return the loss
   */
  static Loss crossEntropy() {
    return (logits, batch) ->
        batch.isMixed()
            ? againstProbabilities(logits, batch.targets())
            : CrossEntropy.crossEntropy(logits, batch.labels());
  }

  /**
   * Returns the mean cross-entropy against targets of which a share is spread evenly over all classes, so
   * that the network does not grow surer than it should. Szegedy and others, <em>Rethinking the Inception
   * Architecture</em>, 2016, section 7.
   *
   * @param smoothing the share, from 0 to 1; 0.1 is usual
   * @return the loss
   * @throws IllegalArgumentException if it is no share
   */
  static Loss crossEntropy(double smoothing) {
    ClassLoss options = ClassLoss.mean().labelSmoothing(smoothing);
    return (logits, batch) ->
        batch.isMixed()
            ? CrossEntropy.crossEntropy(logits, batch.targets(), options)
            : CrossEntropy.crossEntropy(logits, batch.labels(), options);
  }

  private static Tensor againstProbabilities(Tensor logits, Tensor targets) {
    Tensor weighted = Multiply.multiply(LogSoftmax.logSoftmax(logits, 1), targets);
    return Scale.scale(Sum.sum(weighted), -1f / logits.shape().size(0));
  }
}
