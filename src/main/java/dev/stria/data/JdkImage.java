package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;

/** Reads JPEG, GIF and BMP pictures through the JDK, size first. */
final class JdkImage {
  /** How many bytes from the start of a file are looked at. */
  static final int START = 34;

  private JdkImage() {}

  /** Reads a picture as {@code [C, H, W]}, values from 0 to 1. */
  static Tensor read(Path file, byte[] start, long maxPixels) throws IOException {
    String format = format(start);
    if (format == null) {
      throw new MalformedFileException(file, "not a PNG, JPEG, GIF or BMP image");
    }
    if (format.equals("bmp") && holdsAnotherFile(start)) {
      throw new MalformedFileException(
          file, "damaged or unsupported BMP image: it holds a JPEG or PNG image");
    }
    ImageReader reader = ImageIO.getImageReadersByFormatName(format).next();
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r");
        FileImageInputStream in = new FileImageInputStream(open)) {
      reader.setInput(in, true, true);
      return planes(decode(file, reader, maxPixels));
    } finally {
      reader.dispose();
    }
  }

  /** Such a file may be small, but the JDK takes as much memory for it as its header says. */
  private static boolean holdsAnotherFile(byte[] bmp) {
    if (bmp.length < START) {
      return false;
    }
    ByteBuffer header = ByteBuffer.wrap(bmp).order(ByteOrder.LITTLE_ENDIAN);
    int compression = header.getInt(14) == 12 ? 0 : header.getInt(30); // 12: the old, short header
    return compression == 4 || compression == 5;
  }

  private static String format(byte[] start) {
    if (start.length > 2 && start[0] == (byte) 0xFF && start[1] == (byte) 0xD8) {
      return "jpeg";
    }
    if (start.length > 3 && start[0] == 'G' && start[1] == 'I' && start[2] == 'F') {
      return "gif";
    }
    return start.length > 1 && start[0] == 'B' && start[1] == 'M' ? "bmp" : null;
  }

  // The JDK's decoders answer bad data with IIOException and with many kinds of RuntimeException.
  private static BufferedImage decode(Path file, ImageReader reader, long maxPixels)
      throws IOException {
    try {
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if (width <= 0 || height <= 0) {
        throw new MalformedFileException(
            file, "size " + width + " × " + height + " is not positive");
      }
      ImageFile.requireSize(file, width, height, 4, Files.size(file), maxPixels);
      List<String> warnings = new ArrayList<>();
      reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
      BufferedImage image = reader.read(0);
      requireWhole(file, warnings);
      return image;
    } catch (MalformedFileException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new MalformedFileException(
          file,
          "damaged or unsupported " + reader.getFormatName() + " image: " + e.getMessage(),
          e);
    }
  }

  /** Where its data end, the JDK fills a JPEG picture up with grey, and only warns. */
  private static void requireWhole(Path file, List<String> warnings) throws MalformedFileException {
    for (String warning : warnings) {
      if (warning.contains("remature end") || warning.contains("bad Huffman code")) {
        throw new MalformedFileException(file, "damaged or cut short: " + warning);
      }
    }
  }

  private static Tensor planes(BufferedImage image) {
    boolean grey =
        image.getRaster().getNumBands() == 1 && image.getType() == BufferedImage.TYPE_BYTE_GRAY;
    int channels = grey ? 1 : image.getColorModel().hasAlpha() ? 4 : 3;
    int width = image.getWidth();
    int area = width * image.getHeight();
    float[] values = new float[channels * area];
    int[] row = new int[width];
    for (int y = 0; y < image.getHeight(); y++) {
      if (grey) { // asked for RGB, the JDK would change the values of a grey picture
        image.getRaster().getSamples(0, y, width, 1, 0, row);
      } else {
        image.getRGB(0, y, width, 1, row, 0, width);
      }
      for (int c = 0; c < channels; c++) {
        int shift = grey ? 0 : c == 3 ? 24 : 16 - 8 * c;
        for (int x = 0; x < width; x++) {
          values[c * area + y * width + x] = (row[x] >>> shift & 0xFF) / 255f;
        }
      }
    }
    return Tensor.of(Shape.of(channels, image.getHeight(), width), values);
  }
}
