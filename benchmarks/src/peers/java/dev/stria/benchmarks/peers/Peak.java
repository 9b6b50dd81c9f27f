package dev.stria.benchmarks.peers;

import java.util.Arrays;
import java.util.function.DoubleSupplier;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** What this machine can do at most, measured with nothing but multiply-adds and nothing but reads. */
final class Peak {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();
  private static final int STEPS = 1_000_000;
  private static final int FLOATS = 1 << 25;
  private static final int TURNS = 20;

  private Peak() {}

  /** Returns the GFLOP/s of all threads together when vectors in registers are multiplied and added. */
  static double gigaflops(int threads) {
    return threads * best(threads, () -> 2e-9 * 10 * LANES * STEPS / seconds(Peak::multiplyAdd));
  }

  /** Returns the GB/s of all threads together when each reads an array of its own from memory. */
  static double gigabytes(int threads) {
    return threads
        * best(
            threads,
            () -> {
              float[] x = new float[FLOATS];
              double best = 0;
              for (int i = 0; i < 5; i++) {
                best = Math.max(best, 4e-9 * FLOATS / seconds(() -> read(x)));
              }
              return best;
            });
  }

  /** Returns the best of some turns, averaged over threads that run at the same time. */
  private static double best(int threads, DoubleSupplier work) {
    double[] best = new double[threads];
    Thread[] all = new Thread[threads];
    for (int t = 0; t < threads; t++) {
      int own = t;
      all[t] =
          new Thread(
              () -> {
                for (int i = 0; i < TURNS; i++) {
                  best[own] = Math.max(best[own], work.getAsDouble());
                }
              });
      all[t].start();
    }
    for (Thread thread : all) {
      join(thread);
    }
    return Arrays.stream(best).average().orElseThrow();
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      throw new IllegalStateException(interrupted);
    }
  }

  private static double seconds(DoubleSupplier work) {
    long start = System.nanoTime();
    double result = work.getAsDouble();
    long end = System.nanoTime();
    if (Double.isNaN(result)) {
      throw new IllegalStateException("not a number");
    }
    return (end - start) / 1e9;
  }

  private static double multiplyAdd() {
    FloatVector x = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector y = FloatVector.broadcast(SPECIES, 1e-3f);
    FloatVector c0 = y;
    FloatVector c1 = y;
    FloatVector c2 = y;
    FloatVector c3 = y;
    FloatVector c4 = y;
    FloatVector c5 = y;
    FloatVector c6 = y;
    FloatVector c7 = y;
    FloatVector c8 = y;
    FloatVector c9 = y;
    for (int i = 0; i < STEPS; i++) {
      c0 = c0.fma(x, y);
      c1 = c1.fma(x, y);
      c2 = c2.fma(x, y);
      c3 = c3.fma(x, y);
      c4 = c4.fma(x, y);
      c5 = c5.fma(x, y);
      c6 = c6.fma(x, y);
      c7 = c7.fma(x, y);
      c8 = c8.fma(x, y);
      c9 = c9.fma(x, y);
    }
    FloatVector sum = c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9);
    return sum.lane(0);
  }

  private static double read(float[] x) {
    FloatVector a = FloatVector.zero(SPECIES);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    for (int i = 0; i < x.length; i += 4 * LANES) {
      a = a.add(FloatVector.fromArray(SPECIES, x, i));
      b = b.add(FloatVector.fromArray(SPECIES, x, i + LANES));
      c = c.add(FloatVector.fromArray(SPECIES, x, i + 2 * LANES));
      d = d.add(FloatVector.fromArray(SPECIES, x, i + 3 * LANES));
    }
    return a.add(b).add(c).add(d).lane(0);
  }
}
