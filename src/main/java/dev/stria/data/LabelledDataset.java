package dev.stria.data;

import dev.stria.tensor.Shape;
import java.util.List;

/** What all datasets in memory share: a shape, labels and the names of classes. */
abstract class LabelledDataset implements Dataset {
  private final Shape shape;
  private final int[] labels;
  private final List<String> classes;

  /**
   * Checks the labels.
   *
   * @throws IllegalArgumentException if there are not as many as images, or one has no class
   */
  LabelledDataset(Shape shape, int images, int[] labels, List<String> classes) {
    if (labels.length != images) {
      throw new IllegalArgumentException(
          "expected one label per image, but got "
              + images
              + " images and "
              + labels.length
              + " labels");
    }
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] < 0 || labels[i] >= classes.size()) {
        throw new IllegalArgumentException(
            "label " + labels[i] + " of example " + i + " is outside 0 to " + (classes.size() - 1));
      }
    }
    this.shape = shape;
    this.labels = labels;
    this.classes = classes;
  }

  @Override
  public final int size() {
    return labels.length;
  }

  @Override
  public final Shape shape() {
    return shape;
  }

  @Override
  public final List<String> classes() {
    return classes;
  }

  @Override
  public final int label(int index) {
    return labels[index];
  }
}
