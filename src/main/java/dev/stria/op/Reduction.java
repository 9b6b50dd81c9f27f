package dev.stria.op;

import dev.stria.tensor.Tensor;

/** What becomes of the losses of single elements. */
public enum Reduction {
  /** Their mean, a scalar. */
  MEAN,
  /** Their sum, a scalar. */
  SUM,
  /** Nothing: one loss per element. */
  NONE;

  Tensor of(Tensor losses) {
    return switch (this) {
      case MEAN -> Mean.mean(losses);
      case SUM -> Sum.sum(losses);
      case NONE -> losses;
    };
  }
}
