package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.List;
import java.util.Objects;

/** Images of one tensor in memory. */
final class TensorDataset implements Dataset {
  private final Tensor images;
  private final Shape shape;
  private final int[] labels;
  private final List<String> classes;

  TensorDataset(Tensor images, int[] labels, List<String> classes) {
    if (images.shape().rank() != 4) {
      throw new ShapeException("dataset", "images [N, C, H, W]", images.shape(), "");
    }
    Labels.require(labels, images.shape().size(0), classes.size());
    this.images = images;
    this.shape = images.shape().dropFirst();
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
    int from = Objects.checkIndex(index, labels.length) * shape.count();
    System.arraycopy(images.data(), from, into, offset, shape.count());
  }
}
