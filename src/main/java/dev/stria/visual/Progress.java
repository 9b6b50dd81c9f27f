package dev.stria.visual;

import java.time.Duration;

/** Is told how far an ascent has come, and may end it. */
@FunctionalInterface
public interface Progress {
  /**
   * Is called after each step.
   *
   * @param state how far the ascent has come
   * @return whether to go on; if not, the best pictures so far are the result
   */
  boolean proceed(State state);

  /**
   * How far an ascent has come.
   *
   * @param done steps taken, over all pictures
   * @param total steps to take, over all pictures
   * @param score the mean of the current pictures' objectives
   * @param elapsed the time since the start
   */
  record State(long done, long total, double score, Duration elapsed) {
    /**
     * Returns an estimate of the time that is left.
     *
     * @return the time, zero at the end
     */
    public Duration left() {
      return done == 0
          ? Duration.ZERO
          : Duration.ofNanos((long) ((double) elapsed.toNanos() / done * (total - done)));
    }
  }
}
