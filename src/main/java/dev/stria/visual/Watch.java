package dev.stria.visual;

import java.time.Duration;

/** Counts steps for a progress listener, and remembers whether it wants an end. */
final class Watch {
  private final Progress progress;
  private final long total;
  private final long start = System.nanoTime();
  private long done;
  private boolean cancelled;

  Watch(Progress progress, long total) {
    this.progress = progress;
    this.total = total;
  }

  /** Says that some pictures are a step further; returns whether to go on. */
  boolean step(int pictures, double score) {
    done += pictures;
    Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
    cancelled =
        !progress.proceed(new Progress.State(done, total, score, elapsed))
            || Thread.currentThread().isInterrupted();
    return !cancelled;
  }

  boolean cancelled() {
    return cancelled;
  }
}
