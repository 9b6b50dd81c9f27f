package dev.stria.internal.kernel;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * Runs the independent blocks of one computation on the threads of one shared pool.
 *
 * <p>The caller takes part. Which blocks there are must not depend on the number of threads, so that neither do the
 * results. While the pool is busy, be it with the work of another thread or with the block that asks, the caller does all
 * blocks itself: many threads that compute at once never use more threads than there are callers and workers.
 */
public final class Parallel {
  /** Multiply-adds below which handing work to another thread costs more than it saves. */
  private static final long SMALL_WORK = 1_000_000;

  private static final AtomicBoolean BUSY = new AtomicBoolean();
  private static volatile Workers workers = new Workers(initialThreads());

  private Parallel() {}

  private static int initialThreads() {
    return Math.max(
        1, Integer.getInteger("stria.threads", Runtime.getRuntime().availableProcessors()));
  }

  /**
   * Sets how many threads take part, the caller included.
   *
   * @param threads the number of threads
   * @throws IllegalArgumentException if it is less than 1
   */
  public static synchronized void threads(int threads) {
    if (threads < 1) {
      throw new IllegalArgumentException("threads: expected at least 1, but got " + threads);
    }
    if (threads != workers.threads()) {
      Workers former = workers;
      workers = new Workers(threads);
      former.end();
    }
  }

  /**
   * Returns how many threads take part, the caller included.
   *
   * @return the number of threads
   */
  public static int threads() {
    return workers.threads();
  }

  /**
   * Runs all blocks, on the caller alone if the work is small.
   *
   * @param blocks how many blocks there are
   * @param work the multiply-adds of all blocks together, or what costs as much
   * @param block what to do for a block from 0 to {@code blocks - 1}
   */
  public static void run(int blocks, long work, IntConsumer block) {
    if (work < SMALL_WORK) {
      serially(blocks, block);
    } else {
      run(blocks, block);
    }
  }

  /**
   * The same, where each thread keeps something for all of its blocks.
   *
   * @param blocks how many blocks there are
   * @param work the multiply-adds of all blocks together, or what costs as much
   * @param ofThread called once by each thread that takes part; returns what it does for a block
   */
  static void run(int blocks, long work, Supplier<IntConsumer> ofThread) {
    if (work < SMALL_WORK) {
      serially(blocks, ofThread.get());
    } else {
      run(blocks, ofThread);
    }
  }

  /**
   * Runs all blocks and returns when all have ended.
   *
   * <p>If a block throws, blocks that have not started are left out and the first exception is thrown again. An interrupt of
   * the caller is kept, and does not cut the work short.
   *
   * @param blocks how many blocks there are
   * @param block what to do for a block from 0 to {@code blocks - 1}
   */
  public static void run(int blocks, IntConsumer block) {
    run(blocks, () -> block);
  }

  private static void run(int blocks, Supplier<IntConsumer> ofThread) {
    Workers pool = workers;
    if (blocks < 2
        || pool.threads() == 1
        || Thread.currentThread() instanceof WarmupThread
        || !BUSY.compareAndSet(false, true)) {
      serially(blocks, ofThread.get());
      return;
    }
    try {
      Job job = new Job(blocks, pool.threads(), ofThread);
      pool.start(job);
      job.work(0);
      pool.finish(job);
    } finally {
      BUSY.set(false);
    }
  }

  private static void serially(int blocks, IntConsumer block) {
    for (int i = 0; i < blocks; i++) {
      block.accept(i);
    }
  }
}
