package dev.stria.optim;

/** Functions that minimisers are usually tried on, with their gradients. */
final class TestFunction {
  private TestFunction() {}

  static VectorFunction named(String name, double condition) {
    if (name.startsWith("rosenbrock")) {
      return TestFunction::rosenbrock;
    }
    if (name.startsWith("quadratic")) {
      return (x, g) -> quadratic(x, g, condition);
    }
    return switch (name) {
      case "powell" -> TestFunction::powell;
      case "beale" -> TestFunction::beale;
      default -> throw new UnsupportedOperationException(name);
    };
  }

  /** {@code Σ 100 (xᵢ₊₁ − xᵢ²)² + (1 − xᵢ)²}. */
  static double rosenbrock(double[] x, double[] g) {
    double sum = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      double a = x[i + 1] - x[i] * x[i];
      double b = 1 - x[i];
      sum += 100 * a * a + b * b;
      g[i] += -400 * a * x[i] - 2 * b;
      g[i + 1] += 200 * a;
    }
    return sum;
  }

  /** {@code ½ Σ dᵢ xᵢ²}, d from 1 to the condition number. */
  static double quadratic(double[] x, double[] g, double condition) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      double d = Math.pow(condition, (double) i / (x.length - 1));
      sum += d * x[i] * x[i] / 2;
      g[i] += d * x[i];
    }
    return sum;
  }

  /** {@code (a + 10b)² + 5 (c − d)² + (b − 2c)⁴ + 10 (a − d)⁴}. */
  static double powell(double[] x, double[] g) {
    double p = x[0] + 10 * x[1];
    double q = x[2] - x[3];
    double r = x[1] - 2 * x[2];
    double s = x[0] - x[3];
    g[0] += 2 * p + 40 * s * s * s;
    g[1] += 20 * p + 4 * r * r * r;
    g[2] += 10 * q - 8 * r * r * r;
    g[3] += -10 * q - 40 * s * s * s;
    return p * p + 5 * q * q + r * r * r * r + 10 * s * s * s * s;
  }

  /** {@code Σ (cᵢ − a (1 − bⁱ))²}. */
  static double beale(double[] x, double[] g) {
    double[] c = {1.5, 2.25, 2.625};
    double sum = 0;
    for (int i = 1; i <= 3; i++) {
      double error = c[i - 1] - x[0] * (1 - Math.pow(x[1], i));
      sum += error * error;
      g[0] -= 2 * error * (1 - Math.pow(x[1], i));
      g[1] += 2 * error * x[0] * i * Math.pow(x[1], i - 1);
    }
    return sum;
  }
}
