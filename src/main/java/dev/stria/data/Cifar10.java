package dev.stria.data;

import dev.stria.tensor.Shape;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;

/**
 * CIFAR-10: 50,000 training and 10,000 test photographs of ten kinds of things, 3 × 32 × 32.
 *
 * <p>Source: Krizhevsky, <em>Learning Multiple Layers of Features from Tiny Images</em>, 2009; the
 * binary version: records of a label and 3,072 bytes, red, green and blue plane.
 */
public final class Cifar10 {
  /** Mean and standard deviation of the training images' pixels between 0 and 1, per channel. */
  public static final Normalization NORMALIZATION =
      Normalization.of(
          new float[] {0.4914f, 0.4822f, 0.4465f}, new float[] {0.2470f, 0.2435f, 0.2616f});

  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");
  private static final Shape IMAGE = Shape.of(3, 32, 32);
  private static final int RECORD = 1 + 3 * 32 * 32;
  private static final String ADDRESS = "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz";
  private static final String ARCHIVE = "cifar-10-binary.tar.gz";
  private static final String SUBFOLDER = "cifar-10-batches-bin";

  static final RemoteFile REMOTE =
      new RemoteFile(
          "CIFAR-10",
          "cifar-10",
          ARCHIVE,
          List.of(ADDRESS),
          RemoteFile.Sum.MD5_OF_FILE,
          "c32a1d4ab5d03f1284b67883e8d87530");

  private Cifar10() {}

  /**
   * Reads both parts from the cache folder, into which the archive (162 MiB) is downloaded if it is
   * not there.
   *
   * @return 50,000 and 10,000 examples, 184 MB in memory
   * @throws IOException if the data are neither there nor to be had; the message says what to do
   */
  public static TrainTest load() throws IOException {
    return load(DataCache.standard().fetch(REMOTE).getParent());
  }

  /**
   * Reads both parts from a folder that holds {@code cifar-10-binary.tar.gz}, or {@code
   * data_batch_1.bin} to {@code data_batch_5.bin} and {@code test_batch.bin}, in it or in its folder
   * {@code cifar-10-batches-bin}. As many of the training files are read as there are.
   *
   * @param folder the folder
   * @return the examples
   * @throws NoSuchFileException if a file is missing; the message says what to do
   * @throws MalformedFileException if a file is damaged
   * @throws IOException if a file cannot be read
   */
  public static TrainTest load(Path folder) throws IOException {
    Path inside = folder.resolve(SUBFOLDER);
    Path bins = Files.isDirectory(inside) ? inside : folder;
    List<Path> train = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      Path file = bins.resolve("data_batch_" + i + ".bin");
      if (Files.exists(file)) {
        train.add(file);
      }
    }
    Path test = bins.resolve("test_batch.bin");
    if (!train.isEmpty() && Files.exists(test)) {
      return new TrainTest(read(train), read(List.of(test)));
    }
    Path archive = folder.resolve(ARCHIVE);
    if (!Files.exists(archive)) {
      throw new NoSuchFileException(
          archive.toString(),
          null,
          "CIFAR-10 needs it; get it from " + ADDRESS + " and put it there");
    }
    return readArchive(archive);
  }

  /**
   * Reads files of records, one behind the other, into memory.
   *
   * @param files files in the binary version's format
   * @return the dataset
   * @throws MalformedFileException if a file is not made of whole records, or has a label above 9
   * @throws IOException if a file cannot be read
   */
  public static Dataset read(List<Path> files) throws IOException {
    Records records = new Records();
    for (Path file : files) {
      try (InputStream in = Files.newInputStream(file)) {
        records.add(file, in, Files.size(file));
      }
    }
    return records.dataset();
  }

  private static TrainTest readArchive(Path archive) throws IOException {
    Records train = new Records();
    Records test = new Records();
    try (TarReader tar = TarReader.open(archive)) {
      while (tar.next()) {
        String name = tar.name().substring(tar.name().lastIndexOf('/') + 1);
        if (name.matches("data_batch_[1-5]\\.bin")) {
          add(train, archive, tar);
        } else if (name.equals("test_batch.bin")) {
          add(test, archive, tar);
        }
      }
    } catch (ZipException | EOFException e) {
      throw new MalformedFileException(archive, "damaged: " + e.getMessage(), e);
    }
    if (train.isEmpty() || test.isEmpty()) {
      throw new MalformedFileException(
          archive, "does not hold data_batch_1.bin and test_batch.bin");
    }
    return new TrainTest(train.dataset(), test.dataset());
  }

  private static void add(Records records, Path archive, TarReader tar) throws IOException {
    records.add(archive, tar.content(), tar.size());
  }

  /** Collects records from several files. */
  private static final class Records {
    private static final int MOST = (Integer.MAX_VALUE - 8) / RECORD;

    private final List<byte[]> pixels = new ArrayList<>();
    private final List<int[]> labels = new ArrayList<>();
    private int count;

    void add(Path file, InputStream in, long size) throws IOException {
      if (size % RECORD != 0 || size == 0 || size / RECORD > MOST - count) {
        throw new MalformedFileException(
            file, size + " bytes are not a number of CIFAR-10's records of " + RECORD + " bytes");
      }
      byte[] images = new byte[(int) (size / RECORD) * (RECORD - 1)];
      int[] kinds = new int[(int) (size / RECORD)];
      for (int i = 0; i < kinds.length; i++) {
        kinds[i] = in.read();
        if (kinds[i] >= CLASSES.size()) {
          throw new MalformedFileException(
              file, "label " + kinds[i] + " of record " + i + " is outside 0 to 9");
        }
        if (kinds[i] < 0 || in.readNBytes(images, i * (RECORD - 1), RECORD - 1) < RECORD - 1) {
          throw new MalformedFileException(file, "ends inside record " + i);
        }
      }
      pixels.add(images);
      labels.add(kinds);
      count += kinds.length;
    }

    boolean isEmpty() {
      return count == 0;
    }

    Dataset dataset() {
      byte[] images = new byte[count * (RECORD - 1)];
      int[] kinds = new int[count];
      int at = 0;
      for (int i = 0; i < labels.size(); i++) {
        System.arraycopy(pixels.get(i), 0, images, at * (RECORD - 1), pixels.get(i).length);
        System.arraycopy(labels.get(i), 0, kinds, at, labels.get(i).length);
        at += labels.get(i).length;
        pixels.set(i, null);
      }
      return Dataset.ofBytes(IMAGE, images, kinds, CLASSES);
    }
  }
}
