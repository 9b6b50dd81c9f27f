package dev.stria.train;

import dev.stria.data.Position;
import dev.stria.internal.log.Logs;
import org.slf4j.Logger;

/**
 * Training as lines of the application's log: through SLF4J, at level INFO, by the name of this class. A line when
 * training begins and ends, one an epoch, and on request one every so many batches.
 */
public final class TrainingLog implements TrainingListener {
  private static final Logger LOG = Logs.of(TrainingLog.class);

  private final int everyBatches;

  private TrainingLog(int everyBatches) {
    this.everyBatches = everyBatches;
  }

  /**
   * Returns a listener that logs every epoch.
   *
   * @return the listener
   */
  public static TrainingLog epochs() {
    return new TrainingLog(0);
  }

  /**
   * Returns a listener that also logs within epochs.
   *
   * @param count after how many batches each, at least 1
   * @return the listener
   * @throws IllegalArgumentException if there is none
   */
  public TrainingLog every(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("expected a line every 1 batch or more, but got " + count);
    }
    return new TrainingLog(count);
  }

  @Override
  public void begins(Position from, int epochs) {
    LOG.info(
        "training from epoch {}, batch {}, to epoch {}",
        from.epoch() + 1,
        from.batch() + 1,
        epochs);
  }

  @Override
  public void batchDone(Progress progress) {
    if (everyBatches > 0 && progress.batch() % everyBatches == 0 && LOG.isInfoEnabled()) {
      LOG.info("{}", ProgressBar.words(progress, "images"));
    }
  }

  @Override
  public void epochDone(History.Epoch epoch) {
    if (LOG.isInfoEnabled()) {
      LOG.info("{}", ProgressBar.line(epoch));
    }
  }

  @Override
  public void ended(History history) {
    LOG.info(
        "training {} after {} epochs",
        history.completed() ? "ended" : "was stopped",
        history.epochs().size());
  }
}
