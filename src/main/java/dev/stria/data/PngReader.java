package dev.stria.data;

import dev.stria.tensor.Tensor;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Reads PNG images of every kind, strictly: checksums, order of chunks, complete data. Colour profiles
 * and gamma are not applied; numbers are the file's own, divided by the largest one.
 *
 * <p>The JDK's reader checks neither checksums nor the end, and inflates text of any size. Source: W3C,
 * <em>Portable Network Graphics (PNG) Specification</em>, second edition.
 */
final class PngReader {
  /** Start and step of the seven passes of interlacing: x, y, dx, dy. */
  private static final int[][] ADAM7 = {
    {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
  };

  private static final int[][] ONE_PASS = {{0, 0, 1, 1}};
  private static final int MAX_TEXT = 1 << 16;

  private final Path file;
  private final PngChunks chunks;
  private final PngHeader header;
  private final Map<String, String> text = new LinkedHashMap<>();
  private PngPixels pixels;
  private byte[] palette;
  private byte[] transparency;

  private PngReader(Path file, InputStream in, long maxPixels) throws IOException {
    long length = Files.size(file);
    this.file = file;
    this.chunks = new PngChunks(file, in, length);
    chunks.next();
    if (!chunks.type().equals("IHDR") || chunks.remaining() > 13) {
      throw wrong("does not begin with a chunk IHDR of 13 bytes");
    }
    this.header = PngHeader.read(file, chunks.content());
    int channels = header.isGrey() ? 2 : 4; // a chunk tRNS may yet add alpha
    ImageFile.requireSize(file, header.width(), header.height(), channels, length, maxPixels);
    readChunks();
  }

  /** Reads an image as {@code [C, H, W]}, values from 0 to 1. */
  static Tensor read(Path file, long maxPixels) throws IOException {
    return open(file, maxPixels).pixels.tensor();
  }

  /** Reads the texts in a file, and checks it as if its image were wanted. */
  static Map<String, String> text(Path file, long maxPixels) throws IOException {
    return open(file, maxPixels).text;
  }

  private static PngReader open(Path file, long maxPixels) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 14)) {
      return new PngReader(file, in, maxPixels);
    } catch (ZipException | EOFException e) {
      throw new MalformedFileException(file, "damaged image data: " + e.getMessage(), e);
    }
  }

  private void readChunks() throws IOException {
    chunks.next();
    while (!chunks.type().equals("IEND")) {
      boolean data = chunks.type().equals("IDAT");
      switch (chunks.type()) {
        case "PLTE" -> palette = unique(palette, 3 * 256);
        case "tRNS" -> transparency = unique(transparency, 256);
        case "IDAT" -> readImage();
        case "tEXt", "iTXt" -> readText();
        default -> requireAncillary();
      }
      if (!data) { // reading the image ends at the chunk behind it
        chunks.next();
      }
    }
    if (chunks.remaining() > 0 || pixels == null) {
      throw wrong(pixels == null ? "has no chunk IDAT" : "the chunk IEND is not empty");
    }
    chunks.finish();
  }

  private byte[] unique(byte[] before, int maxLength) throws IOException {
    if (before != null || pixels != null || chunks.remaining() > maxLength) {
      throw wrong("the chunk " + chunks.type() + " is too long, comes twice, or behind IDAT");
    }
    return chunks.content();
  }

  private void requireAncillary() throws MalformedFileException {
    if (Character.isUpperCase(chunks.type().charAt(0))) {
      throw wrong("the chunk " + chunks.type() + " is unknown or comes twice");
    }
  }

  private void readImage() throws IOException {
    if (pixels != null) {
      throw wrong("other chunks stand between those of IDAT");
    }
    pixels = new PngPixels(file, header, palette, transparency);
    try (InputStream in = new InflaterInputStream(chunks.imageData())) {
      for (int[] pass : header.interlaced() ? ADAM7 : ONE_PASS) {
        readPass(in, pass);
      }
      if (in.read() != -1) {
        throw wrong("image data go on after the last row");
      }
    }
    while (chunks.type().equals("IDAT")) {
      chunks.next();
    }
  }

  private void readPass(InputStream in, int[] pass) throws IOException {
    int columns = (header.width() - pass[0] + pass[2] - 1) / pass[2];
    if (columns <= 0) {
      return;
    }
    int length = header.rowBytes(columns);
    int pixel = Math.max(1, header.samples() * header.depth() / 8);
    byte[] row = new byte[length];
    byte[] above = new byte[length];
    for (int y = pass[1]; y < header.height(); y += pass[3]) {
      int filter = in.read();
      if (filter < 0 || in.readNBytes(row, 0, length) < length) {
        throw wrong("the image data end before row " + y);
      }
      if (filter >= PngFilter.COUNT) {
        throw wrong("filter " + filter + " of row " + y + " does not exist");
      }
      PngFilter.undo(filter, row, above, length, pixel);
      pixels.put(row, columns, y, pass[0], pass[2]);
      byte[] swapped = above;
      above = row;
      row = swapped;
    }
  }

  private void readText() throws IOException {
    if (chunks.remaining() <= MAX_TEXT && text.size() < 100) {
      PngText.parse(chunks.type(), chunks.content(), text);
    }
  }

  private MalformedFileException wrong(String problem) {
    return new MalformedFileException(file, problem);
  }
}
