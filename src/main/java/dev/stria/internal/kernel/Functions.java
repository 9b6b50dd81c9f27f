package dev.stria.internal.kernel;

import java.util.Arrays;

/** The elementary functions of one variable. */
public final class Functions {
  private static final float TWO_OVER_SQRT_PI = 1.1283791671f;

  private Functions() {}

  /** {@code e^x}. */
  public static final UnaryFunction EXP =
      new UnaryFunction(
          "exp",
          (math, x, y, n) -> math.exp(x, 0, y, 0, n),
          (math, x, y, n, slope, scratch) -> {
            System.arraycopy(y, 0, slope, 0, n);
          });

  /** {@code e^x − 1}. */
  public static final UnaryFunction EXPM1 =
      new UnaryFunction(
          "expm1",
          (math, x, y, n) -> math.expm1(x, 0, y, 0, n),
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = y[i] + 1;
            }
          });

  /** {@code ln x}. */
  public static final UnaryFunction LOG =
      new UnaryFunction(
          "log",
          (math, x, y, n) -> math.log(x, 0, y, 0, n),
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = 1 / x[i];
            }
          });

  /** {@code ln(1 + x)}. */
  public static final UnaryFunction LOG1P =
      new UnaryFunction(
          "log1p",
          (math, x, y, n) -> math.log1p(x, 0, y, 0, n),
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = 1 / (1 + x[i]);
            }
          });

  /** {@code √x}. */
  public static final UnaryFunction SQRT =
      new UnaryFunction(
          "sqrt",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = (float) Math.sqrt(x[i]);
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = 0.5f / y[i];
            }
          });

  /** {@code 1 / √x}. */
  public static final UnaryFunction RSQRT =
      new UnaryFunction(
          "rsqrt",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = 1 / (float) Math.sqrt(x[i]);
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = -0.5f * y[i] * y[i] * y[i];
            }
          });

  /** {@code x²}. */
  public static final UnaryFunction SQUARE =
      new UnaryFunction(
          "square",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = x[i] * x[i];
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = 2 * x[i];
            }
          });

  /** {@code 1 / x}. */
  public static final UnaryFunction RECIPROCAL =
      new UnaryFunction(
          "reciprocal",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = 1 / x[i];
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = -y[i] * y[i];
            }
          });

  /** {@code −x}. */
  public static final UnaryFunction NEG =
      new UnaryFunction(
          "neg",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = -x[i];
            }
          },
          (math, x, y, n, slope, scratch) -> {
            Arrays.fill(slope, 0, n, -1);
          });

  /** {@code |x|}; the slope at 0 is 0. */
  public static final UnaryFunction ABS =
      new UnaryFunction(
          "abs",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = Math.abs(x[i]);
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = sign(x[i]);
            }
          });

  /** The sign of x: −1, 0 or 1; 0 for NaN, as in PyTorch. */
  public static final UnaryFunction SIGN =
      new UnaryFunction(
          "sign",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = sign(x[i]);
            }
          },
          (math, x, y, n, slope, scratch) -> {
            Arrays.fill(slope, 0, n, 0);
          });

  /** {@code sin x}. */
  public static final UnaryFunction SIN =
      new UnaryFunction(
          "sin",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = FloatMath.sin(x[i]);
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = FloatMath.cos(x[i]);
            }
          });

  /** {@code cos x}. */
  public static final UnaryFunction COS =
      new UnaryFunction(
          "cos",
          (math, x, y, n) -> {
            for (int i = 0; i < n; i++) {
              y[i] = FloatMath.cos(x[i]);
            }
          },
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = -FloatMath.sin(x[i]);
            }
          });

  /** {@code erf x}, the error function. */
  public static final UnaryFunction ERF =
      new UnaryFunction(
          "erf",
          (math, x, y, n) -> math.erf(x, 0, y, 0, n),
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = -x[i] * x[i];
            }
            math.exp(slope, 0, slope, 0, n);
            for (int i = 0; i < n; i++) {
              slope[i] = slope[i] * TWO_OVER_SQRT_PI;
            }
          });

  /**
   * {@code min(max(x, low), high)}; at the bounds the slope is 1, beyond them 0.
   *
   * @param low the smallest result
   * @param high the largest result
   * @return the function
   */
  public static UnaryFunction clamp(float low, float high) {
    return new UnaryFunction(
        "clamp",
        (math, x, y, n) -> {
          for (int i = 0; i < n; i++) {
            y[i] = Math.min(Math.max(x[i], low), high);
          }
        },
        (math, x, y, n, slope, scratch) -> {
          for (int i = 0; i < n; i++) {
            slope[i] = x[i] < low || x[i] > high ? 0f : 1f;
          }
        });
  }

  /**
   * {@code x^p} with the rules of C99.
   *
   * @param p the exponent
   * @return the function
   */
  public static UnaryFunction pow(float p) {
    return new UnaryFunction(
        "pow",
        (math, x, y, n) -> {
          for (int i = 0; i < n; i++) {
            y[i] = FloatMath.pow(x[i], p);
          }
        },
        (math, x, y, n, slope, scratch) -> {
          for (int i = 0; i < n; i++) {
            slope[i] = p == 0 ? 0f : p * FloatMath.pow(x[i], p - 1);
          }
        });
  }

  /**
   * {@code x + offset}.
   *
   * @param offset the number that is added
   * @return the function
   */
  public static UnaryFunction shift(float offset) {
    return new UnaryFunction(
        "shift",
        (math, x, y, n) -> {
          for (int i = 0; i < n; i++) {
            y[i] = x[i] + offset;
          }
        },
        (math, x, y, n, slope, scratch) -> {
          for (int i = 0; i < n; i++) {
            slope[i] = 1f;
          }
        });
  }

  /** {@code √x} as the last step of a norm: the slope at 0 is 0, which is a subgradient of the norm. */
  public static final UnaryFunction NORM_ROOT =
      new UnaryFunction(
          "norm_root",
          SQRT.value(),
          (math, x, y, n, slope, scratch) -> {
            for (int i = 0; i < n; i++) {
              slope[i] = y[i] == 0 ? 0f : 0.5f / y[i];
            }
          });

  private static float sign(float x) {
    return (x > 0 ? 1f : 0f) - (x < 0 ? 1f : 0f);
  }
}
