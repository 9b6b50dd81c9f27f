package dev.stria.visual;

import dev.stria.autograd.Tape;
import dev.stria.nn.Layer;
import dev.stria.tensor.Tensor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** How much memory an ascent takes, found by one look through the network. */
final class AscentCost {
  /** Each value has a gradient, and the kernels need about as much again. */
  private static final long BYTES_PER_VALUE = 3 * Float.BYTES;

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

  private static long values(Ascent ascent, Set<String> layers) {
    Layer network = ascent.network;
    try (Tape tape = Tape.predicting()) {
      Tensor picture = tape.trace(Tensor.zeros(ascent.picture.prepend(1)));
      Responses.Batch batch = Responses.run(network, ascent.preparation.apply(picture), layers);
      return ascent.picture.count() + batch.values();
    }
  }
}
