package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Pictures in files: PNG, JPEG, GIF (its first picture) and BMP in, PNG out.
 *
 * <p>The content decides about the format, not the name. Sizes are checked before memory is taken: a
 * picture of more than {@link #MAX_PIXELS} pixels, or one that would take more than 32 MiB and 1,000
 * times the size of its file, is refused. With a limit of one's own, only that one holds.
 */
public final class ImageFile {
  /** The largest number of pixels that is read unless another limit is given: 64 million. */
  public static final long MAX_PIXELS = 64_000_000;

  /** No array need then be longer than Java allows: rows have 8 bytes per pixel or less. */
  private static final long MOST_PIXELS = (Integer.MAX_VALUE - 8) / 8;

  private static final long SMALL = 32L << 20;
  private static final long MAX_RATIO = 1000;

  private ImageFile() {}

  /**
   * Reads a picture with the channels that it has: grey, grey and alpha, RGB, or RGB and alpha.
   *
   * <p><b>Shape:</b> {@code [C, H, W]}, values from 0 to 1.
   *
   * @param file the file
   * @return the picture
   * @throws MalformedFileException if the content is not a whole picture of a known format, or exceeds
   *     a limit
   * @throws IOException if the file cannot be read
   */
  public static Tensor read(Path file) throws IOException {
    return read(file, MAX_PIXELS);
  }

  /**
   * Reads a picture with the channels that it has, and a limit of one's own on its size.
   *
   * <p><b>Shape:</b> {@code [C, H, W]}, values from 0 to 1.
   *
   * @param file the file
   * @param maxPixels the largest number of pixels to accept
   * @return the picture
   * @throws MalformedFileException if the content is not a whole picture of a known format, or exceeds
   *     a limit
   * @throws IOException if the file cannot be read
   */
  public static Tensor read(Path file, long maxPixels) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(JdkImage.START);
    }
    return PngChunks.isStart(start)
        ? PngReader.read(file, maxPixels)
        : JdkImage.read(file, start, maxPixels);
  }

  /**
   * Reads a picture and turns it into the channels wanted: colours into grey by 0.299 R + 0.587 G +
   * 0.114 B, grey into three equal colours; what is transparent shows white.
   *
   * <p><b>Shape:</b> {@code [C, H, W]}, values from 0 to 1.
   *
   * @param file the file
   * @param channels 1 for grey, 3 for RGB
   * @return the picture
   * @throws MalformedFileException if the content is not a whole picture of a known format, or exceeds
   *     a limit
   * @throws IOException if the file cannot be read
   */
  public static Tensor readAs(Path file, int channels) throws IOException {
    return ImageChannels.convert(read(file), channels);
  }

  /**
   * Reads the texts that a PNG picture carries.
   *
   * @param file the file
   * @return the texts by key, in the order of the file; without those that are compressed or long
   * @throws MalformedFileException if the file is not a whole PNG picture
   * @throws IOException if the file cannot be read
   */
  public static Map<String, String> text(Path file) throws IOException {
    return PngReader.text(file, MAX_PIXELS);
  }

  /**
   * Writes a picture as PNG with 8 bits per channel, as {@link SafeFile} does: whole or not at all.
   *
   * <p><b>Shape:</b> {@code [C, H, W]} with 1 channel (grey), 2 (with alpha), 3 (RGB) or 4 (with
   * alpha). Values below 0 and above 1 are cut, NaN becomes 0.
   *
   * @param file the file, replaced if there is one
   * @param image the picture
   * @param text texts by key to keep in the file, such as the seed that it was made with; may be empty
   * @throws ShapeException if the shape is another
   * @throws IllegalArgumentException if a key is not 1 to 79 Latin-1 characters
   * @throws IOException if writing fails; the file is as it was before
   */
  public static void write(Path file, Tensor image, Map<String, String> text) throws IOException {
    byte[] bytes = png(image, text);
    SafeFile.write(file, out -> out.write(bytes));
  }

  /**
   * Encodes a picture as {@link #write} does.
   *
   * @param image {@code [C, H, W]} with 1 to 4 channels
   * @param text texts by key to keep in the file; may be empty
   * @return the bytes of a PNG file
   * @throws ShapeException if the shape is another
   * @throws IllegalArgumentException if a key is not 1 to 79 Latin-1 characters
   */
  public static byte[] png(Tensor image, Map<String, String> text) {
    Shape shape = image.shape();
    requirePicture(shape);
    int channels = shape.size(0);
    byte[] pixels = pixels(image.data(), channels, shape.size(1) * shape.size(2));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      PngWriter.write(bytes, shape.size(2), shape.size(1), channels, pixels, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * Encodes pictures as an animated PNG, which browsers show and repeat without end; programs that know no
   * animations show the first picture. <em>Portable Network Graphics Specification</em>, third edition.
   *
   * @param frames the pictures, each {@code [C, H, W]} with 1 to 4 channels and all of the same shape
   * @param milliseconds how long each is shown, from 0 to 65,535
   * @param text texts by key to keep in the file; may be empty
   * @return the bytes of a PNG file
   * @throws ShapeException if the shapes differ or are others
   * @throws IllegalArgumentException if there are no frames, not as many times as frames, a time is out of
   *     range, or a key is not 1 to 79 Latin-1 characters
   */
  public static byte[] animatedPng(
      List<Tensor> frames, int[] milliseconds, Map<String, String> text) {
    requireTimes(frames.size(), milliseconds);
    Shape shape = frames.get(0).shape();
    requirePicture(shape);
    List<byte[]> pixels = new ArrayList<>();
    for (Tensor frame : frames) {
      if (!frame.shape().equals(shape)) {
        throw new ShapeException("image file", "frames like the first " + shape, frame.shape(), "");
      }
      pixels.add(pixels(frame.data(), shape.size(0), shape.size(1) * shape.size(2)));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      PngWriter.animation(
          bytes, shape.size(2), shape.size(1), shape.size(0), pixels, milliseconds, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void requireTimes(int frames, int... milliseconds) {
    if (frames == 0 || milliseconds.length != frames) {
      throw new IllegalArgumentException(
          "image file: expected frames and a time for each, but got %d and %d times"
              .formatted(frames, milliseconds.length));
    }
    for (int time : milliseconds) {
      if (time < 0 || time > 0xFFFF) {
        throw new IllegalArgumentException(
            "image file: expected times from 0 to 65535 ms, but got " + time);
      }
    }
  }

  private static void requirePicture(Shape shape) {
    if (shape.rank() != 3 || shape.count() == 0 || shape.size(0) > 4) {
      throw new ShapeException("image file", "[C, H, W] with 1 to 4 channels", shape, "");
    }
  }

  private static byte[] pixels(float[] planes, int channels, int area) {
    byte[] pixels = new byte[planes.length];
    for (int c = 0; c < channels; c++) {
      for (int at = 0; at < area; at++) {
        float value = Math.max(0, Math.min(1, planes[c * area + at]));
        pixels[at * channels + c] = (byte) (int) (value * 255 + 0.5f);
      }
    }
    return pixels;
  }

  /** Checks the size that a file announces, before memory is taken. */
  static void requireSize(
      Path file, int width, int height, int channels, long fileLength, long maxPixels)
      throws MalformedFileException {
    long pixels = (long) width * height;
    long limit = Math.min(maxPixels, MOST_PIXELS);
    if (pixels > limit) {
      throw new MalformedFileException(
          file, width + " × " + height + " is " + pixels + " pixels, but the limit is " + limit);
    }
    long bytes = 4 * pixels * channels;
    if (maxPixels == MAX_PIXELS && bytes > SMALL && bytes / MAX_RATIO > fileLength) {
      throw new MalformedFileException(
          file,
          width
              + " × "
              + height
              + " pixels in "
              + fileLength
              + " bytes look like a decompression bomb; if they are genuine, give a limit of pixels");
    }
  }
}
