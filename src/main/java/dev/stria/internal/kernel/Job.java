package dev.stria.internal.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.Supplier;

/**
 * One call of {@link Parallel#run}; the caller waits until all blocks that were claimed have ended.
 *
 * <p>Each thread claims blocks of a share of its own first, which is the same part of the images in one job as in the next: what
 * a layer reads is then in the cache of the processor that wrote it. Who is done with that takes from the shares of others.
 */
final class Job {
  /** Counters of two threads do not share a line of the cache. */
  private static final int APART = 32;

  private final int blocks;
  private final int shares;
  private Supplier<IntConsumer> ofThread;
  private final Thread caller = Thread.currentThread();
  private final AtomicIntegerArray claimed;
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean callerSleeps;

  /**
   * Creates a job.
   *
   * @param blocks how many blocks there are
   * @param threads how many threads may take part
   * @param ofThread returns what a thread does for each of its blocks
   */
  Job(int blocks, int threads, Supplier<IntConsumer> ofThread) {
    this.blocks = blocks;
    this.shares = Math.min(blocks, threads);
    this.claimed = new AtomicIntegerArray(shares * APART);
    this.ofThread = ofThread;
  }

  int blocks() {
    return blocks;
  }

  /** Does blocks until none is left to claim, for the caller; helpers count from 1. */
  void help(int thread) {
    work(thread);
    if (hasEnded() && callerSleeps) {
      LockSupport.unpark(caller);
    }
  }

  /** Does blocks until none is left to claim; the caller is thread 0. */
  void work(int thread) {
    IntConsumer block = null;
    for (int i = 0; i < shares; i++) {
      block = workOn((thread + i) % shares, block);
    }
  }

  /** Does blocks of a share; returns what the thread does for a block, once it has asked for that. */
  private IntConsumer workOn(int share, IntConsumer own) {
    IntConsumer block = own;
    int first = firstOf(share);
    int count = firstOf(share + 1) - first;
    int counter = share * APART;
    for (int i = claimed.getAndIncrement(counter);
        i < count;
        i = claimed.getAndIncrement(counter)) {
      block = run(first + i, block);
    }
    return block;
  }

  private int firstOf(int share) {
    return (int) ((long) blocks * share / shares);
  }

  private IntConsumer run(int i, IntConsumer own) {
    IntConsumer block = own;
    try {
      if (failure.get() == null) {
        block = block == null ? ofThread.get() : block;
        block.accept(i);
      }
    } catch (Throwable thrown) {
      failure.compareAndSet(null, thrown);
    } finally {
      ended.incrementAndGet();
    }
    return block;
  }

  private boolean hasEnded() {
    return ended.get() == blocks;
  }

  /**
   * Waits until all blocks have ended, and throws what one of them threw.
   *
   * @param patience how long to stay awake
   */
  void await(Patience patience) {
    patience.await(this::hasEnded);
    boolean interrupted = false;
    callerSleeps = true;
    while (!hasEnded()) {
      LockSupport.park(this);
      interrupted |= Thread.interrupted();
    }
    ofThread = null; // threads remember their last job, but must not keep alive what it worked on
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
