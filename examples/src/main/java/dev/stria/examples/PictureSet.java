package dev.stria.examples;

import dev.stria.data.Cifar10;
import dev.stria.data.Dataset;
import dev.stria.data.FashionMnist;
import dev.stria.data.ImageFolder;
import dev.stria.data.Mnist;
import dev.stria.data.Normalization;
import dev.stria.data.Resize;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import dev.stria.visual.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Pictures that a network is shown.
 *
 * @param pictures the pictures, as large as the network takes them
 * @param isSorted whether they belong to the network's classes
 * @param normalization how such pictures are usually prepared, or {@code null} if nobody knows
 */
record PictureSet(Dataset pictures, boolean isSorted, Normalization normalization) {
  private static final List<String> PHOTOS = List.of("cat", "coffee", "raccoon", "rocket");
  private static final Shape DIGIT = Shape.of(1, 28, 28);

  /**
   * Loads pictures.
   *
   * @param names names of data sets, folders or files; {@code null} for what fits the network
   * @throws IllegalArgumentException if they do not fit the network
   */
  static PictureSet load(Subject subject, List<String> names) throws IOException {
    Shape input = subject.network().inputShape();
    if (names == null) {
      return input.equals(DIGIT) ? named("mnist", input) : photos(PHOTOS, input);
    }
    PictureSet known =
        names.size() == 1 ? named(names.get(0).toLowerCase(Locale.ROOT), input) : null;
    return known == null ? photos(names, input) : known;
  }

  /** Returns how the network's pictures are prepared, if nothing else is said. */
  Preparation preparation(Subject subject) {
    boolean unknown = subject.preparation() == Preparation.none() && normalization != null;
    return unknown ? Preparation.of(normalization) : subject.preparation();
  }

  private static PictureSet named(String name, Shape input) throws IOException {
    switch (name) {
      case "mnist":
        return fitting(name, Mnist.test(Home.data("mnist")), input, Mnist.NORMALIZATION);
      case "fashion-mnist":
        return fitting(name, FashionMnist.load().test(), input, FashionMnist.NORMALIZATION);
      case "cifar-10":
        return fitting(name, Cifar10.load().test(), input, Cifar10.NORMALIZATION);
      default:
        Path folder = Path.of(name);
        return Files.isDirectory(folder) && hasFolders(folder)
            ? new PictureSet(ImageFolder.of(folder, input), true, null)
            : null;
    }
  }

  private static boolean hasFolders(Path folder) throws IOException {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside.anyMatch(Files::isDirectory);
    }
  }

  private static PictureSet fitting(
      String name, Dataset pictures, Shape input, Normalization normalization) {
    if (!pictures.shape().equals(input)) {
      throw new IllegalArgumentException(
          "--pictures: those of %s are %s, but the network takes %s"
              .formatted(name, pictures.shape(), input));
    }
    return new PictureSet(pictures, true, normalization);
  }

  private static PictureSet photos(List<String> names, Shape input) throws IOException {
    List<Tensor> photos = new ArrayList<>();
    for (String name : names) {
      for (String file : files(name)) {
        Tensor photo = Pictures.read(file, input.size(0));
        photos.add(Resize.cover(photo, input.size(1), input.size(2)));
      }
    }
    if (photos.isEmpty()) {
      throw new IllegalArgumentException("--pictures: there is no picture in " + names);
    }
    Tensor all = Tensor.zeros(input.prepend(photos.size()));
    for (int i = 0; i < photos.size(); i++) {
      System.arraycopy(photos.get(i).data(), 0, all.data(), i * input.count(), input.count());
    }
    return new PictureSet(Dataset.of(all, new int[photos.size()], List.of("photo")), false, null);
  }

  private static List<String> files(String name) throws IOException {
    Path folder = Path.of(name);
    if (!Files.isDirectory(folder)) {
      return List.of(name);
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(Path::toString)
          .filter(file -> file.toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g|gif|bmp)"))
          .sorted()
          .toList();
    }
  }
}
