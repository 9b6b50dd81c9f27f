package dev.stria.internal.kernel;

import java.util.function.BooleanSupplier;

/**
 * How long a thread that waits for another stays awake: waking up takes as long as a small layer does.
 *
 * @param nanos the time
 */
record Patience(long nanos) {
  private static final int LOOKS = 64;

  /** Returns right away: for threads that would keep a processor from those that they wait for. */
  static final Patience NONE = new Patience(0);

  /** Returns when a condition holds, or the time is over. */
  void await(BooleanSupplier condition) {
    if (nanos == 0) {
      return;
    }
    long start = System.nanoTime();
    do {
      for (int i = 0; i < LOOKS; i++) {
        if (condition.getAsBoolean()) {
          return;
        }
        Thread.onSpinWait();
      }
    } while (System.nanoTime() - start < nanos);
  }
}
