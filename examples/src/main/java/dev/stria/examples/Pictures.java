package dev.stria.examples;

import dev.stria.data.ImageFile;
import dev.stria.data.Resize;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Pictures that the programs start from: the user's own, or those of this project by name. */
final class Pictures {
  private Pictures() {}

  /**
   * Reads a picture.
   *
   * @param name a file, or the name of one in {@code examples/data/photos} without its ending
   * @param channels 1 for grey, 3 for RGB
   * @return {@code [C, H, W]}, values from 0 to 1
   * @throws IOException if there is none or it cannot be read
   */
  static Tensor read(String name, int channels) throws IOException {
    return ImageFile.readAs(file(name), channels);
  }

  /**
   * Reads a picture and makes its longer side as long as wanted.
   *
   * @param name as in {@link #read(String, int)}
   * @param channels 1 for grey, 3 for RGB
   * @param longerSide in pixels; 0 leaves it as it is
   */
  static Tensor read(String name, int channels, int longerSide) throws IOException {
    Tensor picture = read(name, channels);
    if (longerSide == 0) {
      return picture;
    }
    Shape shape = picture.shape();
    double scale = (double) longerSide / Math.max(shape.size(1), shape.size(2));
    return Resize.to(
        picture,
        Math.max(1, (int) Math.round(scale * shape.size(1))),
        Math.max(1, (int) Math.round(scale * shape.size(2))));
  }

  /** Returns the file of a picture. */
  static Path file(String name) throws IOException {
    Path own = Path.of(name);
    Path shipped = Home.data("photos").resolve(name + ".jpg");
    if (Files.exists(own) || !Files.exists(shipped)) {
      if (!Files.isRegularFile(own)) {
        throw new NoSuchFileException(
            own.toAbsolutePath().toString(),
            null,
            "no such picture; name a PNG, JPEG, GIF or BMP file, or one of " + names());
      }
      return own;
    }
    return shipped;
  }

  private static List<String> names() throws IOException {
    Path folder = Home.data("photos");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(file -> file.endsWith(".jpg"))
          .map(file -> file.substring(0, file.length() - 4))
          .sorted()
          .toList();
    }
  }
}
