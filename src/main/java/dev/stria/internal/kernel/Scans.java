package dev.stria.internal.kernel;

/**
 * Running sums and products along the middle axis of an array {@code [outer, axis, inner]}.
 *
 * <p>Forward kernels overwrite {@code y}; backward kernels add to {@code dx}.
 */
public final class Scans {
  private Scans() {}

  /**
   * {@code y[o, a, i] = Σ x[o, b, i]} over {@code b ≤ a}, in double precision.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param x the summands
   * @param y receives the running sums
   */
  public static void cumulativeSum(int outer, int axis, int inner, float[] x, float[] y) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        double sum = 0;
        for (int a = 0; a < axis; a++) {
          int at = (o * axis + a) * inner + i;
          sum += x[at];
          y[at] = (float) sum;
        }
      }
    }
  }

  /**
   * {@code dx[o, a, i] += Σ dy[o, b, i]} over {@code b ≥ a}.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param dy the gradient of the running sums
   * @param dx the summands' gradient, added to
   */
  public static void cumulativeSumBackward(int outer, int axis, int inner, float[] dy, float[] dx) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        double sum = 0;
        for (int a = axis - 1; a >= 0; a--) {
          int at = (o * axis + a) * inner + i;
          sum += dy[at];
          dx[at] += (float) sum;
        }
      }
    }
  }

  /**
   * {@code y[o, i] = Π x[o, a, i]}, in double precision.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param x the factors
   * @param y receives the products
   */
  public static void product(int outer, int axis, int inner, float[] x, float[] y) {
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        double product = 1;
        for (int a = 0; a < axis; a++) {
          product *= x[(o * axis + a) * inner + i];
        }
        y[o * inner + i] = (float) product;
      }
    }
  }

  /**
   * Adds to each factor's gradient the product of all others, without a division, so that zeros are
   * no exception.
   *
   * @param outer the number of slices before the axis
   * @param axis the size of the axis
   * @param inner the number of elements behind the axis
   * @param x the factors
   * @param dy the gradient of the products
   * @param dx the factors' gradient, added to
   */
  public static void productBackward(
      int outer, int axis, int inner, float[] x, float[] dy, float[] dx) {
    double[] before = new double[axis];
    for (int o = 0; o < outer; o++) {
      for (int i = 0; i < inner; i++) {
        int first = o * axis * inner + i;
        double product = 1;
        for (int a = 0; a < axis; a++) {
          before[a] = product;
          product *= x[first + a * inner];
        }
        double behind = dy[o * inner + i];
        for (int a = axis - 1; a >= 0; a--) {
          int at = first + a * inner;
          dx[at] += (float) (before[a] * behind);
          behind *= x[at];
        }
      }
    }
  }
}
