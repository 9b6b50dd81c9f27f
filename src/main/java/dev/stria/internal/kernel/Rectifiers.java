package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.FloatMath.step;

/** The activation functions of straight pieces, as PyTorch defines them; {@link Activations} has the smooth ones. */
public final class Rectifiers {
  private Rectifiers() {}

  /** {@code max(x, 0)}; the slope at 0 is 0. */
  public static final UnaryFunction RELU =
      new UnaryFunction(
          "relu",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = Math.max(x[i], 0f);
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = step(y[i]);
            }
          });

  /** {@code min(max(x, 0), 6)}; the slope at the bounds is 0. */
  public static final UnaryFunction RELU6 =
      new UnaryFunction(
          "relu6",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = Math.min(Math.max(x[i], 0f), 6f);
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = step(x[i]) * step(6 - x[i]);
            }
          });

  /** {@code x · min(max(x + 3, 0), 6) / 6}. */
  public static final UnaryFunction HARDSWISH =
      new UnaryFunction(
          "hardswish",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = x[i] * Math.min(Math.max(x[i] + 3, 0f), 6f) / 6;
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = Math.max(Math.min(x[i], 3f), -3f) / 3 + 0.5f;
            }
            for (int i = 0; i < n; i++) {
              slope[i] = slope[i] * step(x[i] + 3) * step(3 - x[i]) + (1 - step(3 - x[i]));
            }
          });

  /**
   * {@code x > 0 ? x : slope · x}; the slope at 0 is that of negative inputs.
   *
   * @param negative the slope for negative inputs
   * @return the function
   */
  public static UnaryFunction leakyRelu(float negative) {
    return new UnaryFunction(
        "leaky_relu",
        (math, x, y, n) -> {
          for (int i = 0; i < n; i++) {
            y[i] = Math.fma(negative, Math.min(x[i], 0f), Math.max(x[i], 0f));
          }
        },
        (math, x, y, n, slope, scratch) -> {
          for (int i = 0; i < n; i++) {
            slope[i] = Math.fma(1 - step(x[i]), negative, step(x[i]));
          }
        });
  }

  /**
   * {@code min(max(x, low), high)}; the slope at the bounds is 0.
   *
   * @param low the smallest result
   * @param high the largest result
   * @return the function
   */
  public static UnaryFunction hardtanh(float low, float high) {
    return new UnaryFunction(
        "hardtanh",
        (math, x, y, n) -> {
          for (int i = 0; i < n; i++) {
            y[i] = Math.min(Math.max(x[i], low), high);
          }
        },
        (math, x, y, n, slope, scratch) -> {
          for (int i = 0; i < n; i++) {
            slope[i] = step(x[i] - low) * step(high - x[i]);
          }
        });
  }

  /**
   * {@code min(max(alpha x + beta, 0), 1)}; PyTorch has alpha 1/6 and beta 1/2.
   *
   * @param alpha the slope in the middle
   * @param beta the value at 0
   * @return the function
   */
  public static UnaryFunction hardSigmoid(float alpha, float beta) {
    return new UnaryFunction(
        "hardsigmoid",
        (math, x, y, n) -> {
          for (int i = 0; i < n; i++) {
            y[i] = Math.min(Math.max(Math.fma(alpha, x[i], beta), 0f), 1f);
          }
        },
        (math, x, y, n, slope, scratch) -> {
          for (int i = 0; i < n; i++) {
            slope[i] = alpha * step(y[i]) * step(1 - y[i]);
          }
        });
  }
}
