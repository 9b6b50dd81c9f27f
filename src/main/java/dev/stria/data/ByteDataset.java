package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import java.util.List;
import java.util.Objects;

/** Images of bytes in memory: a quarter of the size of the same images as {@code float}. */
final class ByteDataset extends LabelledDataset {
  /** One value per byte, so that reading is a look-up and every reader divides alike. */
  private static final float[] UNIT = new float[256];

  static {
    for (int i = 0; i < UNIT.length; i++) {
      UNIT[i] = i / 255f;
    }
  }

  private final byte[] pixels;

  ByteDataset(Shape shape, byte[] pixels, int[] labels, List<String> classes) {
    super(shape, images(shape, pixels.length), labels, classes);
    this.pixels = pixels;
  }

  private static int images(Shape shape, int bytes) {
    if (shape.rank() != 3 || shape.count() == 0) {
      throw new ShapeException("dataset", "images [C, H, W]", shape, "");
    }
    if (bytes % shape.count() != 0) {
      throw new ShapeException(
          "dataset", "a multiple of " + shape.count() + " bytes for images " + shape, bytes, "");
    }
    return bytes / shape.count();
  }

  @Override
  public void read(int index, float[] into, int offset) {
    int count = shape().count();
    int from = Objects.checkIndex(index, size()) * count;
    for (int i = 0; i < count; i++) {
      into[offset + i] = UNIT[pixels[from + i] & 0xFF];
    }
  }
}
