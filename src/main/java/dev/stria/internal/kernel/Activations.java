package dev.stria.internal.kernel;

import static dev.stria.internal.kernel.FloatMath.step;

/** The smooth activation functions of the field, as PyTorch defines them; {@link Rectifiers} has the piecewise linear ones. */
public final class Activations {
  private static final float SQRT_HALF = 0.70710678f;
  private static final float INV_SQRT_TWO_PI = 0.39894228f;
  private static final float SQRT_TWO_OVER_PI = 0.79788456f;
  private static final float GELU_CUBE = 0.044715f;
  private static final float SELU_ALPHA = 1.6732632423543772f;
  private static final float SELU_SCALE = 1.0507009873554805f;

  private Activations() {}

  /** {@code 1 / (1 + e^−x)}. */
  public static final UnaryFunction SIGMOID =
      new UnaryFunction(
          "sigmoid",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = -x[i];
            }
            math.exp(y, 0, y, 0, n);
            for (int i = 0; i < n; i++) {
              y[i] = 1 / (1 + y[i]);
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = y[i] * (1 - y[i]);
            }
          });

  /** {@code tanh x}. */
  public static final UnaryFunction TANH =
      new UnaryFunction(
          "tanh",
          (math, x, y, n) -> math.tanh(x, 0, y, 0, n),
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = Math.fma(-y[i], y[i], 1f);
            }
          });

  /** {@code x · Φ(x)} with the normal distribution by the error function. */
  public static final UnaryFunction GELU =
      new UnaryFunction(
          "gelu",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = x[i] * SQRT_HALF;
            }
            math.erf(y, 0, y, 0, n);
            for (int i = 0; i < n; i++) {
              y[i] = 0.5f * x[i] * (1 + y[i]);
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = -0.5f * x[i] * x[i];
            }
            math.exp(slope, 0, slope, 0, n);
            for (int i = 0; i < n; i++) {
              scratch[i] = x[i] * SQRT_HALF;
            }
            math.erf(scratch, 0, scratch, 0, n);
            for (int i = 0; i < n; i++) {
              slope[i] = Math.fma(x[i] * INV_SQRT_TWO_PI, slope[i], 0.5f * (1 + scratch[i]));
            }
          });

  /** GELU by its approximation with tanh. */
  public static final UnaryFunction GELU_TANH =
      new UnaryFunction(
          "gelu_tanh",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = SQRT_TWO_OVER_PI * x[i] * Math.fma(GELU_CUBE * x[i], x[i], 1f);
            }
            math.tanh(y, 0, y, 0, n);
            for (int i = 0; i < n; i++) {
              y[i] = 0.5f * x[i] * (1 + y[i]);
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              scratch[i] = SQRT_TWO_OVER_PI * x[i] * Math.fma(GELU_CUBE * x[i], x[i], 1f);
            }
            math.tanh(scratch, 0, scratch, 0, n);
            for (int i = 0; i < n; i++) {
              slope[i] = SQRT_TWO_OVER_PI * Math.fma(3 * GELU_CUBE * x[i], x[i], 1f);
            }
            for (int i = 0; i < n; i++) {
              slope[i] =
                  0.5f
                      * Math.fma(
                          x[i] * slope[i], Math.fma(-scratch[i], scratch[i], 1f), 1 + scratch[i]);
            }
          });

  /** {@code x / (1 + e^−x)}, also called swish. */
  public static final UnaryFunction SILU =
      new UnaryFunction(
          "silu",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = -x[i];
            }
            math.exp(y, 0, y, 0, n);
            for (int i = 0; i < n; i++) {
              y[i] = x[i] / (1 + y[i]);
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = -x[i];
            }
            math.exp(slope, 0, slope, 0, n);
            for (int i = 0; i < n; i++) {
              slope[i] = 1 / (1 + slope[i]);
            }
            for (int i = 0; i < n; i++) {
              slope[i] = slope[i] * Math.fma(x[i], 1 - slope[i], 1f);
            }
          });

  /** {@code x · tanh(softplus(x))}, written without the cancellation: with {@code e = e^x} and {@code n = e(e + 2)} it is {@code x · n / (n + 2)}. */
  public static final UnaryFunction MISH =
      new UnaryFunction(
          "mish",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = Math.min(x[i], 20f);
            }
            math.exp(y, 0, y, 0, n);
            for (int i = 0; i < n; i++) {
              y[i] = y[i] * (y[i] + 2);
            }
            for (int i = 0; i < n; i++) {
              y[i] = x[i] * (y[i] / (y[i] + 2));
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = Math.min(x[i], 20f);
            }
            math.exp(slope, 0, slope, 0, n);
            for (int i = 0; i < n; i++) {
              scratch[i] = Math.fma(slope[i], slope[i] + 2, 2f);
            }
            for (int i = 0; i < n; i++) {
              slope[i] =
                  Math.fma(
                      x[i],
                      4 * slope[i] * (1 + slope[i]) / (scratch[i] * scratch[i]),
                      slope[i] * (slope[i] + 2) / scratch[i]);
            }
          });

  /** {@code x / (1 + |x|)}. */
  public static final UnaryFunction SOFTSIGN =
      new UnaryFunction(
          "softsign",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = x[i] / (1 + Math.abs(x[i]));
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = 1 + Math.abs(x[i]);
            }
            for (int i = 0; i < n; i++) {
              slope[i] = 1 / (slope[i] * slope[i]);
            }
          });

  /** {@code ln(1 / (1 + e^−x))}. */
  public static final UnaryFunction LOGSIGMOID =
      new UnaryFunction(
          "logsigmoid",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = -Math.abs(x[i]);
            }
            math.exp(y, 0, y, 0, n);
            math.log1p(y, 0, y, 0, n);
            for (int i = 0; i < n; i++) {
              y[i] = Math.min(x[i], 0f) - y[i];
            }
          },
          (math, x, y, n, slope, scratch) -> {
            math.exp(x, 0, slope, 0, n);
            for (int i = 0; i < n; i++) {
              slope[i] = 1 / (1 + slope[i]);
            }
          });

  /**
   * {@code x > 0 ? x : alpha (e^x − 1)}.
   *
   * @param alpha the limit for very negative inputs, positive as it is given
   * @return the function
   */
  public static UnaryFunction elu(float alpha) {
    return new UnaryFunction(
        "elu",
        (math, x, y, n) -> {
          for (int i = 0; i < n; i++) {
            y[i] = Math.min(x[i], 0f);
          }
          math.exp(y, 0, y, 0, n);
          for (int i = 0; i < n; i++) {
            y[i] = Math.fma(alpha, y[i] - 1, Math.max(x[i], 0f));
          }
        },
        (math, x, y, n, slope, scratch) -> {
          for (int i = 0; i < n; i++) {
            slope[i] = Math.min(x[i], 0f);
          }
          math.exp(slope, 0, slope, 0, n);
          for (int i = 0; i < n; i++) {
            slope[i] = Math.fma(alpha, slope[i], (1 - alpha) * step(x[i]));
          }
        });
  }

  /** {@code scale · elu(x)} with the constants that keep mean and variance. */
  public static final UnaryFunction SELU =
      new UnaryFunction(
          "selu",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = Math.min(x[i], 0f);
            }
            math.exp(y, 0, y, 0, n);
            for (int i = 0; i < n; i++) {
              y[i] = SELU_SCALE * Math.fma(SELU_ALPHA, y[i] - 1, Math.max(x[i], 0f));
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = Math.min(x[i], 0f);
            }
            math.exp(slope, 0, slope, 0, n);
            for (int i = 0; i < n; i++) {
              slope[i] = SELU_SCALE * Math.fma(SELU_ALPHA, slope[i], (1 - SELU_ALPHA) * step(x[i]));
            }
          });

  /**
   * {@code ln(1 + e^(beta x)) / beta}, in a form that needs no threshold.
   *
   * @param beta how sharp the bend is; 1 is usual
   * @return the function
   */
  public static UnaryFunction softplus(float beta) {
    return new UnaryFunction(
        "softplus",
        (math, x, y, n) -> {
          for (int i = 0; i < n; i++) {
            y[i] = -Math.abs(beta * x[i]);
          }
          math.exp(y, 0, y, 0, n);
          math.log1p(y, 0, y, 0, n);
          for (int i = 0; i < n; i++) {
            y[i] = Math.max(beta * x[i], 0f) / beta + y[i] / beta;
          }
        },
        (math, x, y, n, slope, scratch) -> {
          for (int i = 0; i < n; i++) {
            slope[i] = -beta * x[i];
          }
          math.exp(slope, 0, slope, 0, n);
          for (int i = 0; i < n; i++) {
            slope[i] = 1 / (1 + slope[i]);
          }
        });
  }
}
