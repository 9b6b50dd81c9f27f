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
   * @param share the part of the work that is done, from 0 to 1: a dream's steps on large pictures are more of
   *     it than those on small ones
   * @param score the mean of the current pictures' objectives
   * @param elapsed the time since the start
   */
  record State(long done, long total, double share, double score, Duration elapsed) {
    /**
     * Creates a state of work whose steps are all alike.
     *
     * @param done steps taken
     * @param total steps to take
     * @param score the mean of the current pictures' objectives
     * @param elapsed the time since the start
     */
    public State(long done, long total, double score, Duration elapsed) {
      this(done, total, (double) done / total, score, elapsed);
    }

    /**
     * Returns an estimate of the time that is left.
     *
     * @return the time, zero at the end
     */
    public Duration left() {
      return share > 0 && share < 1
          ? Duration.ofNanos((long) (elapsed.toNanos() / share * (1 - share)))
          : Duration.ZERO;
    }
  }
}
