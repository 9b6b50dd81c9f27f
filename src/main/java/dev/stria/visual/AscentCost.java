package dev.stria.visual;

import dev.stria.autograd.Tape;
import dev.stria.nn.Layer;
import dev.stria.tensor.Tensor;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How much memory an ascent takes, found by one look through the network. */
final class AscentCost {
  /** Each value has a gradient, and the kernels need about as much again. */
  private static final long BYTES_PER_VALUE = 3 * Float.BYTES;

  /** Steps that are taken to see how long one takes. */
  private static final int TRIED = 4;

  private AscentCost() {}

  /** Returns all layers that some objectives need. */
  static Set<String> layers(List<Objective> objectives) {
    Set<String> layers = new LinkedHashSet<>();
    objectives.forEach(objective -> layers.addAll(objective.layers()));
    return layers;
  }

  /** Returns all layers that one look at the pictures needs. */
  static Set<String> layers(Ascent ascent, List<Objective> objectives) {
    Set<String> layers = layers(objectives);
    if (ascent.diversity != null) {
      layers.add(ascent.diversity.layer());
    }
    return layers;
  }

  /** Returns how many pictures may be made in one batch. */
  static int chunk(Ascent ascent, List<Objective> objectives) {
    if (objectives.isEmpty() || ascent.diversity != null) {
      return Math.max(1, objectives.size());
    }
    long perPicture = BYTES_PER_VALUE * values(ascent, layers(objectives));
    return (int) Math.max(1, Math.min(objectives.size(), ascent.memory / perPicture));
  }

  /** Looks once through the network and takes a few steps of the first batch. */
  static Estimate estimate(Ascent ascent, List<Objective> objectives) {
    if (objectives.isEmpty()) {
      return new Estimate(0, 0, 0, Duration.ZERO);
    }
    int batch = chunk(ascent, objectives);
    long bytes = BYTES_PER_VALUE * values(ascent, layers(ascent, objectives)) * batch;
    long[] moments = new long[TRIED + 1];
    int[] steps = {0};
    ascent
        .with(copy -> copy.animation = null)
        .steps(TRIED)
        .progress(
            state -> {
              moments[steps[0]++] = System.nanoTime();
              return true;
            })
        .maximize(objectives.subList(0, batch));
    long step =
        Long.MAX_VALUE; // the first one warms up, and the fastest is not disturbed by others
    for (int i = 1; i < TRIED; i++) {
      step = Math.min(step, moments[i] - moments[i - 1]);
    }
    double all = (double) step * ascent.steps * objectives.size() / batch;
    return new Estimate(objectives.size(), batch, bytes, Duration.ofNanos((long) all));
  }

  private static long values(Ascent ascent, Set<String> layers) {
    Layer network = ascent.network;
    try (Tape tape = Tape.predicting()) {
      Tensor picture = tape.trace(Tensor.zeros(ascent.picture.prepend(1)));
      Responses.Batch batch = Responses.run(network, ascent.preparation.apply(picture), layers);
      return ascent.picture.count() + batch.values();
    }
  }
}
