package dev.stria.data;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * A file that may be compressed with gzip, with the checks that keep a small bad file from taking much
 * memory.
 */
final class ByteSource {
  /** Compressed files that announce less than this are never suspected. */
  private static final long SMALL = 16L << 20;

  /** Images compress 5 to 20 times; deflate can reach 1,032. */
  private static final long MAX_RATIO = 100;

  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final long length;
  private final boolean gzip;

  private ByteSource(Path file, long length, boolean gzip) {
    this.file = file;
    this.length = length;
    this.gzip = gzip;
  }

  /** Looks at a file's length and first two bytes. */
  static ByteSource open(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] magic = in.readNBytes(2);
      boolean gzip = magic.length == 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B;
      return new ByteSource(file, Files.size(file), gzip);
    }
  }

  /** Returns a stream of the uncompressed content. */
  InputStream stream() throws IOException {
    InputStream in = Files.newInputStream(file);
    try {
      return gzip ? new GZIPInputStream(in, BUFFER) : new BufferedInputStream(in, BUFFER);
    } catch (IOException | RuntimeException e) {
      in.close();
      throw e;
    }
  }

  /** Returns such a stream that ends with an exception where a decompression bomb is to be feared. */
  InputStream limitedStream() throws IOException {
    InputStream in = stream();
    if (!gzip) {
      return in;
    }
    return new FilterInputStream(in) {
      private long count;

      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int n = super.read(into, offset, length);
        count += Math.max(0, n);
        requirePlausible(file, count, ByteSource.this.length);
        return n;
      }
    };
  }

  /** Reads a number of bytes, which the caller has checked with {@link #requireContent}. */
  byte[] exactly(InputStream in, int count, String what) throws IOException {
    byte[] bytes = new byte[count];
    int n = in.readNBytes(bytes, 0, count);
    if (n < count) {
      throw new MalformedFileException(
          file, "ends inside " + what + ": expected " + count + " bytes, but got " + n);
    }
    return bytes;
  }

  /**
   * Checks, before memory is taken, that the file can hold as much as its header announces.
   *
   * @param header the bytes in front of the values
   * @param values the bytes of the values
   */
  void requireContent(long header, long values) throws IOException {
    long announced = header + values;
    if (!gzip) {
      if (length != announced) {
        throw new MalformedFileException(
            file, "announces " + announced + " bytes, but has " + length);
      }
      return;
    }
    requirePlausible(file, announced, length);
    if (announced > SMALL
        && lastMemberSize() != (int) announced
        && inflatedSize(announced) != announced) {
      throw new MalformedFileException(
          file, "announces " + announced + " bytes, but has another number when inflated");
    }
  }

  /** Refuses compressed data that announce much more than images or weights could shrink to. */
  static void requirePlausible(Path file, long announced, long compressed)
      throws MalformedFileException {
    if (announced > SMALL && announced / MAX_RATIO > compressed) {
      throw new MalformedFileException(
          file,
          "announces "
              + announced
              + " bytes in "
              + compressed
              + " compressed ones, which looks like a decompression bomb; if it is genuine, inflate it"
              + " first");
    }
  }

  /** Returns the size, modulo 2^32, that the gzip trailer gives for the last (usually only) member. */
  private int lastMemberSize() throws IOException {
    ByteBuffer size = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      channel.position(Math.max(0, length - 4));
      while (size.hasRemaining() && channel.read(size) >= 0) {
        // until four bytes are there
      }
    }
    return size.hasRemaining() ? -1 : size.getInt(0);
  }

  /** Returns the number of bytes when inflated, or some number above {@code enough}. */
  private long inflatedSize(long enough) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long size = 0;
    try (InputStream in = stream()) {
      for (int n = in.read(buffer); n >= 0 && size <= enough; n = in.read(buffer)) {
        size += n;
      }
    }
    return size;
  }
}
