package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * Pictures in a folder per class: {@code cats/1.png}, {@code dogs/2.jpg}. Each is decoded when it is
 * asked for, brought to one size, and forgotten.
 *
 * <p>Classes and files are in the order of their names, so that the same folder is the same dataset on
 * every machine. A damaged picture is an error when it is read; {@link #check()} reads all.
 */
public final class ImageFolder implements Dataset {
  private static final List<String> SUFFIXES = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");

  private final List<String> classes;
  private final List<Path> files;
  private final List<Integer> labels;
  private final Shape shape;

  private ImageFolder(List<String> classes, List<Path> files, List<Integer> labels, Shape shape) {
    this.classes = List.copyOf(classes);
    this.files = files;
    this.labels = labels;
    this.shape = shape;
  }

  /**
   * Looks for pictures in the folders of a folder. Hidden files, and files that are not named like
   * pictures (png, jpg, jpeg, gif, bmp), are left out.
   *
   * @param folder the folder that holds one folder per class
   * @param image the shape to bring every picture to: {@code [1, H, W]} for grey, {@code [3, H, W]} for
   *     RGB; pictures are resized so that they cover it, and cut to its middle
   * @return the dataset
   * @throws ShapeException if the shape is another
   * @throws IOException if there is no such folder or no picture in it; the message says what was
   *     expected
   */
  public static ImageFolder of(Path folder, Shape image) throws IOException {
    boolean picture = image.rank() == 3 && image.count() > 0;
    if (!picture || image.size(0) != 1 && image.size(0) != 3) {
      throw new ShapeException("image folder", "images [1, H, W] or [3, H, W]", image, "");
    }
    if (!Files.isDirectory(folder)) {
      throw new NotDirectoryException(folder + " (expected a folder with one folder per class)");
    }
    List<String> classes = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (Path kind : list(folder)) {
      if (Files.isDirectory(kind)) {
        for (Path file : list(kind)) {
          if (isPicture(file)) {
            files.add(file);
            labels.add(classes.size());
          }
        }
        classes.add(kind.getFileName().toString());
      }
    }
    if (files.isEmpty()) {
      throw new IOException(
          "no pictures in "
              + folder
              + ": expected one folder per class with files named "
              + String.join(", ", SUFFIXES));
    }
    return new ImageFolder(classes, files, labels, image);
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .sorted((a, b) -> a.getFileName().toString().compareTo(b.getFileName().toString()))
          .toList();
    }
  }

  private static boolean isPicture(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return SUFFIXES.stream().anyMatch(name::endsWith) && Files.isRegularFile(file);
  }

  /**
   * Reads every picture once, so that damaged ones are known before training starts.
   *
   * @throws MalformedFileException for the first one that is damaged
   * @throws IOException if a file cannot be read
   */
  public void check() throws IOException {
    for (Path file : files) {
      ImageFile.read(file);
    }
  }

  /**
   * Returns the file of an example.
   *
   * @param index its position
   * @return the file
   * @throws IndexOutOfBoundsException if there is no such example
   */
  public Path file(int index) {
    return files.get(index);
  }

  @Override
  public int size() {
    return files.size();
  }

  @Override
  public Shape shape() {
    return shape;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public int label(int index) {
    return labels.get(index);
  }

  @Override
  public void read(int index, float[] into, int offset) throws IOException {
    Tensor picture = ImageFile.readAs(files.get(index), shape.size(0));
    Tensor fitted = Resize.cover(picture, shape.size(1), shape.size(2));
    System.arraycopy(fitted.data(), 0, into, offset, shape.count());
  }
}
