package dev.stria.train;

import dev.stria.autograd.Parameter;
import dev.stria.data.Batch;
import dev.stria.data.Batches;
import dev.stria.data.EpochBatches;
import dev.stria.data.MalformedFileException;
import dev.stria.data.Position;
import dev.stria.data.SafeFile;
import dev.stria.tensor.SeededRandom;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One call of {@link Trainer#fit}: where it is, what it has seen, and how it is saved and resumed. */
final class Run {
  private final Trainer options;
  private final Batches batches;
  private final Batches validation;
  private final Averaging average;
  private final Step step;
  private final EarlyStopping stopping;
  private final Clock clock = new Clock();
  private final List<History.Epoch> done = new ArrayList<>();
  private SeededRandom random;
  private Tally tally = new Tally();
  private Position position = Position.START;

  /** Prepares a run; {@code validation} may be {@code null}. */
  Run(Trainer options, Batches batches, Batches validation) {
    this.options = options;
    this.batches = batches;
    this.validation = validation;
    this.average = Averaging.of(options.model.parameters(), options.averageKept);
    this.step = new Step(options, average);
    this.stopping = options.patience < 0 ? null : new EarlyStopping(options.patience);
    this.random = new SeededRandom(options.seed);
  }

  History toItsEnd() throws IOException {
    if (options.checkpointFile != null) {
      SafeFile.requireWritable(options.checkpointFile.toAbsolutePath().getParent());
    }
    if (options.resume != null) {
      restore(Checkpoint.read(options.resume));
    }
    options.listeners.forEach(listener -> listener.begins(position, options.epochs));
    boolean completed = true;
    boolean enough = false;
    while (completed && !enough && position.epoch() < options.epochs) {
      clock.start();
      completed = learnFromEpoch();
      clock.stop();
      enough = completed && average.during(this::finishEpoch);
      save();
      boolean more = !enough && position.epoch() < options.epochs;
      completed = completed && !(more && options.stop.getAsBoolean());
    }
    average.settle();
    if (stopping != null && completed) {
      stopping.restoreBest(options.model.parameters());
    }
    History history = new History(done, completed);
    options.listeners.forEach(listener -> listener.ended(history));
    return history;
  }

  /** Goes through the rest of an epoch; returns false if it was stopped. */
  private boolean learnFromEpoch() throws IOException {
    options.listeners.forEach(listener -> listener.epochBegins(position.epoch()));
    try (EpochBatches epoch = batches.from(position)) {
      for (Batch batch : epoch) {
        options.listeners.forEach(listener -> listener.batchBegins(position));
        step.learn(batch, random, tally, this::where);
        position = epoch.position();
        clock.count(batch.size());
        tell(epoch.count());
        if (position.batch() == 0) {
          step.flush();
        } else if (options.stop.getAsBoolean()) {
          return false;
        }
        saveIfDue();
      }
    }
    return true;
  }

  private String where() {
    return "epoch "
        + (position.epoch() + 1)
        + ", batch "
        + (position.batch() + 1)
        + " (step "
        + (options.optimizer.steps() + 1)
        + ")";
  }

  private void tell(int count) {
    int epoch = position.batch() == 0 ? position.epoch() - 1 : position.epoch();
    double speed = clock.examplesPerSecond();
    long batchesLeft = count - tally.batches() + (long) (options.epochs - epoch - 1) * count;
    Progress progress =
        new Progress(
            epoch,
            options.epochs,
            tally.batches(),
            count,
            tally.loss(),
            tally.accuracy(),
            speed,
            batchesLeft * tally.batchSize() / speed);
    options.listeners.forEach(listener -> listener.batchDone(progress));
  }

  /** Evaluates and reports; returns whether early stopping has seen enough. */
  private boolean finishEpoch() {
    Evaluation evaluation =
        validation == null ? null : Evaluation.of(options.model, validation, options.loss);
    History.Epoch epoch =
        new History.Epoch(
            done.size(),
            tally.loss(),
            tally.accuracy(),
            evaluation == null ? Double.NaN : evaluation.loss(),
            evaluation == null ? Double.NaN : evaluation.accuracy(),
            clock.lastSeconds(),
            metrics(evaluation));
    done.add(epoch);
    tally = new Tally();
    if (options.schedule != null) {
      options.schedule.observe(evaluation == null ? epoch.loss() : evaluation.loss());
    }
    options.listeners.forEach(listener -> listener.epochDone(epoch));
    return stopping != null && stopping.endsWith(epoch, options.model.parameters());
  }

  private Map<String, Double> metrics(Evaluation evaluation) {
    Map<String, Double> values = new LinkedHashMap<>();
    options.metrics.forEach((name, metric) -> values.put(name, metric.applyAsDouble(evaluation)));
    return values;
  }

  private void saveIfDue() throws IOException {
    boolean due =
        options.checkpointEvery > 0
            && position.batch() > 0
            && options.optimizer.steps() % options.checkpointEvery == 0;
    if (due && step.isWhole()) {
      save();
    }
  }

  private void save() throws IOException {
    if (options.checkpointFile == null || !step.isWhole()) {
      return;
    }
    NonFiniteException.requireFinite(options.model, where(), options.lastCheckpoint());
    Checkpoint checkpoint =
        Checkpoint.empty(options.checkpointFile)
            .put("model", Checkpoint.values(options.model.parameters()))
            .put("optimizer", options.optimizer.state())
            .put("average", average.state())
            .put("epoch", position.epoch())
            .put("batch", position.batch())
            .put("validation_split", ValidationSplit.text(options.split))
            .put("random", random.state())
            .put("tally", tally.text())
            .put("history", History.text(done));
    if (options.schedule != null) {
      checkpoint.put("schedule", options.schedule.state());
    }
    if (stopping != null) {
      checkpoint
          .put("best", stopping.weights())
          .put("best_loss", stopping.best())
          .put("best_epoch", stopping.bestEpoch());
    }
    checkpoint.save();
  }

  /** Reads everything before it changes anything, so that a bad file leaves the model as it was. */
  private void restore(Checkpoint checkpoint) throws IOException {
    List<Parameter> parameters = options.model.parameters();
    Checkpoint.requireFit(parameters, checkpoint.part("model"));
    checkpoint.requireSplit(ValidationSplit.text(options.split));
    position = checkpoint.position();
    batches.from(position).close(); // refuses a position that these batches do not have
    try {
      random = new SeededRandom(Long.parseLong(checkpoint.fact("random")));
      tally = Tally.of(checkpoint.fact("tally"));
      done.addAll(History.parse(checkpoint.fact("history")));
      if (stopping != null) {
        if (!checkpoint.part("best").isEmpty()) {
          Checkpoint.requireFit(parameters, checkpoint.part("best"));
        }
        stopping.resume(
            Double.parseDouble(checkpoint.fact("best_loss")),
            Integer.parseInt(checkpoint.fact("best_epoch")),
            checkpoint.part("best"));
      }
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new MalformedFileException(options.resume, "its figures cannot be read", e);
    }
    if (options.schedule != null) {
      options.schedule.restore(checkpoint.part("schedule"));
    }
    average.restore(checkpoint.part("average"));
    options.optimizer.restore(checkpoint.part("optimizer"));
    Checkpoint.copyInto(parameters, checkpoint.part("model"));
  }
}
