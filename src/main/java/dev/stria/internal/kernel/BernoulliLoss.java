package dev.stria.internal.kernel;

/** The cross-entropy of single probabilities, {@code −t · ln p − (1 − t) · ln (1 − p)}. */
public final class BernoulliLoss {
  /** The least logarithm, as in PyTorch, so that the loss stays finite where p is 0 or 1. */
  private static final float LEAST_LOG = -100;

  private static final float LEAST_VARIANCE = 1e-12f;

  private BernoulliLoss() {}

  /**
   * Computes the losses; logarithms below −100 count as −100.
   *
   * @param p the probabilities
   * @param t the targets
   * @param y receives the losses
   */
  public static void forward(float[] p, float[] t, float[] y) {
    for (int i = 0; i < y.length; i++) {
      float yes = Math.max(FloatMath.log(p[i]), LEAST_LOG);
      float no = Math.max(FloatMath.log1p(-p[i]), LEAST_LOG);
      y[i] = (t[i] - 1) * no - t[i] * yes;
    }
  }

  /**
   * {@code dp += dy · (p − t) / (p · (1 − p))}, with a divisor of at least 1e-12.
   *
   * @param p the probabilities
   * @param t the targets
   * @param dy the gradient of the losses
   * @param dp the gradient of the probabilities, added to
   */
  public static void backward(float[] p, float[] t, float[] dy, float[] dp) {
    for (int i = 0; i < dy.length; i++) {
      dp[i] += dy[i] * (p[i] - t[i]) / Math.max((1 - p[i]) * p[i], LEAST_VARIANCE);
    }
  }

  /**
   * {@code dt += dy · (ln (1 − p) − ln p)}.
   *
   * @param p the probabilities
   * @param dy the gradient of the losses
   * @param dt the gradient of the targets, added to
   */
  public static void backwardTarget(float[] p, float[] dy, float[] dt) {
    for (int i = 0; i < dy.length; i++) {
      float yes = Math.max(FloatMath.log(p[i]), LEAST_LOG);
      float no = Math.max(FloatMath.log1p(-p[i]), LEAST_LOG);
      dt[i] += dy[i] * (no - yes);
    }
  }
}
