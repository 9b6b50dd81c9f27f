package dev.stria.train;

/**
 * How far a training run has come, told after every batch.
 *
 * @param epoch the running epoch, from 0
 * @param epochs how many epochs there will be
 * @param batch batches done in this epoch
 * @param batches how many batches an epoch has
 * @param loss the mean loss of this epoch so far
 * @param accuracy the share of this epoch's examples so far that were classified right while training
 * @param examplesPerSecond speed since the run began, evaluations left out
 * @param secondsLeft estimated time to the end of training
 */
public record Progress(
    int epoch,
    int epochs,
    int batch,
    int batches,
    double loss,
    double accuracy,
    double examplesPerSecond,
    double secondsLeft) {}
