package dev.stria.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;

/** The chunks of a PNG file, one after the other, each with its checksum checked. */
final class PngChunks {
  static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};

  private final Path file;
  private final InputStream in;
  private final CRC32 crc = new CRC32();
  private long left;
  private String type;
  private int remaining;

  PngChunks(Path file, InputStream in, long length) throws IOException {
    this.file = file;
    this.in = in;
    this.left = length - SIGNATURE.length;
    if (!Arrays.equals(in.readNBytes(SIGNATURE.length), SIGNATURE)) {
      throw new MalformedFileException(file, "not a PNG image: the signature is missing");
    }
  }

  /** Tells whether a file that begins like this is a PNG image. */
  static boolean isStart(byte[] start) {
    int length = SIGNATURE.length;
    return start.length >= length && Arrays.equals(start, 0, length, SIGNATURE, 0, length);
  }

  /** Skips what is left of the present chunk and goes to the next one, which must be there. */
  void next() throws IOException {
    if (type != null) {
      finish();
    }
    ByteBuffer head = ByteBuffer.wrap(raw(8, "before the chunk IEND"));
    long length = head.getInt() & 0xFFFFFFFFL;
    byte[] name = {head.get(), head.get(), head.get(), head.get()};
    if (length > left - 4) {
      throw new MalformedFileException(
          file,
          "ends inside a chunk: it should have " + length + " bytes, but " + left + " are left");
    }
    for (byte letter : name) {
      if (!(letter >= 'A' && letter <= 'Z' || letter >= 'a' && letter <= 'z')) {
        throw new MalformedFileException(file, "a chunk's name is not made of letters");
      }
    }
    type = new String(name, StandardCharsets.US_ASCII);
    remaining = (int) length;
    crc.reset();
    crc.update(name);
  }

  /** Returns the name of the present chunk. */
  String type() {
    return type;
  }

  /** Returns how many bytes of the present chunk were not read. */
  int remaining() {
    return remaining;
  }

  /** Returns the present chunk's bytes, which the caller knows to be few. */
  byte[] content() throws IOException {
    byte[] content = new byte[remaining];
    read(content, 0, content.length);
    return content;
  }

  /** Reads up to {@code count} bytes of the present chunk; -1 at its end. */
  int read(byte[] into, int offset, int count) throws IOException {
    if (remaining == 0) {
      return -1;
    }
    int n = in.readNBytes(into, offset, Math.min(count, remaining));
    if (n < Math.min(count, remaining)) {
      throw new MalformedFileException(file, "ends inside the chunk " + type);
    }
    crc.update(into, offset, n);
    remaining -= n;
    left -= n;
    return n;
  }

  /** Checks the checksum of the present chunk, which nothing may be read from any more. */
  void finish() throws IOException {
    byte[] buffer = new byte[Math.min(remaining, 1 << 13)];
    while (read(buffer, 0, buffer.length) >= 0) {
      // only the checksum is of interest
    }
    int sum = ByteBuffer.wrap(raw(4, "inside the chunk " + type)).getInt();
    if (sum != (int) crc.getValue()) {
      throw new MalformedFileException(file, "the checksum of the chunk " + type + " is wrong");
    }
  }

  private byte[] raw(int count, String where) throws IOException {
    byte[] bytes = in.readNBytes(count);
    left -= bytes.length;
    if (bytes.length < count) {
      throw new MalformedFileException(file, "ends " + where);
    }
    return bytes;
  }

  /** Returns the bytes of the present chunk IDAT and of those that follow without another between. */
  InputStream imageData() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] into, int offset, int count) throws IOException {
        while (type.equals("IDAT")) {
          int n = PngChunks.this.read(into, offset, count);
          if (n >= 0) {
            return n;
          }
          next();
        }
        throw new EOFException("the compressed data end too early");
      }
    };
  }
}
