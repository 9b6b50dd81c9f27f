package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.ZipException;

/**
 * Images as text: a line per image, its label and then its pixels as whole numbers from 0 to 255,
 * separated by commas. A first line of names is skipped; the file may be compressed with gzip.
 */
public final class PixelCsv {
  private static final int COMMA = ',';

  private final Path file;
  private final InputStream in;
  private final int pixels;
  private final int classes;
  private int line = 1;
  private int next;

  private PixelCsv(Path file, InputStream in, int pixels, int classes) {
    this.file = file;
    this.in = in;
    this.pixels = pixels;
    this.classes = classes;
  }

  /**
   * Reads a file into memory.
   *
   * @param file the file
   * @param image the shape of one image, {@code [C, H, W]}
   * @param classes the names of the classes
   * @return the dataset
   * @throws MalformedFileException if a line is not a label and as many pixels; the message names it
   * @throws ShapeException if the shape is not one of images
   * @throws IOException if the file cannot be read
   */
  public static Dataset read(Path file, Shape image, List<String> classes) throws IOException {
    if (image.rank() != 3 || image.count() == 0) {
      throw new ShapeException("pixel CSV", "images [C, H, W]", image, "");
    }
    ByteArrayOutputStream values = new ByteArrayOutputStream();
    IntStream.Builder labels = IntStream.builder();
    try (InputStream in = new BufferedInputStream(ByteSource.open(file).limitedStream())) {
      new PixelCsv(file, in, image.count(), classes.size()).lines(values, labels);
    } catch (ZipException | EOFException e) {
      throw new MalformedFileException(file, "compressed data are damaged: " + e.getMessage(), e);
    }
    return Dataset.ofBytes(image, values.toByteArray(), labels.build().toArray(), classes);
  }

  private void lines(ByteArrayOutputStream values, IntStream.Builder labels) throws IOException {
    next = in.read();
    if (next >= 0 && (next < '0' || next > '9')) {
      skipNames();
    }
    if (next < 0) {
      throw wrong("should be an image, but the file ends");
    }
    while (next >= 0) {
      labels.add(label());
      for (int i = 0; i < pixels; i++) {
        if (next != COMMA) {
          throw wrong("has " + i + " pixels, but " + pixels + " were expected");
        }
        next = in.read();
        values.write(number(255, "pixel"));
      }
      endOfLine();
    }
  }

  private void skipNames() throws IOException {
    while (next >= 0 && next != '\n') {
      if (next < ' ' && next != '\r' && next != '\t') {
        throw wrong("is not text");
      }
      next = in.read();
    }
    next = next < 0 ? next : in.read();
    line++;
  }

  private int label() throws IOException {
    int label = number(Integer.MAX_VALUE / 10 - 1, "label");
    if (label >= classes) {
      throw wrong("has the label " + label + ", which is outside 0 to " + (classes - 1));
    }
    return label;
  }

  private int number(int max, String what) throws IOException {
    int number = 0;
    boolean digits = false;
    for (; next >= '0' && next <= '9' && number <= max; next = in.read()) {
      number = 10 * number + next - '0';
      digits = true;
    }
    if (!digits || number > max) {
      throw wrong("has a " + what + " that is not a whole number from 0 to " + max);
    }
    return number;
  }

  private void endOfLine() throws IOException {
    if (next == '\r') {
      next = in.read();
    }
    if (next >= 0 && next != '\n') {
      throw wrong("goes on after " + pixels + " pixels");
    }
    next = next < 0 ? next : in.read();
    line++;
  }

  private MalformedFileException wrong(String problem) {
    return new MalformedFileException(file, "line " + line + " " + problem);
  }
}
