package dev.stria.data;

import dev.stria.tensor.Shape;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Reads a pair of IDX files, images and labels, into memory. */
public final class IdxDataset {
  private IdxDataset() {}

  /**
   * Reads images and their labels.
   *
   * @param images an IDX file of unsigned bytes {@code [N, H, W]} or {@code [N, C, H, W]}, gzipped or
   *     not
   * @param labels an IDX file of unsigned bytes {@code [N]}, gzipped or not
   * @param classes the names of the classes
   * @return the dataset, one byte of memory per pixel
   * @throws MalformedFileException if a file is damaged, of another kind, or does not fit the other
   * @throws IOException if a file cannot be read
   */
  public static Dataset read(Path images, Path labels, List<String> classes) throws IOException {
    return of(images, readImages(images), readLabels(labels, classes.size()), labels, classes);
  }

  static Dataset of(
      Path imageFile, IdxArray images, int[] labels, Path labelFile, List<String> classes)
      throws MalformedFileException {
    Shape shape = images.shape();
    if (shape.size(0) != labels.length) {
      throw new MalformedFileException(
          labelFile, labels.length + " labels for " + shape.size(0) + " images in " + imageFile);
    }
    Shape image = shape.rank() == 3 ? shape.dropFirst().prepend(1) : shape.dropFirst();
    return Dataset.ofBytes(image, images.unsignedBytes(), labels, classes);
  }

  /**
   * Reads a file of images.
   *
   * @param file an IDX file of unsigned bytes {@code [N, H, W]} or {@code [N, C, H, W]}
   * @return its content
   * @throws MalformedFileException if the file is damaged or of another kind
   * @throws IOException if the file cannot be read
   */
  public static IdxArray readImages(Path file) throws IOException {
    IdxArray images = IdxArray.read(file);
    Shape shape = images.shape();
    if (!images.isUnsignedBytes() || shape.rank() < 3 || shape.rank() > 4) {
      throw new MalformedFileException(
          file,
          "expected images of unsigned bytes [N, H, W] or [N, C, H, W], but got shape "
              + shape
              + (shape.rank() == 1 ? "; is this the file of labels?" : ""));
    }
    if (shape.count() == 0) {
      throw new MalformedFileException(file, "there are no images in shape " + shape);
    }
    return images;
  }

  /**
   * Reads a file of labels.
   *
   * @param file an IDX file of unsigned bytes {@code [N]}
   * @param classes the number of classes
   * @return the labels, each below the number of classes
   * @throws MalformedFileException if the file is damaged, of another kind, or has a label that is too
   *     large
   * @throws IOException if the file cannot be read
   */
  public static int[] readLabels(Path file, int classes) throws IOException {
    return labels(file, IdxArray.read(file), classes);
  }

  static int[] labels(Path file, IdxArray array, int classes) throws MalformedFileException {
    if (!array.isUnsignedBytes() || array.shape().rank() != 1) {
      throw new MalformedFileException(
          file,
          "expected labels of unsigned bytes [N], but got shape "
              + array.shape()
              + (array.shape().rank() > 2 ? "; is this the file of images?" : ""));
    }
    byte[] bytes = array.unsignedBytes();
    int[] labels = new int[bytes.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = bytes[i] & 0xFF;
      if (labels[i] >= classes) {
        throw new MalformedFileException(
            file, "label " + labels[i] + " at position " + i + " is outside 0 to " + (classes - 1));
      }
    }
    return labels;
  }
}
