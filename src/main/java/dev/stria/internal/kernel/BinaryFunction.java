package dev.stria.internal.kernel;

import java.util.Arrays;

/**
 * The functions of two variables, with the slope towards each, over ranges of arrays; where nothing is
 * said the slope is 0.
 */
public enum BinaryFunction {
  /** {@code a + b}. */
  ADD {
    @Override
    void value(float[] a, float[] b, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = a[i] + b[i];
      }
    }

    @Override
    void gradA(float[] a, float[] b, float[] dy, float[] da, int n) {
      System.arraycopy(dy, 0, da, 0, n);
    }

    @Override
    void gradB(float[] a, float[] b, float[] dy, float[] db, int n) {
      System.arraycopy(dy, 0, db, 0, n);
    }
  },
  /** {@code a − b}. */
  SUB {
    @Override
    void value(float[] a, float[] b, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = a[i] - b[i];
      }
    }

    @Override
    void gradA(float[] a, float[] b, float[] dy, float[] da, int n) {
      System.arraycopy(dy, 0, da, 0, n);
    }

    @Override
    void gradB(float[] a, float[] b, float[] dy, float[] db, int n) {
      for (int i = 0; i < n; i++) {
        db[i] = -dy[i];
      }
    }
  },
  /** {@code a · b}. */
  MUL {
    @Override
    void value(float[] a, float[] b, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = a[i] * b[i];
      }
    }

    @Override
    void gradA(float[] a, float[] b, float[] dy, float[] da, int n) {
      for (int i = 0; i < n; i++) {
        da[i] = dy[i] * b[i];
      }
    }

    @Override
    void gradB(float[] a, float[] b, float[] dy, float[] db, int n) {
      for (int i = 0; i < n; i++) {
        db[i] = dy[i] * a[i];
      }
    }
  },
  /** {@code a / b}. */
  DIV {
    @Override
    void value(float[] a, float[] b, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = a[i] / b[i];
      }
    }

    @Override
    void gradA(float[] a, float[] b, float[] dy, float[] da, int n) {
      for (int i = 0; i < n; i++) {
        da[i] = dy[i] / b[i];
      }
    }

    @Override
    void gradB(float[] a, float[] b, float[] dy, float[] db, int n) {
      for (int i = 0; i < n; i++) {
        db[i] = -dy[i] * (a[i] / b[i] / b[i]);
      }
    }
  },
  /** {@code a^b} with the rules of C99; the slope towards b at {@code 0^b} is 0, as in PyTorch. */
  POW {
    @Override
    void value(float[] a, float[] b, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = FloatMath.pow(a[i], b[i]);
      }
    }

    @Override
    void gradA(float[] a, float[] b, float[] dy, float[] da, int n) {
      for (int i = 0; i < n; i++) {
        da[i] = b[i] == 0 ? 0 : dy[i] * (b[i] * FloatMath.pow(a[i], b[i] - 1));
      }
    }

    @Override
    void gradB(float[] a, float[] b, float[] dy, float[] db, int n) {
      for (int i = 0; i < n; i++) {
        boolean flat = a[i] == 0 && b[i] >= 0;
        db[i] = flat ? 0 : dy[i] * (FloatMath.pow(a[i], b[i]) * FloatMath.log(a[i]));
      }
    }
  },
  /** The larger of a and b, NaN if either is; at a tie each side gets half of the gradient. */
  MAX {
    @Override
    void value(float[] a, float[] b, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = Math.max(a[i], b[i]);
      }
    }

    @Override
    void gradA(float[] a, float[] b, float[] dy, float[] da, int n) {
      shareOfLarger(a, b, dy, da, n);
    }

    @Override
    void gradB(float[] a, float[] b, float[] dy, float[] db, int n) {
      shareOfLarger(b, a, dy, db, n);
    }
  },
  /** The smaller of a and b, NaN if either is; at a tie each side gets half of the gradient. */
  MIN {
    @Override
    void value(float[] a, float[] b, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = Math.min(a[i], b[i]);
      }
    }

    @Override
    void gradA(float[] a, float[] b, float[] dy, float[] da, int n) {
      shareOfLarger(b, a, dy, da, n);
    }

    @Override
    void gradB(float[] a, float[] b, float[] dy, float[] db, int n) {
      shareOfLarger(a, b, dy, db, n);
    }
  },
  /** {@code a > 0 ? a : b · a}, the leaky rectifier whose slope b is learned. */
  PRELU {
    @Override
    void value(float[] a, float[] b, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = a[i] > 0 ? a[i] : b[i] * a[i];
      }
    }

    @Override
    void gradA(float[] a, float[] b, float[] dy, float[] da, int n) {
      for (int i = 0; i < n; i++) {
        da[i] = a[i] > 0 ? dy[i] : b[i] * dy[i];
      }
    }

    @Override
    void gradB(float[] a, float[] b, float[] dy, float[] db, int n) {
      for (int i = 0; i < n; i++) {
        db[i] = a[i] > 0 ? 0 : a[i] * dy[i];
      }
    }
  },
  /** 1 where {@code a > b}, else 0. */
  GREATER {
    @Override
    void value(float[] a, float[] b, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = a[i] > b[i] ? 1 : 0;
      }
    }
  },
  /** 1 where {@code a ≥ b}, else 0. */
  GREATER_OR_EQUAL {
    @Override
    void value(float[] a, float[] b, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = a[i] >= b[i] ? 1 : 0;
      }
    }
  },
  /** 1 where {@code a = b}, else 0. */
  EQUAL {
    @Override
    void value(float[] a, float[] b, float[] y, int n) {
      for (int i = 0; i < n; i++) {
        y[i] = a[i] == b[i] ? 1 : 0;
      }
    }
  };

  /** The gradient of the side that wins when {@code p > q}: all, half at a tie, or nothing. */
  private static void shareOfLarger(float[] p, float[] q, float[] dy, float[] dp, int n) {
    for (int i = 0; i < n; i++) {
      dp[i] = p[i] < q[i] ? 0 : p[i] == q[i] ? 0.5f * dy[i] : dy[i];
    }
  }

  /**
   * Computes {@code y = f(a, b)} of the first {@code n} elements.
   *
   * @param a the first operand
   * @param b the second operand
   * @param y receives the result
   * @param n the number of elements
   */
  abstract void value(float[] a, float[] b, float[] y, int n);

  /**
   * Computes {@code da = dy · ∂f/∂a} of the first {@code n} elements.
   *
   * @param a the first operand
   * @param b the second operand
   * @param dy the result's gradient
   * @param da receives the first operand's gradient
   * @param n the number of elements
   */
  void gradA(float[] a, float[] b, float[] dy, float[] da, int n) {
    Arrays.fill(da, 0, n, 0);
  }

  /**
   * Computes {@code db = dy · ∂f/∂b} of the first {@code n} elements.
   *
   * @param a the first operand
   * @param b the second operand
   * @param dy the result's gradient
   * @param db receives the second operand's gradient
   * @param n the number of elements
   */
  void gradB(float[] a, float[] b, float[] dy, float[] db, int n) {
    Arrays.fill(db, 0, n, 0);
  }
}
