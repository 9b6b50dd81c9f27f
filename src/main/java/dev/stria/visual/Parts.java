package dev.stria.visual;

import dev.stria.nn.Layer;
import java.util.LinkedHashMap;
import java.util.Map;

/** The single layers of a network by their paths, in the order in which they were added. */
final class Parts {
  private Parts() {}

  static Map<String, Layer> of(Layer network) {
    Map<String, Layer> found = new LinkedHashMap<>();
    collect(network, "", found);
    return found;
  }

  private static void collect(Layer block, String prefix, Map<String, Layer> found) {
    block
        .parts()
        .forEach(
            (name, part) -> {
              if (part.parts().isEmpty()) {
                found.put(prefix + name, part);
              }
              collect(part, prefix + name + ".", found);
            });
  }
}
