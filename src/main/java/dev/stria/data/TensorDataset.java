package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Objects;

/** Images of one tensor in memory. */
final class TensorDataset extends LabelledDataset {
  private final Tensor images;

  TensorDataset(Tensor images, int[] labels, List<String> classes) {
    super(requireImages(images.shape()).dropFirst(), images.shape().size(0), labels, classes);
    this.images = images;
  }

  private static Shape requireImages(Shape shape) {
    if (shape.rank() != 4) {
      throw new ShapeException("dataset", "images [N, C, H, W]", shape, "");
    }
    return shape;
  }

  @Override
  public void read(int index, float[] into, int offset) {
    int from = Objects.checkIndex(index, size()) * shape().count();
    System.arraycopy(images.data(), from, into, offset, shape().count());
  }
}
