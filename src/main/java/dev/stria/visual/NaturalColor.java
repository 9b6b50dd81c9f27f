package dev.stria.visual;

import static dev.stria.op.Conv2d.conv2d;

import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/**
 * Colors that are learned as brightness, blue to yellow and green to magenta, and not as red, green and
 * blue, which rise and fall together in photographs. A step then goes as far in each direction as natural
 * colors do, and pictures do not end in glaring ones.
 *
 * <p>{@code rgb = M · values}, where {@code M Mᵀ} is in proportion to the covariance of the colors of
 * ImageNet. The numbers are those of the library Lucid (Olah, Mordvintsev and Schubert, <em>Feature
 * visualization</em>, 2017). Pictures of one channel stay as they are.
 */
final class NaturalColor {
  private static final double[][] ROOT = {
    {0.26, 0.09, 0.02}, {0.27, 0.00, -0.05}, {0.27, -0.09, 0.03}
  };

  /** The longest column, to which the others are compared. */
  private static final double LONGEST = Math.sqrt(0.26 * 0.26 + 2 * 0.27 * 0.27);

  private NaturalColor() {}

  /** Turns learned values {@code [N, 3, H, W]} into red, green and blue. */
  static Tensor mixed(Tensor values) {
    if (values.shape().size(1) != 3) {
      return values;
    }
    Tensor w = Tensor.zeros(3, 3, 1, 1);
    for (int i = 0; i < 9; i++) {
      w.data()[i] = (float) (ROOT[i / 3][i % 3] / LONGEST);
    }
    return conv2d(values, w, null, Window.kernel(1), 1);
  }

  /** Returns the values of which an image {@code [3, H, W]} is mixed. */
  static Tensor separated(Tensor image) {
    Shape shape = image.shape();
    if (shape.size(0) != 3) {
      return image;
    }
    double[][] inverse = inverse();
    int area = shape.count() / 3;
    Tensor values = Tensor.zeros(shape);
    for (int i = 0; i < shape.count(); i++) {
      double sum = 0;
      for (int c = 0; c < 3; c++) {
        sum += inverse[i / area][c] * image.data()[c * area + i % area];
      }
      values.data()[i] = (float) sum;
    }
    return values;
  }

  /** Returns the inverse of M by Cramer's rule. */
  private static double[][] inverse() {
    double[][] m = ROOT;
    double[][] inverse = new double[3][3];
    double determinant = 0;
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        int a = (i + 1) % 3;
        int b = (i + 2) % 3;
        int c = (j + 1) % 3;
        int d = (j + 2) % 3;
        inverse[j][i] = m[a][c] * m[b][d] - m[a][d] * m[b][c];
      }
    }
    for (int i = 0; i < 3; i++) {
      determinant += m[0][i] * inverse[i][0];
    }
    for (double[] row : inverse) {
      for (int j = 0; j < 3; j++) {
        row[j] *= LONGEST / determinant;
      }
    }
    return inverse;
  }
}
