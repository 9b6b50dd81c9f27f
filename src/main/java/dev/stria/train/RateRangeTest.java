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
import java.util.Map;

/**
 * Finds a learning rate by trying: a short run in which the rate grows from step to step, until the loss
 * explodes. Smith, <em>Cyclical learning rates for training neural networks</em>, 2017.
 *
 * @param rates the rates that were tried, growing
 * @param losses the smoothed loss at each
 * @param suggestion the rate at which the loss fell fastest, a good peak for a schedule
 */
public record RateRangeTest(List<Double> rates, List<Double> losses, double suggestion) {
  private static final double SMOOTHING = 0.9;
  private static final double EXPLOSION = 4;

  /** Keeps its own copies. */
  public RateRangeTest {
    rates = List.copyOf(rates);
    losses = List.copyOf(losses);
  }

  /**
   * Tries rates from a ten-millionth to ten; model and optimizer are afterwards as they were before.
   *
   * @param model the network
   * @param optimizer its optimizer
   * @param batches what to learn from; gone through again if there are fewer than steps
   * @param steps how many rates to try, at least 10
   * @return what was found
   * @throws IllegalArgumentException if there are fewer than 10 steps
   */
  public static RateRangeTest run(Layer model, Optimizer optimizer, Batches batches, int steps) {
    if (steps < 10) {
      throw new IllegalArgumentException("a range test needs at least 10 steps, but got " + steps);
    }
    Map<String, Tensor> memory = optimizer.state();
    Map<String, Tensor> weights = Checkpoint.copies(model.parameters());
    try {
      return sweep(model, optimizer, batches, steps);
    } finally {
      Checkpoint.copyInto(model.parameters(), weights);
      optimizer.restore(memory);
    }
  }

  private static RateRangeTest sweep(Layer model, Optimizer optimizer, Batches batches, int steps) {
    List<Double> rates = new ArrayList<>();
    List<Double> losses = new ArrayList<>();
    SeededRandom random = new SeededRandom(0);
    double mean = 0;
    double lowest = Double.POSITIVE_INFINITY;
    EpochBatches epoch = batches.epoch(0);
    for (int step = 0; step < steps; step++) {
      if (!epoch.hasNext()) {
        epoch = batches.epoch(step);
      }
      double rate = 1e-7 * Math.pow(1e8, (double) step / (steps - 1));
      double loss = learn(model, optimizer.rate(rate), epoch.next(), random);
      mean = SMOOTHING * mean + (1 - SMOOTHING) * loss;
      double smooth = mean / (1 - Math.pow(SMOOTHING, step + 1));
      lowest = Math.min(lowest, smooth);
      if (!(smooth < EXPLOSION * lowest)) {
        break;
      }
      rates.add(rate);
      losses.add(smooth);
    }
    epoch.close();
    return new RateRangeTest(rates, losses, steepest(rates, losses));
  }

  private static double learn(Layer model, Optimizer optimizer, Batch batch, SeededRandom random) {
    try (Tape tape = Tape.training(random)) {
      Tensor loss = Loss.crossEntropy().of(model.logits(tape.trace(batch.images())), batch);
      if (Float.isFinite(loss.item())) {
        optimizer.step(tape.gradients(loss));
      }
      return loss.item();
    }
  }

  /** Looks at the slope over a tenth of the run, so that a single lucky batch does not decide. */
  private static double steepest(List<Double> rates, List<Double> losses) {
    int span = Math.max(1, losses.size() / 10);
    int best = 0;
    for (int i = span; i < losses.size(); i++) {
      double fall = losses.get(i - span) - losses.get(i);
      if (fall > losses.get(Math.max(0, best - span)) - losses.get(best)) {
        best = i;
      }
    }
    return rates.get(best);
  }
}
