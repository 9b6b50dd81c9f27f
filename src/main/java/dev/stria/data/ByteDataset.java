package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import java.util.List;
import java.util.Objects;

/** Images of bytes in memory: a quarter of the size of the same images as {@code float}. */
final class ByteDataset implements Dataset {
  /** One value per byte, so that reading is a look-up and every reader divides alike. */
  private static final float[] UNIT = new float[256];

  static {
    for (int i = 0; i < UNIT.length; i++) {
      UNIT[i] = i / 255f;
    }
  }

  private final Shape shape;
  private final byte[] pixels;
  private final int[] labels;
  private final List<String> classes;

  ByteDataset(Shape shape, byte[] pixels, int[] labels, List<String> classes) {
    if (shape.rank() != 3 || shape.count() == 0) {
      throw new ShapeException("dataset", "images [C, H, W]", shape, "");
    }
    if (pixels.length % shape.count() != 0) {
      throw new ShapeException(
          "dataset",
          "a multiple of " + shape.count() + " bytes for images " + shape,
          pixels.length,
          "");
    }
    Labels.require(labels, pixels.length / shape.count(), classes.size());
    this.shape = shape;
    this.pixels = pixels;
    this.labels = labels;
    this.classes = classes;
  }

  @Override
  public int size() {
    return labels.length;
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public int label(int index) {
    return labels[index];
  }

  @Override
  public void read(int index, float[] into, int offset) {
    int count = shape.count();
    int from = Objects.checkIndex(index, labels.length) * count;
    for (int i = 0; i < count; i++) {
      into[offset + i] = UNIT[pixels[from + i] & 0xFF];
    }
  }
}
