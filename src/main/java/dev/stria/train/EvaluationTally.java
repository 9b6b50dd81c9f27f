package dev.stria.train;

import dev.stria.tensor.Tensor;

/** Gathers the figures of an {@link Evaluation} batch by batch. */
final class EvaluationTally {
  private static final int BINS = 15;

  private final int classes;
  private final int[][] confusion;
  private final long[] ranks;
  private final double[] confidence = new double[BINS];
  private final long[] rightInBin = new long[BINS];
  private double loss;
  private double logLoss;
  private long examples;

  EvaluationTally(int classes) {
    this.classes = classes;
    this.confusion = new int[classes][classes];
    this.ranks = new long[classes];
  }

  void add(Tensor probabilities, int[] labels, double batchLoss) {
    for (int i = 0; i < labels.length; i++) {
      add(probabilities.data(), i * classes, labels[i], Predictions.best(probabilities, i));
    }
    loss += batchLoss * labels.length;
    examples += labels.length;
  }

  private void add(float[] p, int row, int label, int best) {
    confusion[label][best]++;
    ranks[rank(p, row, label)]++;
    logLoss -= Math.log(Math.max(p[row + label], Float.MIN_VALUE));
    int bin = Math.min(BINS - 1, (int) (p[row + best] * BINS));
    confidence[bin] += p[row + best];
    rightInBin[bin] += best == label ? 1 : 0;
  }

  /** Returns how many classes come before the label, the earlier class winning among equals. */
  private int rank(float[] p, int row, int label) {
    int rank = 0;
    for (int c = 0; c < classes; c++) {
      boolean before = p[row + c] > p[row + label] || p[row + c] == p[row + label] && c < label;
      rank += before ? 1 : 0;
    }
    return rank;
  }

  Evaluation evaluation() {
    if (examples == 0) {
      throw new IllegalArgumentException("evaluation: expected at least one example, but got none");
    }
    double distance = 0;
    for (int bin = 0; bin < BINS; bin++) {
      distance += Math.abs(confidence[bin] - rightInBin[bin]);
    }
    return new Evaluation(
        loss / examples, logLoss / examples, ranks, distance / examples, confusion);
  }
}
