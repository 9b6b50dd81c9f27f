package dev.stria.train;

import dev.stria.tensor.Tensor;

/** Reads classes off logits. */
final class Predictions {
  private Predictions() {}

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
