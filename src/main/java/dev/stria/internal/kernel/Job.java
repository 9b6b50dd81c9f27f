package dev.stria.internal.kernel;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/** One call of {@link Parallel#run}: blocks are claimed in order, and the caller waits until all that were claimed have ended. */
final class Job {
  private final int blocks;
  private IntConsumer block;
  private final Thread caller = Thread.currentThread();
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean callerSleeps;

  Job(int blocks, IntConsumer block) {
    this.blocks = blocks;
    this.block = block;
  }

  int blocks() {
    return blocks;
  }

  /** Does blocks until none is left to claim, for the caller. */
  void help() {
    work();
    if (hasEnded() && callerSleeps) {
      LockSupport.unpark(caller);
    }
  }

  /** Does blocks until none is left to claim. */
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
    block = null; // threads remember their last job, but must not keep alive what it worked on
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
