package dev.stria.train;

import dev.stria.data.Position;

/** Is told how training goes; all methods do nothing by default. */
public interface TrainingListener {
  /**
   * Training begins, or goes on from a checkpoint.
   *
   * @param from the first batch of this run
   * @param epochs how many epochs there will be in all
   */
  default void begins(Position from, int epochs) {}

  /**
   * An epoch begins, or the rest of one.
   *
   * @param epoch its number, from 0
   */
  default void epochBegins(int epoch) {}

  /**
   * A batch is about to be learned from.
   *
   * @param at its epoch and its number in it, both from 0
   */
  default void batchBegins(Position at) {}

  /**
   * A batch was learned from.
   *
   * @param progress how far the run has come
   */
  default void batchDone(Progress progress) {}

  /**
   * An epoch was finished, and evaluated if there is something to validate on.
   *
   * @param epoch its figures
   */
  default void epochDone(History.Epoch epoch) {}

  /**
   * Training has ended, as planned or because it was stopped.
   *
   * @param history the figures of all finished epochs
   */
  default void ended(History history) {}
}
