package dev.stria.examples;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into a wish that work in steps can ask for, and keeps the program alive until what is done
 * has been written.
 */
final class Interruption implements AutoCloseable {
  /** The exit code of a program that was ended by Ctrl-C. */
  static final int STOPPED = 130;

  private static final int PATIENCE_SECONDS = 20;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stopAndWait, "ctrl-c");
  private volatile boolean wished;

  /** Starts listening for Ctrl-C. */
  Interruption() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** Tells whether the user has asked to stop. */
  boolean wished() {
    return wished;
  }

  /** Returns how a program ends that has done what it could: 0, or {@link #STOPPED}. */
  int exitCode() {
    return wished ? STOPPED : 0;
  }

  private void stopAndWait() {
    if (finished.getCount() == 0) {
      return;
    }
    wished = true;
    System.err.println("\nstopping, and keeping what is done …");
    try {
      finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that everything is written, so that the program may end. */
  @Override
  public void close() {
    finished.countDown();
    if (!wished) {
      Runtime.getRuntime().removeShutdownHook(hook);
    }
  }
}
