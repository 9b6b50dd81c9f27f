package dev.stria.visual;

import dev.stria.tensor.Tensor;

/** In which direction a picture's waves run, by its spectrum behind a Hann window. */
record Orientation(double index, double peakDegrees) {
  /**
   * Measures the first channel of a picture.
   *
   * <p>The index is {@code |Σ F e^{2iθ}| / Σ F} over all waves but the mean, with their power F: 0 for all directions
   * alike, 1 for one direction only.
   */
  static Orientation of(Tensor picture) {
    int height = picture.shape().size(1);
    int width = picture.shape().size(2);
    double[] x = windowed(picture.data(), height, width);
    double sum = 0;
    double cosines = 0;
    double sines = 0;
    double strongest = 0;
    double peak = 0;
    for (int v = -(height / 2) + 1; v < height / 2; v++) {
      for (int u = -(width / 2) + 1; u < width / 2; u++) {
        if (u == 0 && v == 0) {
          continue;
        }
        double power = power(x, height, width, v, u);
        double theta = Math.atan2((double) v / height, (double) u / width);
        sum += power;
        cosines += power * Math.cos(2 * theta);
        sines += power * Math.sin(2 * theta);
        if (power > strongest) {
          strongest = power;
          peak = Math.toDegrees(theta);
        }
      }
    }
    return new Orientation(sum == 0 ? 0 : Math.hypot(cosines, sines) / sum, (peak + 360) % 180);
  }

  private static double[] windowed(float[] picture, int height, int width) {
    double[] weights = new double[height * width];
    double[] x = new double[height * width];
    double total = 0;
    double mean = 0;
    for (int i = 0; i < x.length; i++) {
      double wy = Math.sin(Math.PI * (i / width + 0.5) / height);
      double wx = Math.sin(Math.PI * (i % width + 0.5) / width);
      weights[i] = wy * wy * wx * wx;
      total += weights[i];
      mean += weights[i] * picture[i];
    }
    for (int i = 0; i < x.length; i++) {
      x[i] = weights[i] * (picture[i] - mean / total);
    }
    return x;
  }

  private static double power(double[] x, int height, int width, int v, int u) {
    double re = 0;
    double im = 0;
    for (int i = 0; i < x.length; i++) {
      double angle =
          2 * Math.PI * ((double) v * (i / width) / height + (double) u * (i % width) / width);
      re += x[i] * Math.cos(angle);
      im += x[i] * Math.sin(angle);
    }
    return re * re + im * im;
  }
}
