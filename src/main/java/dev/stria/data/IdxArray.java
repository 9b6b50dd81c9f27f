package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.ZipException;

/**
 * The content of an IDX file, the format in which MNIST comes: a shape and numbers of one type.
 *
 * <p>Format: two zero bytes, a type code, the rank, the sizes as 32-bit numbers, then the values, all
 * big-endian. Files may be compressed with gzip; the content decides, not the name. Source: LeCun,
 * Cortes and Burges, <em>The MNIST database</em>, section "The IDX file format".
 */
public final class IdxArray {
  private static final int MAX_RANK = 8;

  private final IdxType type;
  private final Shape shape;
  private final byte[] raw;

  private IdxArray(IdxType type, Shape shape, byte[] raw) {
    this.type = type;
    this.shape = shape;
    this.raw = raw;
  }

  /**
   * Reads a file, compressed or not, as a whole.
   *
   * <p>All sizes are checked before memory is taken. A compressed file that announces more than 16
   * MiB and more than 100 times its own size is refused as a decompression bomb: inflate such a file
   * first, if it is genuine.
   *
   * @param file the file
   * @return its content
   * @throws MalformedFileException if the content is not a valid IDX file
   * @throws IOException if the file cannot be read
   */
  public static IdxArray read(Path file) throws IOException {
    ByteSource source = ByteSource.open(file);
    IdxType type;
    Shape shape;
    byte[] raw;
    try (InputStream in = source.stream()) {
      byte[] start = source.exactly(in, 4, "the header");
      type = type(file, start);
      shape = shape(file, source.exactly(in, 4 * (start[3] & 0xFF), "the sizes"));
      long bytes = (long) shape.count() * type.dtype().bytes();
      source.requireContent(4L + 4L * shape.rank(), bytes);
      raw = source.exactly(in, (int) bytes, "the values");
      if (in.read() != -1) {
        throw new MalformedFileException(
            file, "data go on after the " + shape.count() + " values announced by " + shape);
      }
    } catch (EOFException | ZipException e) {
      throw new MalformedFileException(file, "compressed data are damaged: " + e.getMessage(), e);
    }
    return new IdxArray(type, shape, raw);
  }

  private static IdxType type(Path file, byte[] start) throws MalformedFileException {
    IdxType type = IdxType.of(start[2]);
    if (start[0] != 0 || start[1] != 0 || type == null) {
      throw new MalformedFileException(
          file,
          "not an IDX file: expected 00 00, a type code and a rank, but it starts with "
              + HexFormat.ofDelimiter(" ").formatHex(start));
    }
    int rank = start[3] & 0xFF;
    if (rank == 0 || rank > MAX_RANK) {
      throw new MalformedFileException(
          file, "rank " + rank + " is outside 1 to " + MAX_RANK + " in the header");
    }
    return type;
  }

  private static Shape shape(Path file, byte[] sizes) throws MalformedFileException {
    ByteBuffer buffer = ByteBuffer.wrap(sizes);
    long[] shape = new long[sizes.length / 4];
    for (int axis = 0; axis < shape.length; axis++) {
      shape[axis] = buffer.getInt() & 0xFFFFFFFFL;
    }
    return Sizes.shape(file, shape, Dtype.F64.bytes());
  }

  /**
   * Returns the sizes that the file announced.
   *
   * @return the shape, of rank 1 or more
   */
  public Shape shape() {
    return shape;
  }

  /**
   * Returns the values of a file of unsigned bytes, which all of MNIST is.
   *
   * @return the values, row-major, each to be read as 0 to 255: the array itself, not a copy
   * @throws IllegalStateException if the values are of another type
   */
  public byte[] unsignedBytes() {
    if (type != IdxType.UNSIGNED_BYTE) {
      throw new IllegalStateException("the values are of type " + type + ", use tensor()");
    }
    return raw;
  }

  /**
   * Tells whether the values are unsigned bytes.
   *
   * @return whether {@link #unsignedBytes()} may be asked for
   */
  public boolean isUnsignedBytes() {
    return type == IdxType.UNSIGNED_BYTE;
  }

  /**
   * Returns the values as numbers, rounded to {@code float} where their type is wider.
   *
   * @return a tensor of the file's shape
   */
  public Tensor tensor() {
    float[] values = new float[shape.count()];
    type.dtype().next(ByteBuffer.wrap(raw), values, 0, values.length);
    return Tensor.of(shape, values);
  }

  /**
   * Returns the SHA-256 of the uncompressed file, which does not depend on how it was compressed.
   *
   * @return 64 hexadecimal digits, lower case
   */
  public String sha256() {
    ByteBuffer header = ByteBuffer.allocate(4 + 4 * shape.rank());
    header.put(new byte[] {0, 0, (byte) type.code(), (byte) shape.rank()});
    for (int size : shape.sizes()) {
      header.putInt(size);
    }
    return Sha256.of(header.array(), raw);
  }
}
