package dev.stria.visual;

import java.time.Duration;

/** Counts steps for a progress listener, and remembers whether it wants an end. */
final class Watch {
  private final Progress progress;
  private final long total;
  private final double[] work;
  private final long start = System.nanoTime();
  private long done;
  private boolean cancelled;

  Watch(Progress progress, long total) {
    this(progress, total, 1);
  }

  /**
   * Creates a watch over stages of as many steps each.
   *
   * @param total steps in all stages
   * @param work how much work a step of each stage is, in any unit
   */
  Watch(Progress progress, long total, double... work) {
    this.progress = progress;
    this.total = total;
    this.work = work;
  }

  /** Says that some pictures are a step further; returns whether to go on. */
  boolean step(int pictures, double score) {
    done += pictures;
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    cancelled =
        !progress.proceed(new Progress.State(done, total, share(), score, elapsed))
            || Thread.currentThread().isInterrupted();
    return !cancelled;
  }

  private double share() {
    double stages = (double) done / total * work.length;
    double behind = 0;
    double all = 0;
    for (int i = 0; i < work.length; i++) {
      behind += Math.max(0, Math.min(1, stages - i)) * work[i];
      all += work[i];
    }
    return behind / all;
  }

  boolean cancelled() {
    return cancelled;
  }
}
