package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.nio.file.Path;

/** Turns the rows of a PNG image into planes of numbers between 0 and 1. */
final class PngPixels {
  private final Path file;
  private final PngHeader header;
  private final byte[] palette;
  private final byte[] transparency;
  private final int channels;
  private final int area;
  private final float[] values;

  PngPixels(Path file, PngHeader header, byte[] palette, byte[] transparency)
      throws MalformedFileException {
    this.file = file;
    this.header = header;
    this.palette = palette;
    this.transparency = transparency;
    requireTables();
    int colours = header.isGrey() ? 1 : 3;
    this.channels = colours + (header.hasAlpha() || transparency != null ? 1 : 0);
    this.area = header.width() * header.height();
    this.values = new float[Math.multiplyExact(channels, area)];
  }

  private void requireTables() throws MalformedFileException {
    boolean indexed = header.colour() == PngHeader.PALETTE;
    if (indexed && palette == null) {
      throw new MalformedFileException(file, "the chunk PLTE is missing before the image data");
    }
    if (palette != null && (palette.length % 3 != 0 || palette.length == 0)) {
      throw new MalformedFileException(file, "the chunk PLTE has " + palette.length + " bytes");
    }
    if (transparency == null) {
      return;
    }
    boolean fits =
        indexed
            ? transparency.length <= palette.length / 3
            : transparency.length == 2 * header.samples() && !header.hasAlpha();
    if (!fits) {
      throw new MalformedFileException(file, "the chunk tRNS does not fit the colour type");
    }
  }

  /** Puts a row of pixels, which lie {@code step} apart from {@code left} on. */
  void put(byte[] row, int count, int y, int left, int step) throws MalformedFileException {
    int at = y * header.width() + left;
    for (int x = 0; x < count; x++, at += step) {
      if (header.colour() == PngHeader.PALETTE) {
        putIndexed(sample(row, x), at);
      } else {
        putDirect(row, x * header.samples(), at);
      }
    }
  }

  private void putIndexed(int index, int at) throws MalformedFileException {
    if (3 * index >= palette.length) {
      throw new MalformedFileException(
          file, "colour " + index + " is outside the palette of " + palette.length / 3);
    }
    for (int c = 0; c < 3; c++) {
      values[c * area + at] = (palette[3 * index + c] & 0xFF) / 255f;
    }
    if (transparency != null) {
      values[3 * area + at] = index < transparency.length ? (transparency[index] & 0xFF) / 255f : 1;
    }
  }

  private void putDirect(byte[] row, int first, int at) {
    boolean key = transparency != null;
    for (int c = 0; c < header.samples(); c++) {
      int sample = sample(row, first + c);
      values[c * area + at] = sample / (float) header.max();
      key = key && sample == ((transparency[2 * c] & 0xFF) << 8 | transparency[2 * c + 1] & 0xFF);
    }
    if (transparency != null) {
      values[(channels - 1) * area + at] = key ? 0 : 1;
    }
  }

  private int sample(byte[] row, int number) {
    int depth = header.depth();
    if (depth == 8) {
      return row[number] & 0xFF;
    }
    if (depth == 16) {
      return (row[2 * number] & 0xFF) << 8 | row[2 * number + 1] & 0xFF;
    }
    int bit = number * depth;
    return row[bit / 8] >> 8 - depth - bit % 8 & header.max();
  }

  Tensor tensor() {
    return Tensor.of(Shape.of(channels, header.height(), header.width()), values);
  }
}
