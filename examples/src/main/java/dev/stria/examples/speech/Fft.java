package dev.stria.examples.speech;

/**
 * The fast Fourier transform of a power of two of real numbers: {@code X_k = Σ_n x_n e^(−2πi kn / N)}. Cooley and
 * Tukey, <em>An algorithm for the machine calculation of complex Fourier series</em>, 1965.
 */
final class Fft {
  private final int size;
  private final double[] cosines;
  private final double[] sines;
  private final double[] real;
  private final double[] imaginary;

  /**
   * Creates a transform.
   *
   * @param size how many numbers, a power of two
   */
  Fft(int size) {
    if (size < 1 || Integer.bitCount(size) != 1) {
      throw new IllegalArgumentException("FFT: expected a power of two, but got " + size);
    }
    this.size = size;
    this.real = new double[size];
    this.imaginary = new double[size];
    this.cosines = new double[size / 2];
    this.sines = new double[size / 2];
    for (int i = 0; i < size / 2; i++) {
      cosines[i] = StrictMath.cos(2 * Math.PI * i / size);
      sines[i] = -StrictMath.sin(2 * Math.PI * i / size);
    }
  }

  /**
   * Returns the power at each frequency, {@code |X_k|²}.
   *
   * @param x the numbers
   * @return one power for each k from 0 to N / 2
   */
  double[] power(double[] x) {
    int shift = Integer.numberOfLeadingZeros(size) + 1;
    for (int i = 0; i < size; i++) {
      int from = size == 1 ? 0 : Integer.reverse(i) >>> shift;
      real[i] = x[from];
      imaginary[i] = 0;
    }
    for (int half = 1; half < size; half *= 2) {
      for (int block = 0; block < size; block += 2 * half) {
        butterflies(block, half);
      }
    }
    double[] power = new double[size / 2 + 1];
    for (int k = 0; k < power.length; k++) {
      power[k] = real[k] * real[k] + imaginary[k] * imaginary[k];
    }
    return power;
  }

  private void butterflies(int block, int half) {
    int step = size / (2 * half);
    for (int i = 0; i < half; i++) {
      int a = block + i;
      int b = a + half;
      double re = real[b] * cosines[i * step] - imaginary[b] * sines[i * step];
      double im = real[b] * sines[i * step] + imaginary[b] * cosines[i * step];
      real[b] = real[a] - re;
      imaginary[b] = imaginary[a] - im;
      real[a] += re;
      imaginary[a] += im;
    }
  }
}
