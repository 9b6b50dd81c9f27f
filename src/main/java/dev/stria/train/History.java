package dev.stria.train;

import java.util.List;
import java.util.Locale;

/**
 * The figures of a training run, epoch by epoch.
 *
 * @param epochs one entry per finished epoch
 * @param completed whether training ran to its planned end
 */
public record History(List<Epoch> epochs, boolean completed) {
  /** Keeps its own copy of the list. */
  public History {
    epochs = List.copyOf(epochs);
  }

  /**
   * The figures of one epoch.
   *
   * @param number which epoch, from 0
   * @param loss the mean loss over its batches, as they were met
   * @param accuracy the share of examples classified right while training
   * @param validationLoss the loss on the validation set after the epoch, NaN if there is none
   * @param validationAccuracy the accuracy on the validation set, NaN if there is none
   * @param seconds how long training took, validation left out
   */
  public record Epoch(
      int number,
      double loss,
      double accuracy,
      double validationLoss,
      double validationAccuracy,
      double seconds) {}

  /**
   * Returns the figures as comma-separated values, a line an epoch below a line of names.
   *
   * @return the text
   */
  public String csv() {
    StringBuilder csv =
        new StringBuilder("epoch,loss,accuracy,validation_loss,validation_accuracy,seconds\n");
    for (Epoch epoch : epochs) {
      csv.append(
          String.format(
              Locale.ROOT,
              "%d,%.6f,%.6f,%.6f,%.6f,%.3f%n",
              epoch.number + 1,
              epoch.loss,
              epoch.accuracy,
              epoch.validationLoss,
              epoch.validationAccuracy,
              epoch.seconds));
    }
    return csv.toString();
  }
}
