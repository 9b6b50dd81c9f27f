package dev.stria.train;

import dev.stria.data.Batches;
import dev.stria.nn.Layer;
import dev.stria.optim.GradientLimit;
import dev.stria.optim.Optimizer;
import dev.stria.optim.Schedule;
import dev.stria.optim.WeightLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.ToDoubleFunction;

/**
 * The training loop: epochs of batches, each a forward pass, a loss, gradients and an optimizer's step.
 *
 * <pre>{@code
 * History history = Trainer.of(model, Sgd.of(model.parameters()).momentum(0.9))
 *     .schedule(OneCycle.upTo(0.1, 5 * trainBatches.perEpoch()))
 *     .epochs(5)
 *     .validate(testBatches)
 *     .checkpoints(Path.of("run"), 500)
 *     .listener(ProgressBar.to(System.err))
 *     .fit(trainBatches);
 * }</pre>
 *
 * <p>A run that was stopped goes on with the same bits after {@link #resume}, also in the middle of an
 * epoch.
 */
public final class Trainer {
  final Layer model;
  final Optimizer optimizer;
  final List<TrainingListener> listeners = new ArrayList<>();
  Loss loss = Loss.crossEntropy();
  int epochs = 1;
  long seed = 1;
  Schedule schedule;
  GradientLimit limit = GradientLimit.none();
  WeightLimit constraint = WeightLimit.none();
  int accumulate = 1;
  Batches validation;
  ValidationSplit split;
  final Map<String, ToDoubleFunction<Evaluation>> metrics = new LinkedHashMap<>();
  int patience = -1;
  double averageKept = -1;
  Path checkpointFile;
  int checkpointEvery;
  Path resume;
  BooleanSupplier stop = () -> false;

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
    epochs = atLeastOne("epochs", count);
    return this;
  }

  private static int atLeastOne(String what, int count) {
    if (count < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, but is " + count);
    }
    return count;
  }

  /**
   * Sets what is made small.
   *
   * @param other the loss
   * @return this trainer
   */
  public Trainer loss(Loss other) {
    loss = Objects.requireNonNull(other, "loss");
    return this;
  }

  /**
   * Sets where dropout and its like take their random numbers from.
   *
   * @param number decides them
   * @return this trainer
   */
  public Trainer seed(long number) {
    seed = number;
    return this;
  }

  /**
   * Sets how the learning rate changes; asked before every step of the optimizer.
   *
   * @param other the schedule, counted in steps
   * @return this trainer
   */
  public Trainer schedule(Schedule other) {
    schedule = other;
    return this;
  }

  /**
   * Limits the gradients of each step.
   *
   * @param other by norm or by value
   * @return this trainer
   */
  public Trainer limit(GradientLimit other) {
    limit = Objects.requireNonNull(other, "limit");
    return this;
  }

  /**
   * Limits the weights behind each step.
   *
   * @param other such as the norm of each row of a weight
   * @return this trainer
   */
  public Trainer constrain(WeightLimit other) {
    constraint = Objects.requireNonNull(other, "constraint");
    return this;
  }

  /**
   * Adds the gradients of several batches up, for one step as if they had been one batch.
   *
   * @param batches how many, at least 1; what is left at the end of an epoch makes a smaller step
   * @return this trainer
   * @throws IllegalArgumentException if there is none
   */
  public Trainer accumulate(int batches) {
    accumulate = atLeastOne("batches to accumulate", batches);
    return this;
  }

  /**
   * Sets what is evaluated after every epoch.
   *
   * @param batches the examples, such as those of the second part of {@link dev.stria.data.Dataset#split}
   * @return this trainer
   */
  public Trainer validate(Batches batches) {
    validation = batches;
    return this;
  }

  /**
   * Holds a part of what {@link #fit} is given out, and evaluates it after every epoch: each class in the same
   * proportion, neither augmented nor mixed, as {@link Batches#split}. An epoch has fewer steps then; the number that a
   * schedule needs is {@code batches.split(fraction, seed).train().perEpoch()}.
   *
   * @param fraction the part that is held out, above 0 and below 1
   * @param seed decides which examples; a run that is resumed needs the same
   * @return this trainer
   * @throws IllegalArgumentException if the fraction is out of range
   */
  public Trainer validationSplit(double fraction, long seed) {
    split = new ValidationSplit(fraction, seed);
    return this;
  }

  /**
   * Adds a figure that is taken of the validation set after every epoch, beside loss and accuracy: {@code
   * metric("macro_f1", Evaluation::macroF1)}. It is in {@link History.Epoch#metrics}, in {@link History#csv} and in the
   * lines of listeners.
   *
   * @param name what it is called, of letters, digits, {@code _}, {@code -} and {@code .}
   * @param metric takes the figure
   * @return this trainer
   * @throws IllegalArgumentException if the name has other characters or is taken
   */
  public Trainer metric(String name, ToDoubleFunction<Evaluation> metric) {
    if (!name.matches("[\\w.-]+") || metrics.containsKey(name)) {
      throw new IllegalArgumentException(
          "the name of a metric must be new and of letters, digits, _, - and ., but is '"
              + name
              + "'");
    }
    metrics.put(name, Objects.requireNonNull(metric, "metric"));
    return this;
  }

  /**
   * Ends training once the validation loss has not fallen for some epochs, and puts the weights of the
   * best epoch back. The weights of the best epoch are put back also when all epochs were run.
   *
   * @param epochsWithout how many epochs without an improvement are borne
   * @return this trainer
   * @throws IllegalArgumentException if it is negative
   */
  public Trainer earlyStopping(int epochsWithout) {
    if (epochsWithout < 0) {
      throw new IllegalArgumentException("patience must not be negative, but is " + epochsWithout);
    }
    patience = epochsWithout;
    return this;
  }

  /**
   * Keeps an exponential moving average of all weights and statistics beside them, updated after every step: {@link
   * dev.stria.optim.WeightAverage} with its warm-up. The averages are what is validated, what early stopping
   * keeps, and what the model holds when {@link #fit} returns; the weights themselves go on being trained.
   *
   * @param keep how much of the average stays at a step, in [0, 1); with 0.999 it looks back about 1,000 steps
   * @return this trainer
   * @throws IllegalArgumentException if it is out of range
   */
  public Trainer average(double keep) {
    if (!(keep >= 0 && keep < 1)) {
      throw new IllegalArgumentException(
          "what an average keeps must be 0 or more and less than 1, but is " + keep);
    }
    averageKept = keep;
    return this;
  }

  /**
   * Saves a checkpoint after every epoch, after every so many steps, and when training is stopped. Each
   * replaces the one before only once it is whole.
   *
   * @param file the checkpoint, a safetensors file
   * @param everySteps after how many steps, 0 for epochs only
   * @return this trainer
   * @throws IllegalArgumentException if the number is negative
   */
  public Trainer checkpoints(Path file, int everySteps) {
    if (everySteps < 0) {
      throw new IllegalArgumentException("steps must not be negative, but are " + everySteps);
    }
    checkpointFile = Objects.requireNonNull(file, "file");
    checkpointEvery = everySteps;
    return this;
  }

  /**
   * Goes on where a checkpoint was saved, with the same model, optimizer, batches and options as then.
   *
   * @param checkpoint the file
   * @return this trainer
   */
  public Trainer resume(Path checkpoint) {
    resume = Objects.requireNonNull(checkpoint, "checkpoint");
    return this;
  }

  /** Returns where a run could go back to, or {@code null}. */
  Path lastCheckpoint() {
    return checkpointFile != null && Files.exists(checkpointFile) ? checkpointFile : resume;
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
    stop = Objects.requireNonNull(condition, "condition");
    return this;
  }

  /**
   * Trains the network.
   *
   * @param batches what to learn from
   * @return the figures of all finished epochs
   * @throws IOException if a checkpoint cannot be read or written, which for a folder that cannot be written to is
   *     found out before the first step; weights stay as they are in memory, and the last checkpoint on disk
   * @throws UncheckedIOException if an image cannot be read, or the thread is interrupted, which ends the run before the next batch
   *     (the cause is an {@link java.io.InterruptedIOException}, and the thread's interrupt flag stays set)
   * @throws NonFiniteException if the loss becomes NaN or infinite, or a checkpoint would hold such weights
   * @throws IllegalArgumentException if early stopping or a metric has nothing to validate on, if there are both a validation split
   *     and batches to validate, if a part of the split would be empty, or if the checkpoint to resume was saved with
   *     another network, optimizer, schedule, dataset or split; the network is as it was
   */
  public History fit(Batches batches) throws IOException {
    requireSense();
    if (split == null) {
      return new Run(this, batches, validation).toItsEnd();
    }
    Batches.Split parts = split.of(batches);
    return new Run(this, parts.train(), parts.validation()).toItsEnd();
  }

  private void requireSense() {
    if (split != null && validation != null) {
      throw new IllegalArgumentException(
          "validate(batches) and validationSplit("
              + split.fraction()
              + ", seed) exclude one another; choose one");
    }
    if (patience >= 0 && split == null && validation == null) {
      throw new IllegalArgumentException(
          "early stopping looks at the validation loss; say validate(batches) or validationSplit(0.1, seed)");
    }
    if (!metrics.isEmpty() && split == null && validation == null) {
      throw new IllegalArgumentException(
          "metrics "
              + metrics.keySet()
              + " are taken of a validation set; say validate(batches) or validationSplit(0.1, seed)");
    }
  }
}
