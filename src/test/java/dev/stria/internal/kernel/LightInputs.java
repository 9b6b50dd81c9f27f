package dev.stria.internal.kernel;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.SplittableRandom;

/** Inputs for the tests of the light kernels, and the comparison that they share. */
final class LightInputs {
  private static final float[] SPECIAL = {
    Float.NaN,
    Float.POSITIVE_INFINITY,
    Float.NEGATIVE_INFINITY,
    0f,
    -0f,
    Float.MIN_VALUE,
    -Float.MIN_VALUE,
    Float.MAX_VALUE
  };

  private LightInputs() {}

  static boolean vectorsExist() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /** Normally distributed numbers. */
  static float[] normal(SplittableRandom random, int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      x[i] = (float) random.nextGaussian();
    }
    return x;
  }

  /** Numbers of all sizes, among them NaN, infinities, both zeros, subnormals and many ties. */
  static float[] awkward(SplittableRandom random, int n) {
    float[] x = new float[n];
    for (int i = 0; i < n; i++) {
      int kind = random.nextInt(12);
      if (kind == 0) {
        x[i] = SPECIAL[random.nextInt(SPECIAL.length)];
      } else if (kind == 1) {
        x[i] = Float.intBitsToFloat(random.nextInt());
      } else if (kind < 5) {
        x[i] = random.nextInt(3);
      } else {
        x[i] = (float) (random.nextGaussian() * Math.exp(2 * random.nextGaussian()));
      }
    }
    return x;
  }

  /** All NaNs count as one: Java does not say which of them an operation gives. */
  static void assertSameBits(float[] expected, float[] got, String what) {
    for (int i = 0; i < expected.length; i++) {
      if (Float.floatToIntBits(expected[i]) != Float.floatToIntBits(got[i])) {
        fail(what + ": [" + i + "] expected " + expected[i] + ", but got " + got[i]);
      }
    }
  }
}
