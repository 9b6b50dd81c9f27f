package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * NumPy's {@code .npy} files: one array each.
 *
 * <p>Read are real numbers of any width, truth values and both byte orders, in row-major or
 * column-major order; never Python objects. Source: NumPy, <em>numpy.lib.format</em>, versions 1 to 3.
 */
public final class Npy {
  static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private static final int CHUNK = 1 << 16;

  private Npy() {}

  /**
   * Reads a file; numbers become {@code float}, rounded where they are wider.
   *
   * @param file the file
   * @return the array
   * @throws MalformedFileException if the content is not a valid array of numbers
   * @throws IOException if the file cannot be read
   */
  public static Tensor read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return read(file, in, Files.size(file));
    }
  }

  /** Reads an array that, header included, is to take this many bytes exactly. */
  static Tensor read(Path file, InputStream in, long length) throws IOException {
    NpyHeader header = NpyHeader.read(file, in);
    long bytes = (long) header.shape().count() * header.dtype().bytes();
    if (header.length() + bytes != length) {
      throw new MalformedFileException(
          file,
          header.dtype()
              + " "
              + header.shape()
              + " takes "
              + bytes
              + " bytes behind the header, but"
              + " there are "
              + (length - header.length()));
    }
    Tensor inFile = Tensor.of(header.storedShape(), values(file, in, header));
    return header.columnMajor() ? transposed(inFile, header.shape()) : inFile;
  }

  private static float[] values(Path file, InputStream in, NpyHeader header) throws IOException {
    float[] values = new float[header.shape().count()];
    int bytes = header.dtype().bytes();
    byte[] chunk = new byte[(int) Math.min(CHUNK, (long) values.length * bytes)];
    for (int at = 0; at < values.length; ) {
      int count = Math.min(values.length - at, CHUNK / bytes);
      if (in.readNBytes(chunk, 0, count * bytes) < count * bytes) {
        throw new MalformedFileException(file, "ends inside the values");
      }
      ByteBuffer buffer = ByteBuffer.wrap(chunk).order(header.order());
      header.dtype().next(buffer, values, at, at + count);
      at += count;
    }
    return values;
  }

  /** Reverses the axes: what a file in column-major order holds, read row by row. */
  private static Tensor transposed(Tensor stored, Shape shape) {
    float[] values = new float[shape.count()];
    int[] index = new int[shape.rank()];
    for (int from = 0; from < values.length; from++) {
      int to = 0;
      for (int axis = 0; axis < index.length; axis++) {
        to = to * shape.size(axis) + index[axis];
      }
      values[to] = stored.data()[from];
      for (int axis = 0; axis < index.length && ++index[axis] == shape.size(axis); axis++) {
        index[axis] = 0;
      }
    }
    return Tensor.of(shape, values);
  }

  /**
   * Writes a file of 32-bit floats, as {@link SafeFile} does: whole or not at all.
   *
   * @param file the file, replaced if there is one
   * @param array the array
   * @throws IOException if writing fails; the file is as it was before
   */
  public static void write(Path file, Tensor array) throws IOException {
    SafeFile.write(file, out -> write(array, out));
  }

  static void write(Tensor array, OutputStream out) throws IOException {
    int[] sizes = array.shape().sizes();
    String shape =
        Arrays.stream(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", "));
    String header =
        "{'descr': '<f4', 'fortran_order': False, 'shape': ("
            + shape
            + (sizes.length == 1 ? "," : "")
            + "), }";
    int start = MAGIC.length + 4;
    int padded = (start + header.length() + 1 + 63) / 64 * 64 - start;
    out.write(MAGIC);
    out.write(new byte[] {1, 0});
    ByteBuffer length = ByteBuffer.allocate(2).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putShort((short) padded).array());
    String text = header + " ".repeat(padded - header.length() - 1) + "\n";
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    Safetensors.write(array.data(), out);
  }
}
