package dev.stria.op;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/** Random inputs that keep away from the kinks of what they are given to. */
final class Samples {
  private Samples() {}

  /** Returns values between −1 and 1. */
  static Tensor uniform(SeededRandom random, int... sizes) {
    return between(random, -1, 1, sizes);
  }

  /** Returns values between two bounds. */
  static Tensor between(SeededRandom random, double low, double high, int... sizes) {
    float[] values = new float[Shape.of(sizes).count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (low + (high - low) * random.nextDouble());
    }
    return Tensor.of(Shape.of(sizes), values);
  }

  /** Returns values of either sign whose magnitude is at least 0.1, away from a kink at 0. */
  static Tensor awayFromZero(SeededRandom random, int... sizes) {
    Tensor x = between(random, 0.1, 1, sizes);
    for (int i = 0; i < x.data().length; i++) {
      x.data()[i] *= random.nextBoolean() ? 1 : -1;
    }
    return x;
  }

  /** Returns values that differ from one another by at least 0.1, so that no maximum is a near tie. */
  static Tensor distinct(SeededRandom random, int... sizes) {
    int count = Shape.of(sizes).count();
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      int j = random.nextInt(i + 1);
      values[i] = values[j];
      values[j] = 0.1f * (i - count / 2);
    }
    return Tensor.of(Shape.of(sizes), values);
  }

  /** Returns a whole number between two bounds, both included. */
  static int integer(SeededRandom random, int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /** Returns a random shape of a rank, each size at most a bound. */
  static int[] sizes(SeededRandom random, int rank, int most) {
    int[] sizes = new int[rank];
    for (int i = 0; i < rank; i++) {
      sizes[i] = integer(random, 1, most);
    }
    return sizes;
  }
}
