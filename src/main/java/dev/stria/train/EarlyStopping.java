package dev.stria.train;

import dev.stria.autograd.Parameter;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Map;

/**
 * Ends training once the validation loss has not fallen for some epochs, and puts back the weights of
 * the best epoch.
 */
final class EarlyStopping {
  private final int patience;
  private double best = Double.POSITIVE_INFINITY;
  private int bestEpoch = -1;
  private int epoch = -1;
  private Map<String, Tensor> weights = Map.of();

  EarlyStopping(int patience) {
    this.patience = patience;
  }

  /** Takes note of an epoch; returns whether training should end. */
  boolean endsWith(History.Epoch finished, List<Parameter> parameters) {
    epoch = finished.number();
    if (finished.validationLoss() < best) {
      best = finished.validationLoss();
      bestEpoch = epoch;
      weights = Checkpoint.copies(parameters);
    }
    return epoch - bestEpoch > patience;
  }

  /** Puts the best epoch's weights and statistics back. */
  void restoreBest(List<Parameter> parameters) {
    if (!weights.isEmpty()) {
      Checkpoint.copyInto(parameters, weights);
    }
  }

  Map<String, Tensor> weights() {
    return weights;
  }

  double best() {
    return best;
  }

  int bestEpoch() {
    return bestEpoch;
  }

  void resume(double bestLoss, int ofEpoch, Map<String, Tensor> bestWeights) {
    best = bestLoss;
    bestEpoch = ofEpoch;
    weights = bestWeights;
  }
}
