package dev.stria.optim;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;

/**
 * Numbers of 64 bits as tensors of four small whole numbers, so that a file of {@code float} tensors
 * keeps every bit of them.
 */
final class Exact {
  private static final int DIGITS = 4;
  private static final int BITS = 16;

  private Exact() {}

  static Tensor of(long value) {
    float[] digits = new float[DIGITS];
    for (int i = 0; i < DIGITS; i++) {
      digits[i] = (value >>> (BITS * i)) & 0xFFFF;
    }
    return Tensor.of(Shape.of(DIGITS), digits);
  }

  static Tensor of(double value) {
    return of(Double.doubleToRawLongBits(value));
  }

  /** Reads what {@link #of(long)} wrote. */
  static long toLong(String key, Tensor tensor) {
    float[] digits = tensor.data();
    boolean fits = digits.length == DIGITS;
    long value = 0;
    for (int i = 0; fits && i < DIGITS; i++) {
      int digit = (int) digits[i];
      fits = digit == digits[i] && digit >= 0 && digit <= 0xFFFF;
      value |= (long) digit << (BITS * i);
    }
    if (!fits) {
      throw Check.refusal(
          "restore: '" + key + "'",
          "4 whole numbers from 0 to 65535 (one number of 64 bits)",
          tensor,
          "this is not the state that an optimizer or schedule gave");
    }
    return value;
  }

  static double toDouble(String key, Tensor tensor) {
    return Double.longBitsToDouble(toLong(key, tensor));
  }
}
