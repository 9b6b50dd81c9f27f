package dev.stria.visual;

import dev.stria.nn.AvgPool2d;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Layer;
import dev.stria.nn.MaxPool2d;
import dev.stria.nn.Parallel;
import dev.stria.nn.Residual;
import dev.stria.nn.Sequential;
import dev.stria.op.Window;
import dev.stria.tensor.Shape;
import java.util.Map;
import java.util.Optional;

/**
 * Which part of the picture a unit of a feature map sees.
 *
 * <p>From layer to layer, with kernel {@code k}, stride {@code s}, padding {@code p} and dilation {@code d}:
 * {@code start −= p·jump; size += d·(k − 1)·jump; jump *= s}.
 *
 * @param rows how rows of the map and of the picture hang together
 * @param columns how columns hang together
 */
public record ReceptiveField(Axis rows, Axis columns) {
  private static final ReceptiveField OF_INPUT =
      new ReceptiveField(new Axis(1, 1, 0), new Axis(1, 1, 0));

  /**
   * One axis: unit {@code i} sees pixels {@code start + i·jump} to {@code start + i·jump + size − 1}.
   *
   * @param size how many pixels a unit sees
   * @param jump how many pixels it is from one unit to the next
   * @param start the first pixel that unit 0 sees; negative in the padding
   */
  public record Axis(int size, int jump, int start) {
    private Axis through(int kernel, int stride, int padding, int dilation) {
      return new Axis(size + dilation * (kernel - 1) * jump, jump * stride, start - padding * jump);
    }

    private Axis union(Axis other) {
      int from = Math.min(start, other.start);
      int to = Math.max(start + size, other.start + other.size);
      return new Axis(to - from, jump, from);
    }
  }

  /**
   * A part of a picture.
   *
   * @param top the first row
   * @param left the first column
   * @param height how many rows
   * @param width how many columns
   */
  public record Box(int top, int left, int height, int width) {}

  /**
   * Computes what the units of a layer see.
   *
   * @param network the network
   * @param path the layer's path
   * @return the field; none if a unit of the layer, or of one before it, sees the whole picture, or a layer
   *     before it is of a kind whose field is not known
   * @throws IllegalArgumentException if there is no such layer; the message lists those that exist
   */
  public static Optional<ReceptiveField> of(Layer network, String path) {
    network.layer(path);
    return path.isEmpty() ? through(network, OF_INPUT) : upTo(network, path, OF_INPUT);
  }

  /**
   * Returns what one unit sees, as far as it lies in the picture.
   *
   * @param row the unit's row in the map
   * @param column the unit's column in the map
   * @param picture the picture's shape, {@code [C, H, W]}
   * @return the part of the picture
   */
  public Box box(int row, int column, Shape picture) {
    int top = rows.start + row * rows.jump;
    int left = columns.start + column * columns.jump;
    int bottom = Math.min(picture.size(1), top + rows.size);
    int right = Math.min(picture.size(2), left + columns.size);
    top = Math.max(0, top);
    left = Math.max(0, left);
    return new Box(top, left, Math.max(0, bottom - top), Math.max(0, right - left));
  }

  /** Goes through the parts of a block until the layer with the path is behind. */
  private static Optional<ReceptiveField> upTo(Layer block, String path, ReceptiveField field) {
    int dot = path.indexOf('.');
    String name = dot < 0 ? path : path.substring(0, dot);
    Optional<ReceptiveField> now = Optional.of(field);
    for (Map.Entry<String, Layer> part : block.parts().entrySet()) {
      if (part.getKey().equals(name)) {
        String rest = dot < 0 ? "" : path.substring(dot + 1);
        Layer layer = part.getValue();
        return now.flatMap(f -> rest.isEmpty() ? through(layer, f) : upTo(layer, rest, f));
      }
      if (block instanceof Sequential) {
        now = now.flatMap(f -> through(part.getValue(), f));
      } else if (!(block instanceof Parallel || block instanceof Residual)) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static Optional<ReceptiveField> through(Layer layer, ReceptiveField field) {
    if (layer instanceof Conv2d conv) {
      return Optional.of(field.through(conv.window()));
    }
    if (layer instanceof MaxPool2d pool) {
      return Optional.of(field.through(pool.window()));
    }
    if (layer instanceof AvgPool2d pool) {
      return Optional.of(field.through(pool.window()));
    }
    if (layer instanceof Sequential) {
      Optional<ReceptiveField> now = Optional.of(field);
      for (Layer part : layer.parts().values()) {
        now = now.flatMap(f -> through(part, f));
      }
      return now;
    }
    if (layer instanceof Parallel || layer instanceof Residual) {
      boolean straight = layer instanceof Residual && layer.parts().size() == 1;
      return union(layer, field, straight ? field : null);
    }
    return layer.parts().isEmpty() && keepsPlaces(layer) ? Optional.of(field) : Optional.empty();
  }

  private static Optional<ReceptiveField> union(
      Layer block, ReceptiveField field, ReceptiveField first) {
    ReceptiveField all = first;
    for (Layer branch : block.parts().values()) {
      Optional<ReceptiveField> one = through(branch, field);
      if (one.isEmpty()) {
        return one;
      }
      ReceptiveField f = one.get();
      all =
          all == null
              ? f
              : new ReceptiveField(f.rows.union(all.rows), f.columns.union(all.columns));
    }
    return Optional.ofNullable(all);
  }

  /** Layers that work on each place by itself leave images as large as they were. */
  private static boolean keepsPlaces(Layer layer) {
    Shape input = layer.inputShape();
    return input.rank() == 3 && layer.outputShape(input).equals(input);
  }

  private ReceptiveField through(Window w) {
    return new ReceptiveField(
        rows.through(
            w.kernel().height(), w.stride().height(), w.padding().top(), w.dilation().height()),
        columns.through(
            w.kernel().width(), w.stride().width(), w.padding().left(), w.dilation().width()));
  }
}
