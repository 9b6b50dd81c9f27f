package dev.stria.visual;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** What happens to the values of an ascent after each step: decay, blur, sparsity, back into the box. */
final class AfterStep {
  private AfterStep() {}

  static void apply(Ascent ascent, double[] rates, int step, Tensor values, int offset) {
    float[] x = values.data();
    if (ascent.decay > 0) {
      float kept = (float) (1 - ascent.decay);
      for (int i = 0; i < x.length; i++) {
        x[i] *= kept;
      }
    }
    if (ascent.blur > 0 && (step + 1) % ascent.blurEvery == 0) {
      blur(values.shape(), x, ascent.blur);
    }
    shrink(ascent, rates, values, offset);
    ascent.canvas.project(x);
  }

  /** Returns the weight of the proximal L1 penalty of one picture. */
  static double sparsity(Ascent ascent, int picture) {
    return ascent.sparsity[Math.min(picture, ascent.sparsity.length - 1)];
  }

  private static void shrink(Ascent ascent, double[] rates, Tensor values, int offset) {
    float[] x = values.data();
    int count = x.length / values.shape().size(0);
    for (int i = 0; i < x.length; i++) {
      int picture = i / count;
      float threshold = (float) (rates[picture] * sparsity(ascent, offset + picture));
      x[i] = threshold == 0 ? x[i] : soft(x[i], threshold);
    }
  }

  private static float soft(float x, float threshold) {
    return x > threshold ? x - threshold : x < -threshold ? x + threshold : x == x ? 0 : x;
  }

  /** Blurs each plane by a normal distribution, rows and columns apart, weights renewed at the border. */
  static void blur(Shape shape, float[] x, double sigma) {
    int rows = shape.size(-2);
    int columns = shape.size(-1);
    double[] kernel = kernel(sigma);
    for (int plane = 0; plane < x.length; plane += rows * columns) {
      for (int row = 0; row < rows; row++) {
        line(x, plane + row * columns, 1, columns, kernel);
      }
      for (int column = 0; column < columns; column++) {
        line(x, plane + column, columns, rows, kernel);
      }
    }
  }

  private static double[] kernel(double sigma) {
    double[] kernel = new double[(int) Math.ceil(3 * sigma) + 1];
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] = StrictMath.exp(-i * i / (2 * sigma * sigma));
    }
    return kernel;
  }

  private static void line(float[] x, int from, int stride, int length, double[] kernel) {
    float[] blurred = new float[length];
    for (int i = 0; i < length; i++) {
      double sum = 0;
      double weights = 0;
      for (int j = Math.max(0, i - kernel.length + 1);
          j < Math.min(length, i + kernel.length);
          j++) {
        double weight = kernel[Math.abs(i - j)];
        sum += weight * x[from + j * stride];
        weights += weight;
      }
      blurred[i] = (float) (sum / weights);
    }
    for (int i = 0; i < length; i++) {
      x[from + i * stride] = blurred[i];
    }
  }
}
