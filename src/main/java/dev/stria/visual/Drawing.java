package dev.stria.visual;

import dev.stria.data.ImageFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A finished picture, to be written as a PNG file: the same bytes for the same content. */
public final class Drawing {
  private final Raster raster;
  private final Map<String, String> metadata;

  Drawing(Raster raster, Map<String, String> metadata) {
    this.raster = raster;
    this.metadata = new TreeMap<>(metadata);
    this.metadata.putIfAbsent("Software", "Stria");
  }

  /**
   * Returns the width.
   *
   * @return in pixels
   */
  public int width() {
    return raster.width();
  }

  /**
   * Returns the height.
   *
   * @return in pixels
   */
  public int height() {
    return raster.height();
  }

  /**
   * Encodes the picture.
   *
   * @return the bytes of a PNG file
   */
  public byte[] png() {
    return ImageFile.png(raster.tensor(), metadata);
  }

  /**
   * Writes the picture into a file, which is replaced if it exists.
   *
   * @param file the file
   * @throws IOException if it cannot be written
   */
  public void save(Path file) throws IOException {
    ImageFile.write(file, raster.tensor(), metadata);
  }
}
