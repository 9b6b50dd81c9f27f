package dev.stria.data;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Images of one shape with labels, read by position, in any order and by several threads at once.
 *
 * <p>The values are not normalised; images that came from bytes lie between 0 and 1. A dataset may
 * hold its images in memory or read each from disk when it is asked for.
 */
public interface Dataset {
  /**
   * Returns the number of examples.
   *
   * @return the number, 0 or more
   */
  int size();

  /**
   * Returns the shape of one image.
   *
   * @return the shape, {@code [C, H, W]}
   */
  Shape shape();

  /**
   * Returns the names of the classes in the order of the labels.
   *
   * @return one name per class
   */
  List<String> classes();

  /**
   * Returns the label of an example.
   *
   * @param index its position, 0 to {@code size() - 1}
   * @return the position of its class in {@link #classes()}
   * @throws IndexOutOfBoundsException if there is no such example
   */
  int label(int index);

  /**
   * Writes the image of an example into an array.
   *
   * @param index its position, 0 to {@code size() - 1}
   * @param into where to write {@code shape().count()} values
   * @param offset the first position to write
   * @throws IndexOutOfBoundsException if there is no such example or the array is too short
   * @throws IOException if the image is read from a file and that fails
   */
  void read(int index, float[] into, int offset) throws IOException;

  /**
   * Returns the image of an example.
   *
   * <p><b>Shape:</b> {@code [C, H, W]}.
   *
   * @param index its position, 0 to {@code size() - 1}
   * @return the image, in an array of its own
   * @throws IndexOutOfBoundsException if there is no such example
   * @throws IOException if the image is read from a file and that fails
   */
  default Tensor image(int index) throws IOException {
    float[] values = new float[shape().count()];
    read(index, values, 0);
    return Tensor.of(shape(), values);
  }

  /**
   * Returns several examples as one batch.
   *
   * @param indices their positions, in the order wanted
   * @return images {@code [N, C, H, W]} and labels
   * @throws IndexOutOfBoundsException if there is no such example
   * @throws IOException if an image is read from a file and that fails
   */
  default Batch batch(int... indices) throws IOException {
    int stride = shape().count();
    Tensor images = Tensor.zeros(shape().prepend(indices.length));
    int[] labels = new int[indices.length];
    for (int i = 0; i < indices.length; i++) {
      read(indices[i], images.data(), i * stride);
      labels[i] = label(indices[i]);
    }
    return new Batch(images, labels, indices, classes().size());
  }

  /**
   * Reads every image once and keeps it in memory, as {@code float}.
   *
   * @return a dataset that needs no file any more
   * @throws IOException if an image is read from a file and that fails
   */
  default Dataset inMemory() throws IOException {
    Batch all = batch(Subset.range(size()));
    return of(all.images(), all.labels(), classes());
  }

  /**
   * Returns some of the examples as a dataset, without copying images.
   *
   * @param indices their positions, in the order wanted; a position may occur more than once
   * @return a view of this dataset
   * @throws IndexOutOfBoundsException if there is no such example
   */
  default Dataset subset(int... indices) {
    return new Subset(this, indices.clone());
  }

  /**
   * Returns the first examples as a dataset.
   *
   * @param count how many; all if there are fewer
   * @return a view of this dataset
   */
  default Dataset first(int count) {
    return subset(Subset.range(Math.min(count, size())));
  }

  /**
   * Splits the examples at random into two datasets, each class in the same proportion.
   *
   * @param fraction the part of each class that goes into the second dataset, between 0 and 1
   * @param seed decides which examples
   * @return the two datasets, such as one to train and one to validate
   * @throws IllegalArgumentException if the fraction is not between 0 and 1
   */
  default Split split(double fraction, long seed) {
    return Subset.split(this, fraction, new SeededRandom(seed));
  }

  /**
   * Returns a dataset over bytes in memory, each read as 0 to 255 and divided by 255.
   *
   * @param shape the shape of one image, {@code [C, H, W]}
   * @param pixels the images, one behind the other, not copied
   * @param labels one label per image, not copied
   * @param classes the names of the classes
   * @return the dataset
   * @throws IllegalArgumentException if the numbers of images and labels differ, or a label has no
   *     class
   */
  static Dataset ofBytes(Shape shape, byte[] pixels, int[] labels, List<String> classes) {
    return new ByteDataset(shape, pixels, labels, List.copyOf(classes));
  }

  /**
   * Returns a dataset over a tensor of images in memory.
   *
   * <p><b>Shape:</b> {@code [N, C, H, W]}.
   *
   * @param images the images, not copied
   * @param labels one label per image, not copied
   * @param classes the names of the classes
   * @return the dataset
   * @throws IllegalArgumentException if the numbers of images and labels differ, or a label has no
   *     class
   */
  static Dataset of(Tensor images, int[] labels, List<String> classes) {
    return new TensorDataset(images, labels, List.copyOf(classes));
  }

  /**
   * Two datasets that share no example.
   *
   * @param train the one to learn from
   * @param validation the one to measure on
   */
  record Split(Dataset train, Dataset validation) {
    /** Creates a pair. */
    public Split {
      Objects.requireNonNull(train, "train");
      Objects.requireNonNull(validation, "validation");
    }
  }

  /**
   * Counts the examples of each class.
   *
   * @return one count per class
   */
  default int[] histogram() {
    int[] counts = new int[classes().size()];
    for (int i = 0; i < size(); i++) {
      counts[label(i)]++;
    }
    return counts;
  }

  /**
   * Returns the labels of all examples.
   *
   * @return one label per example, in a fresh array
   */
  default int[] labels() {
    int[] labels = new int[size()];
    Arrays.setAll(labels, this::label);
    return labels;
  }
}
