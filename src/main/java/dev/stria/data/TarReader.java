package dev.stria.data;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;

/**
 * The files in a {@code .tar} or {@code .tar.gz} archive, one after the other; nothing is unpacked to disk.
 *
 * <pre>{@code
 * try (TarReader tar = TarReader.open(archive)) {
 *   while (tar.next()) {
 *     byte[] content = tar.bytes();
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>The format is POSIX ustar. Folders, links and other entries without content are passed over.
 */
public final class TarReader implements Closeable {
  private static final int BLOCK = 512;
  private static final int SUM = 148;
  private static final int TYPE = 156;
  private static final int PREFIX = 345;

  private final Path file;
  private final InputStream in;
  private final long length;
  private String name;
  private long size;
  private long left;
  private long announced;

  private TarReader(Path file) throws IOException {
    this.file = file;
    this.length = Files.size(file);
    this.in = ByteSource.open(file).stream();
  }

  /**
   * Opens an archive.
   *
   * @param file the archive, compressed with gzip or not
   * @return its reader, in front of the first file
   * @throws MalformedFileException if it is a damaged gzip file
   * @throws IOException if it cannot be read
   */
  public static TarReader open(Path file) throws IOException {
    try {
      return new TarReader(file);
    } catch (ZipException | EOFException e) {
      throw damaged(file, e);
    }
  }

  /**
   * Goes to the next file.
   *
   * @return false at the end of the archive
   * @throws MalformedFileException if the archive is damaged, or its files are larger than could be genuine
   * @throws IOException if it cannot be read
   */
  public boolean next() throws IOException {
    try {
      boolean found;
      boolean plain;
      do {
        byte[] header = nextHeader();
        found = header.length > 0;
        plain = found && (header[TYPE] == '0' || header[TYPE] == 0 || header[TYPE] == '7');
      } while (found && !plain);
      return found;
    } catch (ZipException | EOFException e) {
      throw damaged(file, e);
    }
  }

  /** Reads the header of the next entry of any type; returns nothing at the end. */
  private byte[] nextHeader() throws IOException {
    long padding = (BLOCK - size % BLOCK) % BLOCK;
    in.skipNBytes(left + padding);
    byte[] header = in.readNBytes(BLOCK);
    size = 0;
    left = 0;
    if (header.length == 0 || header.length == BLOCK && header[0] == 0) {
      return new byte[0];
    }
    if (header.length < BLOCK || header[257] != 'u' || header[258] != 's' || header[259] != 't') {
      throw new MalformedFileException(file, "not a tar archive");
    }
    requireSum(header);
    // GNU's older format, "ustar" and blanks, has other things in place of the folder
    String folder = header[262] == 0 ? text(header, PREFIX, 155) : "";
    name = (folder.isEmpty() ? "" : folder + "/") + text(header, 0, 100);
    size = octal(text(header, 124, 12).trim(), "size");
    left = size;
    announced += size;
    ByteSource.requirePlausible(file, announced, length);
    return header;
  }

  /** A header holds the sum of its bytes, with blanks in place of the sum; old programs added signed bytes. */
  private void requireSum(byte[] header) throws MalformedFileException {
    int unsigned = 0;
    int signed = 0;
    for (int i = 0; i < BLOCK; i++) {
      boolean blank = i >= SUM && i < SUM + 8;
      unsigned += blank ? ' ' : header[i] & 0xFF;
      signed += blank ? ' ' : header[i];
    }
    long expected = octal(text(header, SUM, 8).trim(), "checksum");
    if (expected != unsigned && expected != signed) {
      throw new MalformedFileException(
          file, "damaged: the header of a file in the archive does not match its checksum");
    }
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }

  private long octal(String digits, String what) throws MalformedFileException {
    if (!digits.matches("[0-7]{1,11}")) {
      throw new MalformedFileException(file, "a file in the archive has no valid " + what);
    }
    return Long.parseLong(digits, 8);
  }

  private static MalformedFileException damaged(Path file, IOException e) {
    return new MalformedFileException(
        file, "damaged: " + (e.getMessage() == null ? "it ends too early" : e.getMessage()), e);
  }

  /**
   * Returns the name of the present file.
   *
   * @return the name, with folders
   */
  public String name() {
    return name;
  }

  /**
   * Returns the size of the present file.
   *
   * @return in bytes
   */
  public long size() {
    return size;
  }

  /**
   * Reads the present file as a whole, or what is left of it.
   *
   * @return its bytes
   * @throws MalformedFileException if the archive is damaged, or the file is too large to be read as a whole
   * @throws IOException if it cannot be read
   */
  public byte[] bytes() throws IOException {
    if (left > Integer.MAX_VALUE - 8) {
      throw new MalformedFileException(file, name + " is too large to be read as a whole");
    }
    try {
      int count = (int) left;
      byte[] bytes = content().readNBytes(count);
      if (bytes.length < count) {
        throw new MalformedFileException(file, "ends inside " + name);
      }
      return bytes;
    } catch (ZipException | EOFException e) {
      throw damaged(file, e);
    }
  }

  /**
   * Returns the content of the present file; not to be used after {@link #next}.
   *
   * @return a stream that ends with the file
   */
  public InputStream content() {
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
