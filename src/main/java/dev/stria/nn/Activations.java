package dev.stria.nn;

import dev.stria.autograd.Tape;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What every layer of a network put out for one batch, by the layers' paths.
 *
 * <p>Computed from a batch on a tape, the outputs are on that tape too, so that a score made from one of
 * them can be differentiated; computed from a plain batch, they have arrays of their own.
 */
public final class Activations {
  private final Map<String, Tensor> outputs;
  private final Tensor output;

  private Activations(Map<String, Tensor> outputs, Tensor output) {
    this.outputs = Collections.unmodifiableMap(outputs);
    this.output = output;
  }

  static Activations of(Layer network, Tensor x) {
    Tape tape = Tape.of(x);
    if (tape != null) {
      return observe(network, x, tape);
    }
    try (Tape own = Tape.predicting()) {
      Activations lent = observe(network, own.trace(x), own);
      Map<String, Tensor> kept = new LinkedHashMap<>();
      lent.outputs.forEach((path, y) -> kept.put(path, y.copy()));
      return new Activations(kept, lent.output.copy());
    }
  }

  private static Activations observe(Layer network, Tensor x, Tape tape) {
    Map<Object, List<String>> paths = new IdentityHashMap<>();
    Layers.inside(network)
        .forEach((path, layer) -> paths.computeIfAbsent(layer, any -> new ArrayList<>()).add(path));
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    tape.observe(
        (layer, y) -> paths.getOrDefault(layer, List.of()).forEach(path -> outputs.put(path, y)));
    try {
      return new Activations(outputs, network.apply(x));
    } finally {
      tape.observe(null);
    }
  }

  /**
   * Returns the output of one layer. A layer that was applied several times shows its last output.
   *
   * @param path the layer's path, such as {@code conv2}
   * @return its output for the batch
   * @throws IllegalArgumentException if no such layer ran; the message lists those that did
   */
  public Tensor of(String path) {
    Tensor y = outputs.get(path);
    if (y == null) {
      throw new IllegalArgumentException(
          "no layer '" + path + "' ran; there are " + outputs.keySet());
    }
    return y;
  }

  /**
   * Returns the paths of all layers that ran, in the order in which they first put something out.
   *
   * @return the paths
   */
  public Set<String> paths() {
    return outputs.keySet();
  }

  /**
   * Returns the output of the whole network.
   *
   * @return the last layer's output
   */
  public Tensor output() {
    return output;
  }
}
