package dev.stria.tensor;

import java.util.random.RandomGenerator;

/**
 * A seeded source of random numbers that gives the same numbers on every JDK, and whose whole state
 * is one {@code long}, so that a checkpoint can keep it.
 *
 * <p>SplitMix64: Steele, Lea and Flood, <em>Fast splittable pseudorandom number generators</em>, 2014.
 * Not safe for use by several threads at once: give each its own {@link #fork(long)}.
 */
public final class SeededRandom implements RandomGenerator {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

  private long state;

  /**
   * Creates a source.
   *
   * @param seed the state to start from
   */
  public SeededRandom(long seed) {
    this.state = seed;
  }

  @Override
  public long nextLong() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /**
   * Returns a normally distributed number, mean 0 and standard deviation 1 (the polar method, without
   * a second number kept back, so that the state stays one {@code long}).
   */
  @Override
  public double nextGaussian() {
    while (true) {
      double u = 2 * nextDouble() - 1;
      double v = 2 * nextDouble() - 1;
      double square = u * u + v * v;
      if (square > 0 && square < 1) {
        return u * StrictMath.sqrt(-2 * StrictMath.log(square) / square);
      }
    }
  }

  /**
   * Returns an independent source that depends on this source's state and a key only; this source does
   * not move. The same state and key give the same source.
   *
   * @param key which of the many sources
   * @return the source
   */
  public SeededRandom fork(long key) {
    return new SeededRandom(mix(state ^ mix(key + GOLDEN_GAMMA)));
  }

  /**
   * Returns the whole state; {@code new SeededRandom(state())} goes on with the same numbers.
   *
   * @return the state
   */
  public long state() {
    return state;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
