package dev.stria.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Fashion-MNIST: 60,000 training and 10,000 test images of clothes, 1 × 28 × 28.
 *
 * <p>Source: Xiao, Rasul and Vollgraf, <em>Fashion-MNIST: a Novel Image Dataset for Benchmarking Machine
 * Learning Algorithms</em>, 2017. Licence of the data: MIT.
 */
public final class FashionMnist {
  /** Mean and standard deviation of the training images' pixels between 0 and 1. */
  public static final Normalization NORMALIZATION = Normalization.of(0.2860f, 0.3530f);

  static final MnistFiles FILES =
      new MnistFiles(
          "Fashion-MNIST",
          "fashion-mnist",
          List.of(
              "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/",
              "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"),
          List.of(
              "T-shirt/top",
              "trouser",
              "pullover",
              "dress",
              "coat",
              "sandal",
              "shirt",
              "sneaker",
              "bag",
              "ankle boot"),
          List.of(
              "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
              "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
              "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
              "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"));

  private FashionMnist() {}

  /**
   * Reads both parts from the cache folder, into which the files (30 MB) are downloaded if they are not
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
   * @throws MalformedFileException if a file is damaged or not Fashion-MNIST's, by its SHA-256
   * @throws IOException if a file cannot be read
   */
  public static TrainTest load(Path folder) throws IOException {
    return new TrainTest(FILES.train(folder), FILES.test(folder));
  }
}
