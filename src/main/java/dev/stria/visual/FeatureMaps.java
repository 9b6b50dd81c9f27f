package dev.stria.visual;

import dev.stria.autograd.Tape;
import dev.stria.nn.Activations;
import dev.stria.nn.Flatten;
import dev.stria.nn.Layer;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What every layer of a network makes of one picture, layer below layer. */
final class FeatureMaps {
  private static final String INPUT = "input";
  private static final int WIDTH = 1040;
  private static final int MARGIN = 14;
  private static final int TILE = 60;
  private static final int STEP = TILE + 6;
  private static final int HEADING = 34;
  private static final int MAPS_SHOWN = 45;

  private FeatureMaps() {}

  static Drawing draw(Layer network, Preparation preparation, Tensor picture) {
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    outputs.put(INPUT, picture);
    try (Tape tape = Tape.predicting()) {
      Activations all = network.activations(tape.trace(preparation.single(picture)));
      for (String path : all.paths()) {
        Layer layer = network.layer(path);
        if (layer.parts().isEmpty() && !(layer instanceof Flatten)) {
          Tensor y = all.of(path);
          outputs.put(path, Tensor.of(y.shape().dropFirst(), y.data().clone()));
        }
      }
    }
    Raster raster = new Raster(WIDTH, height(outputs), Raster.WHITE);
    int y = MARGIN;
    for (Map.Entry<String, Tensor> output : outputs.entrySet()) {
      y = layer(raster, output.getKey(), output.getValue(), y);
    }
    return new Drawing(raster, Map.of("Title", "feature maps"));
  }

  private static int height(Map<String, Tensor> outputs) {
    return outputs.entrySet().stream().mapToInt(e -> heightOf(e.getKey(), e.getValue())).sum()
        + 2 * MARGIN;
  }

  private static int perLine() {
    return (WIDTH - 2 * MARGIN) / STEP;
  }

  private static int heightOf(String name, Tensor output) {
    if (output.shape().rank() != 3) {
      return HEADING + 40;
    }
    int shown = Math.min(MAPS_SHOWN, name.equals(INPUT) ? 1 : output.shape().size(0));
    return HEADING + (shown + perLine() - 1) / perLine() * STEP;
  }

  private static int layer(Raster raster, String name, Tensor output, int y) {
    Shape shape = output.shape();
    String title = name + "  " + shape.toString().replaceAll("[\\[\\]]", "").replace(", ", " × ");
    raster.text(title, MARGIN, y + 8, 2, Raster.INK);
    int below = y + HEADING;
    if (shape.rank() == 3) {
      maps(raster, name.equals(INPUT) ? List.of(output) : apart(output), below);
    } else {
      units(raster, output, below);
    }
    return y + heightOf(name, output);
  }

  /** Returns the maps of a layer, each stretched from black to white. */
  private static List<Tensor> apart(Tensor output) {
    Shape shape = output.shape();
    List<Tensor> maps = new ArrayList<>();
    int area = shape.size(1) * shape.size(2);
    for (int k = 0; k < Math.min(MAPS_SHOWN, shape.size(0)); k++) {
      float[] map = Arrays.copyOfRange(output.data(), k * area, (k + 1) * area);
      maps.add(Tensor.of(Shape.of(1, shape.size(1), shape.size(2)), stretched(map)));
    }
    return maps;
  }

  private static void maps(Raster raster, List<Tensor> maps, int y) {
    for (int i = 0; i < maps.size(); i++) {
      int x = MARGIN + i % perLine() * STEP;
      fitted(raster, maps.get(i), x, y + i / perLine() * STEP);
    }
  }

  /** Draws a map in a square of fixed size, by the nearest pixel. */
  private static void fitted(Raster raster, Tensor map, int x, int y) {
    int h = map.shape().size(1);
    int w = map.shape().size(2);
    int area = h * w;
    int second = map.shape().size(0) == 3 ? area : 0;
    double scale = (double) TILE / Math.max(h, w);
    for (int row = 0; row < (int) (h * scale); row++) {
      for (int column = 0; column < (int) (w * scale); column++) {
        int at = (int) (row / scale) * w + (int) (column / scale);
        float[] v = map.data();
        raster.set(x + column, y + row, Raster.color(v[at], v[at + second], v[at + 2 * second]));
      }
    }
  }

  private static void units(Raster raster, Tensor output, int y) {
    float[] grey = stretched(output.data().clone());
    int cell = Math.max(1, Math.min(24, (WIDTH - 2 * MARGIN) / grey.length));
    raster.frame(MARGIN - 1, y - 1, grey.length * cell + 2, 26, 1, 0xD0D7DE);
    for (int i = 0; i < grey.length && MARGIN + (i + 1) * cell <= WIDTH; i++) {
      int gap = cell > 4 ? 1 : 0;
      raster.fill(MARGIN + i * cell, y, cell - gap, 24, Raster.color(grey[i], grey[i], grey[i]));
      if (grey.length <= 10) {
        raster.centered(String.valueOf(i), MARGIN + i * cell + cell / 2, y + 28, 1, Raster.MUTED);
      }
    }
  }

  /** Stretches values so that the lowest is black and the highest white. */
  private static float[] stretched(float[] values) {
    float low = Float.POSITIVE_INFINITY;
    float high = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = high > low ? (values[i] - low) / (high - low) : 0;
    }
    return values;
  }
}
