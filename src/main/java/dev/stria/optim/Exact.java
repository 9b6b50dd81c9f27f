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
  private static final int MASK = 0xFFFF;

  private Exact() {}

  static Tensor of(long value) {
    float[] digits = new float[DIGITS];
    write(value, digits, 0);
    return Tensor.of(Shape.of(DIGITS), digits);
  }

  static Tensor of(double value) {
    return of(Double.doubleToRawLongBits(value));
  }

  static Tensor of(double[] values) {
    float[] digits = new float[DIGITS * values.length];
    for (int i = 0; i < values.length; i++) {
      write(Double.doubleToRawLongBits(values[i]), digits, DIGITS * i);
    }
    return Tensor.of(Shape.of(values.length, DIGITS), digits);
  }

  private static void write(long value, float[] digits, int at) {
    for (int i = 0; i < DIGITS; i++) {
      digits[at + i] = (value >>> (BITS * i)) & MASK;
    }
  }

  /** Reads what {@link #of(long)} wrote. */
  static long toLong(String key, Tensor tensor) {
    if (tensor.shape().count() != DIGITS) {
      throw refusal(key, tensor);
    }
    return read(key, tensor, 0);
  }

  static double toDouble(String key, Tensor tensor) {
    return Double.longBitsToDouble(toLong(key, tensor));
  }

  static double[] toDoubles(String key, Tensor tensor) {
    double[] values = new double[tensor.shape().count() / DIGITS];
    for (int i = 0; i < values.length; i++) {
      values[i] = Double.longBitsToDouble(read(key, tensor, DIGITS * i));
    }
    return values;
  }

  private static long read(String key, Tensor tensor, int at) {
    float[] digits = tensor.data();
    long value = 0;
    for (int i = 0; i < DIGITS; i++) {
      int digit = (int) digits[at + i];
      if (digit != digits[at + i] || digit < 0 || digit > MASK) {
        throw refusal(key, tensor);
      }
      value |= (long) digit << (BITS * i);
    }
    return value;
  }

  private static IllegalArgumentException refusal(String key, Tensor tensor) {
    return Check.refusal(
        "restore: '" + key + "'",
        "4 whole numbers from 0 to 65535 for each number of 64 bits",
        tensor,
        "this is not the state that an optimizer or schedule gave");
  }
}
