package dev.stria.visual;

import dev.stria.autograd.Tape;
import dev.stria.data.Dataset;
import dev.stria.nn.Layer;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The real pictures in which each filter or unit of a layer answers most strongly, and where. People learn
 * more about a filter from them than from its ascended picture: show both side by side.
 *
 * <p>Of each picture only the strongest place counts, so that the best are of different pictures.
 */
public final class TopPatches {
  private static final int BATCH = 100;

  /**
   * A place in a real picture.
   *
   * @param index which picture of the dataset
   * @param value how strongly the unit answers there
   * @param box the part of the picture that the unit sees
   */
  public record Patch(int index, float value, ReceptiveField.Box box) {}

  private final Layer network;
  private final Preparation preparation;

  private TopPatches(Layer network, Preparation preparation) {
    this.network = network;
    this.preparation = preparation;
  }

  /**
   * Returns a search for a network.
   *
   * @param network the network; it is not changed
   * @param preparation from a picture with values from 0 to 1 to the network's input
   * @return the search
   */
  public static TopPatches of(Layer network, Preparation preparation) {
    return new TopPatches(network, Objects.requireNonNull(preparation, "preparation"));
  }

  /**
   * Finds the strongest answers of every filter or unit of a layer.
   *
   * @param layer the layer's path; {@link Objective#LOGITS} for the output before a final softmax
   * @param pictures where to look
   * @param count how many of each
   * @return for each filter or unit, its strongest answers above zero, the strongest first
   * @throws IOException if a picture is read from a file and that fails
   */
  public List<List<Patch>> find(String layer, Dataset pictures, int count) throws IOException {
    Optional<ReceptiveField> field =
        layer.equals(Objective.LOGITS) ? Optional.empty() : ReceptiveField.of(network, layer);
    List<List<Patch>> best = new ArrayList<>();
    for (int from = 0; from < pictures.size(); from += BATCH) {
      int[] indices = new int[Math.min(BATCH, pictures.size() - from)];
      for (int i = 0; i < indices.length; i++) {
        indices[i] = from + i;
      }
      scan(layer, field, pictures.batch(indices).images(), from, count, best);
    }
    return best;
  }

  private void scan(
      String layer,
      Optional<ReceptiveField> field,
      Tensor batch,
      int from,
      int count,
      List<List<Patch>> best) {
    try (Tape tape = Tape.predicting()) {
      Tensor input = preparation.apply(tape.trace(batch));
      Tensor y = Responses.run(network, input, List.of(layer)).whole(layer);
      Shape shape = y.shape();
      int units = shape.size(1);
      int area = shape.count() / (shape.size(0) * units);
      for (int map = 0; map < shape.size(0) * units; map++) {
        int unit = map % units;
        if (unit == best.size()) {
          best.add(new ArrayList<>());
        }
        int at = strongest(y.data(), map * area, area);
        int columns = shape.rank() == 4 ? shape.size(3) : 1;
        ReceptiveField.Box box = box(field, at / columns, at % columns, batch.shape().dropFirst());
        keep(best.get(unit), new Patch(from + map / units, y.data()[map * area + at], box), count);
      }
    }
  }

  private static int strongest(float[] values, int from, int count) {
    int best = 0;
    for (int i = 1; i < count; i++) {
      best = values[from + i] > values[from + best] ? i : best;
    }
    return best;
  }

  private static ReceptiveField.Box box(
      Optional<ReceptiveField> field, int row, int column, Shape picture) {
    return field
        .map(f -> f.box(row, column, picture))
        .orElse(new ReceptiveField.Box(0, 0, picture.size(1), picture.size(2)));
  }

  private static void keep(List<Patch> best, Patch patch, int count) {
    if (!(patch.value > 0) || best.size() == count && patch.value <= best.get(count - 1).value) {
      return;
    }
    best.add(patch);
    best.sort(Comparator.comparingDouble(Patch::value).reversed());
    if (best.size() > count) {
      best.remove(count);
    }
  }
}
