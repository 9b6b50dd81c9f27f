package dev.stria.internal.kernel;

/** Random factors that are 0 or a constant, and their product with the values that they decide over. */
public final class DropoutMask {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private DropoutMask() {}

  /**
   * Draws one factor for each of a number of decisions: 0 with probability {@code p}, else {@code 1 / (1 −
   * p)}. A decision depends on the seed and its number only.
   *
   * @param seed which random numbers
   * @param p the probability of 0
   * @param mask receives the factors
   */
  public static void draw(long seed, double p, float[] mask) {
    float kept = (float) (1 / (1 - p));
    long threshold = (long) (p * (1L << 32));
    for (int i = 0; i < mask.length; i++) {
      mask[i] = random(seed + i * GOLDEN_GAMMA) < threshold ? 0 : kept;
    }
  }

  /** The upper half of SplitMix64's output for a state, from 0 to 2³² − 1. */
  private static long random(long state) {
    long z = state;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return (z ^ (z >>> 31)) >>> 32;
  }

  /**
   * {@code y[d, i] = mask[d] · x[d, i]}.
   *
   * @param inner how many neighbouring values one decision is about
   * @param mask the factors
   * @param x the values
   * @param y receives the products
   */
  public static void multiply(int inner, float[] mask, float[] x, float[] y) {
    if (inner == 1) {
      for (int i = 0; i < mask.length; i++) {
        y[i] = mask[i] * x[i];
      }
      return;
    }
    for (int d = 0; d < mask.length; d++) {
      float factor = mask[d];
      for (int i = d * inner; i < (d + 1) * inner; i++) {
        y[i] = factor * x[i];
      }
    }
  }

  /**
   * {@code dx[d, i] += mask[d] · dy[d, i]}.
   *
   * @param inner how many neighbouring values one decision is about
   * @param mask the factors
   * @param dy the gradient of the products
   * @param dx the gradient of the values, added to
   */
  public static void multiplyBackward(int inner, float[] mask, float[] dy, float[] dx) {
    if (inner == 1) {
      for (int i = 0; i < mask.length; i++) {
        dx[i] = Math.fma(mask[i], dy[i], dx[i]);
      }
      return;
    }
    for (int d = 0; d < mask.length; d++) {
      float factor = mask[d];
      for (int i = d * inner; i < (d + 1) * inner; i++) {
        dx[i] = Math.fma(factor, dy[i], dx[i]);
      }
    }
  }
}
