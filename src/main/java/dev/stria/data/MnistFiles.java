package dev.stria.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A data set published in MNIST's four files.
 *
 * @param name its name in messages
 * @param folder its folder in the cache
 * @param addresses where the files can be fetched, the preferred address first
 * @param classes the names of the classes
 * @param sums SHA-256 of the uncompressed training images and labels, test images and labels
 */
record MnistFiles(
    String name, String folder, List<String> addresses, List<String> classes, List<String> sums) {
  static final List<String> NAMES =
      List.of(
          "train-images-idx3-ubyte",
          "train-labels-idx1-ubyte",
          "t10k-images-idx3-ubyte",
          "t10k-labels-idx1-ubyte");

  /** Reads both parts from a cache, which fetches what it does not have. */
  TrainTest load(DataCache cache) throws IOException {
    Path folder = null;
    for (RemoteFile file : remotes()) {
      folder = cache.fetch(file).getParent();
    }
    return new TrainTest(train(folder), test(folder));
  }

  List<RemoteFile> remotes() {
    List<RemoteFile> remotes = new ArrayList<>();
    for (int i = 0; i < NAMES.size(); i++) {
      String file = NAMES.get(i) + ".gz";
      List<String> mirrors = addresses.stream().map(address -> address + file).toList();
      RemoteFile.Sum kind = RemoteFile.Sum.SHA256_OF_CONTENT;
      remotes.add(new RemoteFile(name, folder, file, mirrors, kind, sums.get(i)));
    }
    return remotes;
  }

  Dataset train(Path folder) throws IOException {
    return pair(folder, 0);
  }

  Dataset test(Path folder) throws IOException {
    return pair(folder, 2);
  }

  private Dataset pair(Path folder, int first) throws IOException {
    try {
      return checkedPair(folder, first);
    } catch (MalformedFileException e) {
      throw e.with("get it again from " + addresses.get(0));
    }
  }

  private Dataset checkedPair(Path folder, int first) throws IOException {
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
              + addresses.get(0)
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
              + sums.get(index));
    }
  }
}
