package dev.stria.internal.kernel;

import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

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
    if (threads != workers.threads) {
      Workers former = workers;
      workers = new Workers(threads);
      former.shutdown();
    }
  }

  /**
   * Returns how many threads take part, the caller included.
   *
   * @return the number of threads
   */
  public static int threads() {
    return workers.threads;
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
   * Runs all blocks and returns when all have ended.
   *
   * <p>If a block throws, blocks that have not started are left out and the first exception is thrown again. An interrupt of
   * the caller is kept, and does not cut the work short.
   *
   * @param blocks how many blocks there are
   * @param block what to do for a block from 0 to {@code blocks - 1}
   */
  public static void run(int blocks, IntConsumer block) {
    Workers pool = workers;
    if (blocks < 2 || pool.threads == 1 || !BUSY.compareAndSet(false, true)) {
      serially(blocks, block);
      return;
    }
    try {
      Job job = new Job(blocks, block);
      pool.help(job, Math.min(pool.threads, blocks) - 1);
      job.work();
      job.await();
    } finally {
      BUSY.set(false);
    }
  }

  private static void serially(int blocks, IntConsumer block) {
    for (int i = 0; i < blocks; i++) {
      block.accept(i);
    }
  }

  /** The threads that help. */
  private static final class Workers {
    private final int threads;
    private final ForkJoinPool pool;

    Workers(int threads) {
      this.threads = threads;
      this.pool = threads == 1 ? null : new ForkJoinPool(threads - 1);
    }

    void help(Job job, int helpers) {
      try {
        for (int i = 0; i < helpers; i++) {
          pool.execute(job);
        }
      } catch (RejectedExecutionException shutDown) {
        // the number of threads was changed meanwhile: the caller does it all
      }
    }

    void shutdown() {
      if (pool != null) {
        pool.shutdown();
      }
    }
  }

  /** One call of {@link #run}: blocks are claimed in order, and the caller waits until all that were claimed have ended. */
  private static final class Job implements Runnable {
    private static final int SPINS = 2_000;

    private final int blocks;
    private final IntConsumer block;
    private final Thread caller = Thread.currentThread();
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    Job(int blocks, IntConsumer block) {
      this.blocks = blocks;
      this.block = block;
    }

    @Override
    public void run() {
      work();
      if (ended.get() == blocks) {
        LockSupport.unpark(caller);
      }
    }

    void work() {
      for (int i = next.getAndIncrement(); i < blocks; i = next.getAndIncrement()) {
        try {
          if (failure.get() == null) {
            block.accept(i);
          }
        } catch (Throwable thrown) {
          failure.compareAndSet(null, thrown);
        } finally {
          ended.incrementAndGet();
        }
      }
    }

    void await() {
      boolean interrupted = false;
      for (int spins = 0; ended.get() < blocks; spins++) {
        if (spins < SPINS) {
          Thread.onSpinWait();
        } else {
          LockSupport.park(this);
          interrupted |= Thread.interrupted();
        }
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      Throwable thrown = failure.get();
      if (thrown instanceof Error error) {
        throw error;
      }
      if (thrown instanceof RuntimeException exception) {
        throw exception;
      }
    }
  }
}
