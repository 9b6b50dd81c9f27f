package dev.stria.nn;

import dev.stria.tensor.ShapeException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Builds layers at their places, and finds them by their paths. */
final class Layers {
  private Layers() {}

  /** Builds a layer that remembers its blueprint; a complaint about its input names its path. */
  static Layer build(Site place, Blueprint blueprint) {
    try {
      Layer layer = blueprint.build(place);
      layer.builtFrom(blueprint);
      return layer;
    } catch (ShapeException e) {
      throw e.in(place.path());
    }
  }

  /** Returns every layer inside a network by its path relative to it, parts before what follows. */
  static Map<String, Layer> inside(Layer network) {
    Map<String, Layer> found = new LinkedHashMap<>();
    collect(network, "", found);
    return found;
  }

  private static void collect(Layer network, String prefix, Map<String, Layer> found) {
    network
        .parts()
        .forEach(
            (name, part) -> {
              found.put(prefix + name, part);
              collect(part, prefix + name + ".", found);
            });
  }

  static Layer find(Layer network, String path) {
    if (path.isEmpty()) {
      return network;
    }
    Map<String, Layer> inside = inside(network);
    Layer layer = inside.get(path);
    if (layer == null) {
      throw new IllegalArgumentException("no layer '" + path + "'; there are " + inside.keySet());
    }
    return layer;
  }
}
