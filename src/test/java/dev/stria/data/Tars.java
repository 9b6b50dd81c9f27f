package dev.stria.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes tar archives, which the library only reads. */
final class Tars {
  private static final int BLOCK = 512;
  private static final int SUM = 148;

  private Tars() {}

  /** Adds a file to an archive. */
  static void entry(ByteArrayOutputStream tar, String name, byte[] content) throws IOException {
    byte[] header = new byte[BLOCK];
    put(header, 0, name);
    put(header, 124, String.format("%011o", content.length));
    put(header, 257, "ustar");
    sign(header, 0);
    tar.write(header);
    tar.write(content);
    tar.write(new byte[(BLOCK - content.length % BLOCK) % BLOCK]);
  }

  private static void put(byte[] into, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, into, at, bytes.length);
  }

  /** Gives the header at a place of an archive the checksum that it should have. */
  static void sign(byte[] archive, int at) {
    Arrays.fill(archive, at + SUM, at + SUM + 8, (byte) ' ');
    int sum = 0;
    for (int i = at; i < at + BLOCK; i++) {
      sum += archive[i] & 0xFF;
    }
    put(archive, at + SUM, String.format("%06o\0 ", sum));
  }

  /** Returns an archive whose every block that looks like a header has the right checksum. */
  static byte[] signed(byte[] archive) {
    byte[] signed = archive.clone();
    for (int at = 0; at + BLOCK <= signed.length; at += BLOCK) {
      if (signed[at + 257] == 'u' && signed[at + 258] == 's') {
        sign(signed, at);
      }
    }
    return signed;
  }

  /** Returns a small archive: a folder, two files, and two empty blocks at its end. */
  static byte[] small() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    entry(tar, "folder/one.txt", "one".getBytes(StandardCharsets.US_ASCII));
    entry(tar, "two", new byte[600]);
    tar.write(new byte[2 * BLOCK]);
    return tar.toByteArray();
  }
}
