package dev.stria.visual;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Arrays;

/**
 * The directions in which rows of numbers differ most, so that many numbers can be seen as a point of the plane: the
 * features of a hidden layer, for example. Principal component analysis; Pearson, <em>On lines and planes of closest
 * fit to systems of points in space</em>, 1901.
 */
public final class PrincipalAxes {
  private static final int ROUNDS = 1_000;
  private static final double SETTLED = 1e-12;

  private PrincipalAxes() {}

  /**
   * Projects rows onto their principal axes.
   *
   * <p><b>Shape:</b> rows {@code [N, D]}; result {@code [N, axes]}, columns by falling variance. The largest number of each
   * axis is positive, so that a picture is not mirrored by chance.
   *
   * @param rows the rows
   * @param axes how many axes, from 1 to D
   * @return the rows seen along these axes, the mean row being 0
   * @throws ShapeException if the rows are no matrix, or have fewer columns
   */
  public static Tensor project(Tensor rows, int axes) {
    Shape shape = rows.shape();
    if (shape.rank() != 2 || axes < 1 || shape.size(1) < axes || shape.size(0) < 1) {
      throw new ShapeException(
          "principal axes", "rows [N, D] with D of at least " + axes, shape, "");
    }
    int n = shape.size(0);
    int width = shape.size(1);
    double[][] centered = centered(rows.data(), n, width);
    double[][] spread = covariance(centered, width);
    Tensor projected = Tensor.zeros(n, axes);
    for (int axis = 0; axis < axes; axis++) {
      double[] direction = largest(spread, axis);
      for (int i = 0; i < n; i++) {
        projected.data()[i * axes + axis] = (float) dot(centered[i], direction);
      }
      takeOut(spread, direction);
    }
    return projected;
  }

  private static double[][] centered(float[] values, int n, int width) {
    double[] mean = new double[width];
    for (int i = 0; i < values.length; i++) {
      mean[i % width] += values[i] / n;
    }
    double[][] centered = new double[n][width];
    for (int i = 0; i < values.length; i++) {
      centered[i / width][i % width] = values[i] - mean[i % width];
    }
    return centered;
  }

  private static double[][] covariance(double[][] centered, int width) {
    double[][] spread = new double[width][width];
    for (double[] row : centered) {
      for (int i = 0; i < width; i++) {
        for (int j = 0; j < width; j++) {
          spread[i][j] += row[i] * row[j] / centered.length;
        }
      }
    }
    return spread;
  }

  /** Finds the direction of the largest variance by power iteration. */
  private static double[] largest(double[][] spread, int axis) {
    double[] direction = new double[spread.length];
    for (int i = 0; i < direction.length; i++) {
      direction[i] = 1 + StrictMath.sin(i + 1.0 + axis); // on no axis by chance
    }
    normalize(direction);
    for (int round = 0; round < ROUNDS; round++) {
      double[] next = new double[direction.length];
      for (int i = 0; i < next.length; i++) {
        next[i] = dot(spread[i], direction);
      }
      if (!normalize(next)) {
        break;
      }
      boolean settled = 1 - Math.abs(dot(next, direction)) < SETTLED;
      direction = next;
      if (settled) {
        break;
      }
    }
    return turned(direction);
  }

  private static boolean normalize(double[] direction) {
    double length = Math.sqrt(dot(direction, direction));
    for (int i = 0; i < direction.length; i++) {
      direction[i] = length > 0 ? direction[i] / length : direction[i];
    }
    return length > 0;
  }

  private static double[] turned(double[] direction) {
    int most = 0;
    for (int i = 1; i < direction.length; i++) {
      most = Math.abs(direction[i]) > Math.abs(direction[most]) ? i : most;
    }
    double sign = direction[most] < 0 ? -1 : 1;
    return Arrays.stream(direction).map(d -> sign * d).toArray();
  }

  private static void takeOut(double[][] spread, double[] direction) {
    double variance = 0;
    for (int i = 0; i < direction.length; i++) {
      variance += direction[i] * dot(spread[i], direction);
    }
    for (int i = 0; i < direction.length; i++) {
      for (int j = 0; j < direction.length; j++) {
        spread[i][j] -= variance * direction[i] * direction[j];
      }
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
