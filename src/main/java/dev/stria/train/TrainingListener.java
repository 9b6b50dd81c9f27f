package dev.stria.train;

/** Is told how training goes; all methods do nothing by default. */
public interface TrainingListener {
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
