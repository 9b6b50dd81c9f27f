package dev.stria.train;

import dev.stria.autograd.Gradients;
import dev.stria.autograd.Parameter;
import dev.stria.autograd.Tape;
import dev.stria.data.Batch;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** One batch's part of training: loss, gradients, and once enough batches came together, the step. */
final class Step {
  private final Trainer options;
  private final Averaging average;
  private final Map<Parameter, Tensor> gathered = new LinkedHashMap<>();
  private int waiting;

  Step(Trainer options, Averaging average) {
    this.options = options;
    this.average = average;
  }

  /**
   * Learns from a batch.
   *
   * @param complaint words what is wrong if the loss is not finite
   */
  void learn(Batch batch, SeededRandom random, Tally tally, Supplier<String> where) {
    try (Tape tape = Tape.training(random)) {
      Tensor logits = options.model.logits(tape.trace(batch.images()));
      Tensor loss = options.loss.of(logits, batch);
      if (!Float.isFinite(loss.item())) {
        throw NonFiniteException.diagnose(
            options.model, batch, loss.item(), where.get(), options.lastCheckpoint());
      }
      apply(tape.gradients(loss));
      tally.add(loss.item(), Predictions.right(logits, batch.labels()), batch.size());
    }
  }

  private void apply(Gradients gradients) {
    if (options.accumulate > 1) {
      gather(gradients);
      if (++waiting == options.accumulate) {
        flush();
      }
      return;
    }
    schedule();
    options.limit.apply(gradients, options.optimizer.parameters());
    options.optimizer.step(gradients);
    options.constraint.apply();
    average.stepTaken();
  }

  private void gather(Gradients gradients) {
    for (Parameter parameter : options.optimizer.parameters()) {
      if (parameter.isTrainable() && gradients.reached(parameter)) {
        float[] slopes = gradients.of(parameter).data();
        float[] sum =
            gathered.computeIfAbsent(parameter, p -> Tensor.zeros(p.value().shape())).data();
        for (int i = 0; i < sum.length; i++) {
          sum[i] += slopes[i];
        }
      }
    }
  }

  /** Takes the step that gathered gradients are waiting for, as if their batches had been one. */
  void flush() {
    if (waiting == 0) {
      return;
    }
    for (Tensor sum : gathered.values()) {
      for (int i = 0; i < sum.data().length; i++) {
        sum.data()[i] /= waiting;
      }
    }
    schedule();
    options.limit.apply(gathered.values().stream().map(Tensor::data).toList());
    options.optimizer.step(gathered);
    options.constraint.apply();
    average.stepTaken();
    gathered.clear();
    waiting = 0;
  }

  /** Tells whether no gradients are waiting, so that a checkpoint is complete. */
  boolean isWhole() {
    return waiting == 0;
  }

  private void schedule() {
    if (options.schedule != null) {
      options.schedule.apply(options.optimizer, options.optimizer.steps());
    }
  }
}
