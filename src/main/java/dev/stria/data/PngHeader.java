package dev.stria.data;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/** The chunk IHDR: size and kind of a PNG image. */
record PngHeader(int width, int height, int depth, int colour, boolean interlaced) {
  static final int GREY = 0;
  static final int RGB = 2;
  static final int PALETTE = 3;
  static final int GREY_ALPHA = 4;
  static final int RGB_ALPHA = 6;

  static PngHeader read(Path file, byte[] chunk) throws MalformedFileException {
    if (chunk.length != 13) {
      throw new MalformedFileException(file, "the chunk IHDR must have 13 bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(chunk);
    PngHeader header = new PngHeader(in.getInt(), in.getInt(), in.get(), in.get(), chunk[12] == 1);
    if (header.width <= 0 || header.height <= 0) {
      throw new MalformedFileException(
          file,
          "size "
              + Integer.toUnsignedString(header.width)
              + " × "
              + Integer.toUnsignedString(header.height)
              + " is outside 1 to 2147483647");
    }
    if (!header.isKnownKind()
        || chunk[10] != 0
        || chunk[11] != 0
        || chunk[12] < 0
        || chunk[12] > 1) {
      throw new MalformedFileException(
          file,
          "colour type "
              + header.colour
              + ", bit depth "
              + header.depth
              + ", methods "
              + chunk[10]
              + ", "
              + chunk[11]
              + ", "
              + chunk[12]
              + " do not exist together");
    }
    return header;
  }

  private boolean isKnownKind() {
    return switch (colour) {
      case GREY -> depth == 1 || depth == 2 || depth == 4 || depth == 8 || depth == 16;
      case PALETTE -> depth == 1 || depth == 2 || depth == 4 || depth == 8;
      case RGB, GREY_ALPHA, RGB_ALPHA -> depth == 8 || depth == 16;
      default -> false;
    };
  }

  /** Returns how many numbers the file holds per pixel. */
  int samples() {
    return switch (colour) {
      case RGB -> 3;
      case GREY_ALPHA -> 2;
      case RGB_ALPHA -> 4;
      default -> 1;
    };
  }

  boolean hasAlpha() {
    return colour == GREY_ALPHA || colour == RGB_ALPHA;
  }

  boolean isGrey() {
    return colour == GREY || colour == GREY_ALPHA;
  }

  /** Returns the largest number that a sample may be. */
  int max() {
    return (1 << depth) - 1;
  }

  /** Returns the number of bytes in a row of so many pixels, without its filter type. */
  int rowBytes(int pixels) {
    return (int) (((long) pixels * samples() * depth + 7) / 8);
  }
}
