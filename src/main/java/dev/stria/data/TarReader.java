package dev.stria.data;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The files in a {@code .tar.gz} archive, one after the other; nothing is unpacked to disk. */
final class TarReader implements Closeable {
  private static final int BLOCK = 512;

  private final Path file;
  private final InputStream in;
  private String name;
  private long size;
  private long left;

  TarReader(Path file) throws IOException {
    this.file = file;
    this.in = ByteSource.open(file).stream();
  }

  /** Goes to the next file; false at the end of the archive. */
  boolean next() throws IOException {
    long padding = (BLOCK - size % BLOCK) % BLOCK;
    in.skipNBytes(left + padding);
    byte[] header = in.readNBytes(BLOCK);
    if (header.length == 0 || header.length == BLOCK && header[0] == 0) {
      return false;
    }
    if (header.length < BLOCK || header[257] != 'u' || header[258] != 's' || header[259] != 't') {
      throw new MalformedFileException(file, "not a tar archive");
    }
    name = text(header, 0, 100);
    size = octal(text(header, 124, 12).trim());
    left = size;
    return true;
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.ISO_8859_1);
  }

  private long octal(String digits) throws MalformedFileException {
    if (!digits.matches("[0-7]{1,11}")) {
      throw new MalformedFileException(file, "a file in the archive has no valid size");
    }
    return Long.parseLong(digits, 8);
  }

  String name() {
    return name;
  }

  long size() {
    return size;
  }

  /** Returns the content of the present file. */
  InputStream content() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        int value = left == 0 ? -1 : in.read();
        left -= value < 0 ? 0 : 1;
        return value;
      }

      @Override
      public int read(byte[] into, int offset, int count) throws IOException {
        int n = left == 0 ? -1 : in.read(into, offset, (int) Math.min(count, left));
        left -= Math.max(0, n);
        return n;
      }
    };
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
