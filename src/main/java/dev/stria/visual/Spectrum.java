package dev.stria.visual;

import static dev.stria.op.MatMul.matmul;
import static dev.stria.op.Multiply.multiply;

import dev.stria.op.Permute;
import dev.stria.op.Reshape;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/**
 * An image as the sum of waves, each scaled by 1/frequency: every wave then has about the same energy, as in
 * photographs, and a step does not end in fine noise, which has the most pixels to change.
 *
 * <p>{@code x_hw = Σ_uv c_uv Re(v_uv e^{2πi(uh/H + vw/W)})} with {@code v} from 0 to ⌊W/2⌋ and {@code c_uv =
 * m_v / (4 √(HW) max(f_uv, 1/max(H, W)))}, where {@code f} is the wave's frequency and {@code m_v} 2, or 1 for
 * the waves that are their own mirror image. The scaling is that of the library Lucid.
 *
 * <p>The sum is taken along columns and then along rows, each as one product with a matrix of cosines and
 * sines: right for any size, and below a network's own cost. Values are {@code [C, ⌊W/2⌋ + 1, 2, H]}, real and
 * imaginary parts on the third axis.
 */
final class Spectrum implements RawImage {
  @Override
  public Shape values(Shape picture) {
    return Shape.of(picture.size(0), picture.size(2) / 2 + 1, 2, picture.size(1));
  }

  @Override
  public Tensor image(Tensor values, Shape picture) {
    int height = picture.size(1);
    int width = picture.size(2);
    int half = width / 2 + 1;
    int planes = values.shape().count() / (half * 2 * height);
    Tensor scaled = multiply(values, scale(height, width));
    Tensor waves = Reshape.reshape(scaled, Shape.of(planes * half, 2 * height));
    Tensor columns =
        Reshape.reshape(matmul(waves, complex(height)), Shape.of(planes, half, 2, height));
    Tensor turned = Permute.permute(columns, 0, 3, 2, 1);
    Tensor rows = Reshape.reshape(turned, Shape.of(planes * height, 2 * half));
    return Reshape.reshape(
        matmul(rows, real(half, width)), picture.prepend(planes / picture.size(0)));
  }

  @Override
  public void invert(Tensor image, float[] into, int at) {
    Shape shape = image.shape();
    int height = shape.size(1);
    int width = shape.size(2);
    float[] scale = scale(height, width).data();
    double area = (double) height * width;
    for (int c = 0; c < shape.size(0); c++) {
      double[] rows = forwardRows(image.data(), c * height * width, height, width);
      double[] waves = forwardColumns(rows, width / 2 + 1, height);
      for (int i = 0; i < waves.length; i++) {
        double mirrored = mirrored(i / (2 * height), width);
        into[at + c * waves.length + i] = (float) (mirrored * waves[i] / (area * scale[i]));
      }
    }
  }

  /** Returns the transform of each row, {@code [H, W/2 + 1, 2]}. */
  private static double[] forwardRows(float[] x, int from, int height, int width) {
    Circle circle = new Circle(width);
    int half = width / 2 + 1;
    double[] rows = new double[height * half * 2];
    for (int i = 0; i < height * half; i++) {
      int row = from + i / half * width;
      for (int w = 0; w < width; w++) {
        rows[2 * i] += x[row + w] * circle.cos(i % half, w);
        rows[2 * i + 1] -= x[row + w] * circle.sin(i % half, w);
      }
    }
    return rows;
  }

  /** Returns the transform of each column of transformed rows, {@code [W/2 + 1, 2, H]}. */
  private static double[] forwardColumns(double[] rows, int half, int height) {
    Circle circle = new Circle(height);
    double[] waves = new double[half * 2 * height];
    for (int i = 0; i < half * height; i++) {
      int v = i / height;
      int u = i % height;
      double re = 0;
      double im = 0;
      for (int h = 0; h < height; h++) {
        double x = rows[2 * (h * half + v)];
        double y = rows[2 * (h * half + v) + 1];
        re += x * circle.cos(u, h) + y * circle.sin(u, h);
        im += y * circle.cos(u, h) - x * circle.sin(u, h);
      }
      waves[2 * v * height + u] = re;
      waves[(2 * v + 1) * height + u] = im;
    }
    return waves;
  }

  /** Returns the matrix of a complex sum over {@code n} waves: {@code [re u, im u]} to {@code [re h, im h]}. */
  private static Tensor complex(int n) {
    Circle circle = new Circle(n);
    Tensor matrix = Tensor.zeros(2 * n, 2 * n);
    float[] m = matrix.data();
    for (int u = 0; u < n; u++) {
      int re = u * 2 * n;
      int im = (n + u) * 2 * n;
      for (int h = 0; h < n; h++) {
        m[re + h] = (float) circle.cos(u, h);
        m[re + n + h] = (float) circle.sin(u, h);
        m[im + h] = (float) -circle.sin(u, h);
        m[im + n + h] = (float) circle.cos(u, h);
      }
    }
    return matrix;
  }

  /** Returns the matrix of the real part of a sum: {@code [re v, im v]} to {@code w}. */
  private static Tensor real(int half, int width) {
    Circle circle = new Circle(width);
    Tensor matrix = Tensor.zeros(2 * half, width);
    for (int v = 0; v < half; v++) {
      for (int w = 0; w < width; w++) {
        matrix.data()[v * width + w] = (float) circle.cos(v, w);
        matrix.data()[(half + v) * width + w] = (float) -circle.sin(v, w);
      }
    }
    return matrix;
  }

  /** Cosines and sines of the {@code n} angles of a full turn. */
  private static final class Circle {
    private final double[] cosines;
    private final double[] sines;

    Circle(int n) {
      cosines = new double[n];
      sines = new double[n];
      for (int i = 0; i < n; i++) {
        cosines[i] = StrictMath.cos(2 * Math.PI * i / n);
        sines[i] = StrictMath.sin(2 * Math.PI * i / n);
      }
    }

    double cos(int i, int j) {
      return cosines[(int) ((long) i * j % cosines.length)];
    }

    double sin(int i, int j) {
      return sines[(int) ((long) i * j % sines.length)];
    }
  }

  /** Returns how often a column of the half spectrum stands in the whole one. */
  private static int mirrored(int v, int width) {
    return v == 0 || 2 * v == width ? 1 : 2;
  }

  /** Returns c_uv in the layout of the values of one channel. */
  private static Tensor scale(int height, int width) {
    int half = width / 2 + 1;
    Tensor scale = Tensor.zeros(half, 2, height);
    double lowest = 1.0 / Math.max(height, width);
    for (int i = 0; i < scale.data().length; i++) {
      int u = i % height;
      int v = i / (2 * height);
      double fy = (double) Math.min(u, height - u) / height;
      double fx = (double) v / width;
      double frequency = Math.max(lowest, Math.sqrt(fy * fy + fx * fx));
      double norm = 4 * Math.sqrt((double) height * width);
      scale.data()[i] = (float) (mirrored(v, width) / (norm * frequency));
    }
    return scale;
  }
}
