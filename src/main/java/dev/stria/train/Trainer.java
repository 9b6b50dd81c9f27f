package dev.stria.train;

import dev.stria.autograd.Tape;
import dev.stria.data.Batch;
import dev.stria.data.Batches;
import dev.stria.data.EpochBatches;
import dev.stria.nn.Layer;
import dev.stria.optim.Optimizer;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/**
 * The training loop: epochs of batches, each a forward pass, a loss, gradients and an optimizer's step.
 *
 * <pre>{@code
 * History history = Trainer.of(model, Sgd.of(model.parameters()).rate(0.05).momentum(0.9))
 *     .epochs(5)
 *     .validate(testBatches)
 *     .listener(ProgressBar.to(System.err))
 *     .fit(trainBatches);
 * }</pre>
 */
public final class Trainer {
  private final Layer model;
  private final Optimizer optimizer;
  private final List<TrainingListener> listeners = new ArrayList<>();
  private Loss loss = Loss.crossEntropyOfLabels();
  private int epochs = 1;
  private long seed = 1;
  private Batches validation;
  private BooleanSupplier stop = () -> false;

  private Trainer(Layer model, Optimizer optimizer) {
    this.model = Objects.requireNonNull(model, "model");
    this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
  }

  /**
   * Returns a trainer for one epoch of cross-entropy.
   *
   * @param model the network to train; its {@link Layer#logits} go to the loss
   * @param optimizer changes the network's parameters
   * @return the trainer
   */
  public static Trainer of(Layer model, Optimizer optimizer) {
    return new Trainer(model, optimizer);
  }

  /**
   * Sets how often the data are gone through.
   *
   * @param count the number of epochs, at least 1
   * @return this trainer
   * @throws IllegalArgumentException if there is none
   */
  public Trainer epochs(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("epochs must be at least 1, but is " + count);
    }
    this.epochs = count;
    return this;
  }

  /**
   * Sets what is made small.
   *
   * @param other the loss
   * @return this trainer
   */
  public Trainer loss(Loss other) {
    this.loss = Objects.requireNonNull(other, "loss");
    return this;
  }

  /**
   * Sets where dropout and its like take their random numbers from.
   *
   * @param number decides them
   * @return this trainer
   */
  public Trainer seed(long number) {
    this.seed = number;
    return this;
  }

  /**
   * Sets what is evaluated after every epoch.
   *
   * @param batches the examples
   * @return this trainer
   */
  public Trainer validate(Batches batches) {
    this.validation = batches;
    return this;
  }

  /**
   * Adds somebody who is told how training goes.
   *
   * @param listener is called on the training thread
   * @return this trainer
   */
  public Trainer listener(TrainingListener listener) {
    listeners.add(Objects.requireNonNull(listener, "listener"));
    return this;
  }

  /**
   * Sets who may end training early; asked after every batch.
   *
   * @param condition true once training should stop
   * @return this trainer
   */
  public Trainer stopWhen(BooleanSupplier condition) {
    this.stop = Objects.requireNonNull(condition, "condition");
    return this;
  }

  /**
   * Trains the network.
   *
   * @param batches what to learn from
   * @return the figures of all finished epochs
   */
  public History fit(Batches batches) {
    List<History.Epoch> done = new ArrayList<>();
    SeededRandom random = new SeededRandom(seed);
    Clock clock = new Clock();
    boolean completed = true;
    for (int number = 0; number < epochs && completed; number++) {
      Tally tally = new Tally();
      clock.start();
      completed = train(batches, number, random, clock, tally);
      clock.stop();
      if (completed) {
        done.add(finish(number, tally, clock));
      }
    }
    History history = new History(done, completed);
    listeners.forEach(listener -> listener.ended(history));
    return history;
  }

  /** Goes through one epoch; returns false if it was stopped. */
  private boolean train(
      Batches batches, int number, SeededRandom random, Clock clock, Tally tally) {
    try (EpochBatches epoch = batches.epoch(number)) {
      for (Batch batch : epoch) {
        step(batch, random, tally);
        clock.count(batch.size());
        tell(number, epoch.count(), tally, clock);
        if (stop.getAsBoolean()) {
          return false;
        }
      }
    }
    return true;
  }

  private void step(Batch batch, SeededRandom random, Tally tally) {
    try (Tape tape = Tape.training(random)) {
      Tensor logits = model.logits(tape.trace(batch.images()));
      Tensor score = loss.of(logits, batch);
      optimizer.step(tape.gradients(score));
      tally.add(score.item(), Predictions.right(logits, batch.labels()), batch.size());
    }
  }

  private void tell(int number, int batches, Tally tally, Clock clock) {
    double speed = clock.examplesPerSecond();
    double left =
        (double) tally.examples / tally.batches * (batches - tally.batches)
            + (double) (epochs - number - 1) * tally.examples / tally.batches * batches;
    Progress progress =
        new Progress(
            number,
            epochs,
            tally.batches,
            batches,
            tally.loss(),
            tally.accuracy(),
            speed,
            left / speed);
    listeners.forEach(listener -> listener.batchDone(progress));
  }

  private History.Epoch finish(int number, Tally tally, Clock clock) {
    Evaluation evaluation = validation == null ? null : Evaluation.of(model, validation, loss);
    History.Epoch epoch =
        new History.Epoch(
            number,
            tally.loss(),
            tally.accuracy(),
            evaluation == null ? Double.NaN : evaluation.loss(),
            evaluation == null ? Double.NaN : evaluation.accuracy(),
            clock.lastSeconds());
    listeners.forEach(listener -> listener.epochDone(epoch));
    return epoch;
  }

  /** Sums over the batches of one epoch. */
  private static final class Tally {
    private double loss;
    private int right;
    private int examples;
    private int batches;

    void add(double batchLoss, int batchRight, int size) {
      loss += batchLoss * size;
      right += batchRight;
      examples += size;
      batches++;
    }

    double loss() {
      return loss / examples;
    }

    double accuracy() {
      return (double) right / examples;
    }
  }

  /** Time spent training, evaluations left out. */
  private static final class Clock {
    private long nanos;
    private long started;
    private long lap;
    private long examples;

    void start() {
      started = System.nanoTime();
    }

    void stop() {
      lap = System.nanoTime() - started;
      nanos += lap;
    }

    void count(int size) {
      examples += size;
    }

    double examplesPerSecond() {
      return examples / ((nanos + System.nanoTime() - started) / 1e9);
    }

    double lastSeconds() {
      return lap / 1e9;
    }
  }
}
