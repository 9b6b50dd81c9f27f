package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.util.Objects;

/** Some examples, ready to be given to a network: images and what they show. */
public final class Batch {
  private final Tensor images;
  private final int[] labels;
  private final int[] indices;
  private final int classes;
  private final Tensor targets;

  /**
   * Creates a batch of examples of one class each.
   *
   * <p><b>Shape:</b> {@code images: [N, C, H, W]}.
   *
   * @param images the images, not copied
   * @param labels one label per image, not copied
   * @param indices the positions of the examples in their dataset, not copied
   * @param classes the number of classes
   * @throws ShapeException if the numbers of images, labels and positions differ
   */
  public Batch(Tensor images, int[] labels, int[] indices, int classes) {
    this(images, labels, indices, classes, null);
  }

  private Batch(Tensor images, int[] labels, int[] indices, int classes, Tensor targets) {
    if (images.shape().rank() == 0
        || labels.length != images.shape().size(0)
        || indices.length != labels.length) {
      throw new ShapeException(
          "batch", images.shape() + " with one label and position per image", labels.length, "");
    }
    this.images = images;
    this.labels = labels;
    this.indices = indices;
    this.classes = classes;
    this.targets = targets;
  }

  /**
   * Returns this batch with a probability for every class instead of one label, as mixed images need.
   *
   * <p><b>Shape:</b> {@code images} like the present ones, {@code targets: [N, classes]}.
   *
   * @param images the images instead of the present ones
   * @param targets the probability of every class for each image
   * @return the changed batch, with the same labels
   * @throws ShapeException if a shape is another
   */
  public Batch mixed(Tensor images, Tensor targets) {
    Shape expected = Shape.of(size(), classes);
    if (!targets.shape().equals(expected) || !images.shape().equals(this.images.shape())) {
      throw new ShapeException("mixed batch", expected, targets.shape(), "");
    }
    return new Batch(images, labels, indices, classes, Objects.requireNonNull(targets));
  }

  /**
   * Returns the number of examples.
   *
   * @return the number, less than asked for in the last batch of an epoch
   */
  public int size() {
    return labels.length;
  }

  /**
   * Returns the images.
   *
   * <p><b>Shape:</b> {@code [N, C, H, W]}.
   *
   * @return the images
   */
  public Tensor images() {
    return images;
  }

  /**
   * Returns the labels: the array itself, not a copy.
   *
   * @return one label per image
   */
  public int[] labels() {
    return labels;
  }

  /**
   * Returns where the examples stand in their dataset: the array itself, not a copy.
   *
   * @return one position per image
   */
  public int[] indices() {
    return indices;
  }

  /**
   * Tells whether images were mixed, so that {@link #targets()} says more than {@link #labels()}.
   *
   * @return whether the targets are more than ones and zeros
   */
  public boolean isMixed() {
    return targets != null;
  }

  /**
   * Returns the probability of every class for each image: one for the label's class and zero for all
   * others, unless images were mixed.
   *
   * <p><b>Shape:</b> {@code [N, classes]}.
   *
   * @return the probabilities
   */
  public Tensor targets() {
    return targets != null ? targets : oneHot();
  }

  private Tensor oneHot() {
    Tensor oneHot = Tensor.zeros(labels.length, classes);
    for (int i = 0; i < labels.length; i++) {
      oneHot.data()[i * classes + labels[i]] = 1;
    }
    return oneHot;
  }
}
