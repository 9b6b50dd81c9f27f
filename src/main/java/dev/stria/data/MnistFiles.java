package dev.stria.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A data set published in MNIST's four files.
 *
 * @param name its name in messages
 * @param address where the files can be fetched
 * @param classes the names of the classes
 * @param sums SHA-256 of the uncompressed training images and labels, test images and labels
 */
record MnistFiles(String name, String address, List<String> classes, List<String> sums) {
  static final List<String> NAMES =
      List.of(
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte");

  Dataset train(Path folder) throws IOException {
    return pair(folder, 0);
  }

  Dataset test(Path folder) throws IOException {
    return pair(folder, 2);
  }

  private Dataset pair(Path folder, int first) throws IOException {
    Path imageFile = find(folder, first);
    Path labelFile = find(folder, first + 1);
    IdxArray labelArray = IdxArray.read(labelFile);
    int[] labels = IdxDataset.labels(labelFile, labelArray, classes.size());
    IdxArray images = IdxDataset.readImages(imageFile);
    requireSum(imageFile, images, first);
    requireSum(labelFile, labelArray, first + 1);
    return IdxDataset.of(imageFile, images, labels, labelFile, classes);
  }

  private Path find(Path folder, int file) throws NoSuchFileException {
    Path compressed = folder.resolve(NAMES.get(file) + ".gz");
    Path plain = folder.resolve(NAMES.get(file));
    if (!Files.exists(compressed) && !Files.exists(plain)) {
      throw new NoSuchFileException(
          compressed.toString(),
          null,
          name
              + " needs this file; get it from "
              + address
              + NAMES.get(file)
              + ".gz and put it there");
    }
    return Files.exists(compressed) ? compressed : plain;
  }

  private void requireSum(Path file, IdxArray content, int index) throws MalformedFileException {
    String sum = content.sha256();
    if (!sum.equals(sums.get(index))) {
      throw new MalformedFileException(
          file,
          "is not "
              + name
              + "'s "
              + NAMES.get(index)
              + ": SHA-256 of the content is "
              + sum
              + ", expected "
              + sums.get(index)
              + "; get it again from "
              + address);
    }
  }
}
