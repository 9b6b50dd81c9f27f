package dev.stria.optim;

import dev.stria.internal.kernel.OptimizerStep;

/** The numbers that Adam and its relatives share, with PyTorch's defaults. */
final class Betas {
  double beta1 = 0.9;
  double beta2 = 0.999;
  private double epsilon = 1e-8;

  void set(String kind, double beta1, double beta2) {
    Check.share(kind + ": beta1", beta1, "0.9 is usual");
    Check.share(kind + ": beta2", beta2, "0.999 is usual");
    this.beta1 = beta1;
    this.beta2 = beta2;
  }

  void epsilon(String kind, double epsilon) {
    this.epsilon = Check.positive(kind + ": epsilon", epsilon, "1e-8 is usual");
  }

  OptimizerStep.Adam rule(double rate, double weightDecay, boolean decoupled) {
    return new OptimizerStep.Adam(rate, beta1, beta2, epsilon, weightDecay, decoupled);
  }
}
