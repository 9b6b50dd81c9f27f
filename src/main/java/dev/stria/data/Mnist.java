package dev.stria.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * MNIST: 60,000 training and 10,000 test images of handwritten digits, 1 × 28 × 28.
 *
 * <p>Source: LeCun, Bottou, Bengio and Haffner, <em>Gradient-based learning applied to document
 * recognition</em>, 1998. Licence of the data: CC BY-SA 3.0.
 */
public final class Mnist {
  /** Mean and standard deviation of the training images' pixels between 0 and 1. */
  public static final Normalization NORMALIZATION = Normalization.of(0.1307f, 0.3081f);

  static final MnistFiles FILES =
      new MnistFiles(
          "MNIST",
          "mnist",
          List.of(
              "https://ossci-datasets.s3.amazonaws.com/mnist/",
              "https://storage.googleapis.com/cvdf-datasets/mnist/"),
          List.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9"),
          List.of(
              "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
              "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
              "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
              "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"));

  private Mnist() {}

  /**
   * Reads both parts from the cache folder, into which the files (11 MB) are downloaded if they are not
   * there.
   *
   * @return 60,000 and 10,000 examples, 55 MB in memory
   * @throws IOException if the data are neither there nor to be had; the message says what to do
   */
  public static TrainTest load() throws IOException {
    return FILES.load(DataCache.standard());
  }

  /**
   * Reads both parts from a folder that holds the four files, gzipped or not.
   *
   * @param folder the folder
   * @return 60,000 and 10,000 examples, 55 MB in memory
   * @throws java.nio.file.NoSuchFileException if a file is missing; the message says what to do
   * @throws MalformedFileException if a file is damaged or not MNIST's, by its SHA-256
   * @throws IOException if a file cannot be read
   */
  public static TrainTest load(Path folder) throws IOException {
    return new TrainTest(train(folder), test(folder));
  }

  /**
   * Reads the training part from a folder.
   *
   * @param folder the folder
   * @return 60,000 examples
   * @throws java.nio.file.NoSuchFileException if a file is missing; the message says what to do
   * @throws MalformedFileException if a file is damaged or not MNIST's, by its SHA-256
   * @throws IOException if a file cannot be read
   */
  public static Dataset train(Path folder) throws IOException {
    return FILES.train(folder);
  }

  /**
   * Reads the test part from a folder.
   *
   * @param folder the folder
   * @return 10,000 examples
   * @throws java.nio.file.NoSuchFileException if a file is missing; the message says what to do
   * @throws MalformedFileException if a file is damaged or not MNIST's, by its SHA-256
   * @throws IOException if a file cannot be read
   */
  public static Dataset test(Path folder) throws IOException {
    return FILES.test(folder);
  }
}
