package dev.stria.visual;

import dev.stria.autograd.Tape;
import dev.stria.nn.Layer;
import dev.stria.op.Pick;
import dev.stria.op.Reshape;
import dev.stria.tensor.Tensor;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the layers that an {@link Objective} asks for put out for a batch of pictures, seen from one of
 * these pictures.
 *
 * <p>The network is run only as far as the last layer asked for, so that a convolution may be looked at in
 * pictures of any size, whatever comes behind it.
 */
public final class Responses {
  private final Batch batch;
  private final int example;

  private Responses(Batch batch, int example) {
    this.batch = batch;
    this.example = example;
  }

  /**
   * Returns the output of a layer for this picture.
   *
   * @param layer the layer's path
   * @return {@code [1, …]}, on the tape of the pictures
   * @throws IllegalStateException if the objective did not name the layer in {@link Objective#layers()}
   */
  public Tensor of(String layer) {
    return batch.outputs.computeIfAbsent(example + " " + layer, any -> pick(batch.rows(layer)));
  }

  /**
   * Returns the output before a final softmax for this picture.
   *
   * @return {@code [1, classes]}, on the tape of the pictures
   * @throws IllegalStateException if the objective did not name {@link Objective#LOGITS}
   */
  public Tensor logits() {
    return of(Objective.LOGITS);
  }

  private Tensor pick(Tensor rows) {
    return Pick.channel(rows, example);
  }

  /** The responses to all pictures of a batch. */
  static final class Batch {
    private final Map<String, Tensor> ofLayers;
    private final Map<String, Tensor> outputs = new HashMap<>();
    private final Map<String, Tensor> rows = new HashMap<>();

    private final long values;

    private Batch(Map<String, Tensor> ofLayers, long values) {
      this.ofLayers = ofLayers;
      this.values = values;
    }

    /** Returns the responses to one picture of the batch. */
    Responses example(int number) {
      return new Responses(this, number);
    }

    /** Returns a layer's output for the whole batch. */
    Tensor whole(String layer) {
      Tensor y = ofLayers.get(layer);
      if (y == null) {
        throw new IllegalStateException(
            "the objective's layers() names " + ofLayers.keySet() + " and not '" + layer + "'");
      }
      return y;
    }

    /** Returns how many values the layers that ran put out. */
    long values() {
      return values;
    }

    /** Returns a layer's output as {@code [1, N, …]}, so that a picture is a channel. */
    private Tensor rows(String layer) {
      return rows.computeIfAbsent(
          layer,
          any -> {
            Tensor y = whole(layer);
            return Reshape.reshape(y, y.shape().prepend(1));
          });
    }
  }

  /** Ends a run through the network when all that was asked for is there. */
  private static final class Enough extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final Enough ENOUGH = new Enough();

    private Enough() {
      super("enough", null, false, false);
    }
  }

  /**
   * Runs a network on a batch that is on a tape.
   *
   * @param network the network
   * @param input the batch
   * @param layers the layers that are asked for; the run ends where all have been seen
   */
  static Batch run(Layer network, Tensor input, Collection<String> layers) {
    Tape tape = Tape.of(input);
    Map<Object, String> wanted = wanted(network, layers);
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    boolean toTheEnd = layers.contains(Objective.LOGITS);
    long[] values = {0};
    tape.observe(
        (layer, y) -> {
          values[0] += y.shape().count();
          String path = wanted.get(layer);
          if (path != null) {
            outputs.putIfAbsent(path, y);
          }
          if (!toTheEnd && outputs.size() == wanted.size()) {
            throw Enough.ENOUGH;
          }
        });
    try {
      Tensor logits = network.logits(input);
      if (toTheEnd) {
        outputs.put(Objective.LOGITS, logits);
      }
    } catch (Enough enough) {
      // the layers behind are not needed
    } finally {
      tape.observe(null);
    }
    return new Batch(outputs, values[0]);
  }

  private static Map<Object, String> wanted(Layer network, Collection<String> layers) {
    Map<Object, String> wanted = new IdentityHashMap<>();
    for (String path : Set.copyOf(layers)) {
      if (!path.equals(Objective.LOGITS)) {
        wanted.put(network.layer(path), path);
      }
    }
    return wanted;
  }
}
