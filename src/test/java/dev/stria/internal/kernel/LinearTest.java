package dev.stria.internal.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A fully connected layer with what follows it, in one pass: the bits of a product, a bias and a relu one after another. */
class LinearTest {
  private static final KernelProvider PLAIN = Kernels.provider("scalar");

  /** One example; few examples, whose outputs lie in rows on the way; many, whose outputs lie in columns; several blocks. */
  @ParameterizedTest
  @CsvSource({
    "1, 37, 21",
    "3, 40, 30",
    "64, 1250, 100",
    "90, 17, 5",
    "70, 3, 2",
    "300, 200, 130",
    "2, 0, 6",
    "0, 4, 3"
  })
  void onePassGivesTheSameBits(int rows, int in, int out) {
    SplittableRandom random = new SplittableRandom(rows + in + out);
    float[] x = KernelAgreementTest.random(random, rows * in);
    float[] w = KernelAgreementTest.random(random, out * in);
    float[] bias = KernelAgreementTest.random(random, out);
    for (float[] b : new float[][] {null, bias}) {
      for (boolean relu : new boolean[] {false, true}) {
        float[] expected = stepByStep(rows, in, out, x, w, b, relu);
        for (KernelProvider provider : KernelAgreementTest.providers()) {
          float[] y = KernelAgreementTest.random(random, rows * out);
          provider.matrixMultiply().linear(rows, in, out, x, w, b, relu, y);
          String what = provider.name() + (b == null ? "" : ", bias") + (relu ? ", relu" : "");
          assertArrayEquals(expected, y, what);
        }
      }
    }
  }

  private static float[] stepByStep(
      int rows, int in, int out, float[] x, float[] w, float[] bias, boolean relu) {
    float[] y = new float[rows * out];
    PLAIN.matrixMultiply().multiply(false, true, rows, out, in, x, 0, w, 0, y, 0, false);
    if (bias != null) {
      PLAIN.elementwise().addBias(out, 1, bias, y);
    }
    if (relu) {
      PLAIN.elementwise().relu(y, y);
    }
    return y;
  }
}
