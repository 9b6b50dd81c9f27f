package dev.stria.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * A file that can be downloaded, and how to know that it is the right one.
 *
 * @param dataset the name of what it belongs to, for messages
 * @param folder the folder in the cache, a plain name
 * @param name the name of the file in that folder
 * @param mirrors addresses where it can be had, tried in turn
 * @param sum what {@code expected} is
 * @param expected the checksum, in lower-case hexadecimal digits
 */
public record RemoteFile(
    String dataset, String folder, String name, List<String> mirrors, Sum sum, String expected) {
  /** A kind of checksum. */
  public enum Sum {
    /** SHA-256 of the file's bytes. */
    SHA256_OF_FILE,
    /** SHA-256 of what is inside a gzip file, as mirrors compress differently. */
    SHA256_OF_CONTENT,
    /** MD5 of the file's bytes, where the publisher gives no other. */
    MD5_OF_FILE
  }

  /**
   * Creates a description.
   *
   * @param dataset the name of what it belongs to, for messages
   * @param folder the folder in the cache, a plain name
   * @param name the name of the file in that folder
   * @param mirrors addresses where it can be had, tried in turn
   * @param sum what {@code expected} is
   * @param expected the checksum, in lower-case hexadecimal digits
   * @throws IllegalArgumentException if folder or name is not a plain name
   */
  public RemoteFile {
    mirrors = List.copyOf(mirrors);
    for (String plain : List.of(folder, name)) {
      if (!plain.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
        throw new IllegalArgumentException("not a plain name: " + plain);
      }
    }
  }

  /** Returns the checksum of a file, of the kind expected. */
  String sumOf(Path file) throws IOException {
    MessageDigest digest = sum == Sum.MD5_OF_FILE ? md5() : Sha256.digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in =
        sum == Sum.SHA256_OF_CONTENT
            ? ByteSource.open(file).stream()
            : Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return Sha256.text(digest);
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has MD5", e);
    }
  }
}
