package dev.stria.internal.kernel;

/**
 * Warms kernels up beside the program, and stays out of its way: it lets the program take its first steps, computes all blocks
 * itself, and so leaves the helping threads to the program.
 */
final class WarmupThread extends Thread {
  /** About the time that a first step takes, in which both processors have enough to do. */
  private static final int HEAD_START_MILLIS = 300;

  WarmupThread(Runnable work) {
    super(work, "stria-warmup");
    setDaemon(true);
  }

  @Override
  public void run() {
    try {
      Thread.sleep(HEAD_START_MILLIS);
    } catch (InterruptedException interrupted) {
      interrupt(); // and the work finds out by itself
    }
    super.run();
  }
}
