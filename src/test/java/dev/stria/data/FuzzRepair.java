package dev.stria.data;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32;

/** Puts right what a format guards its content with. */
final class FuzzRepair {
  private FuzzRepair() {}

  /** Writes the right checksum behind every chunk of a PNG file that is whole. */
  static byte[] checksums(byte[] png) {
    byte[] repaired = png.clone();
    ByteBuffer buffer = ByteBuffer.wrap(repaired);
    int at = 8;
    while (at + 12 <= repaired.length) {
      int length = buffer.getInt(at);
      if (length < 0 || length > repaired.length - at - 12) {
        return repaired;
      }
      CRC32 crc = new CRC32();
      crc.update(repaired, at + 4, length + 4);
      buffer.putInt(at + 8 + length, (int) crc.getValue());
      at += length + 12;
    }
    return repaired;
  }

  /** Sets the length of a safetensors header to where its braces close. */
  static byte[] headerLength(byte[] file) {
    int depth = 0;
    for (int at = 8; at < file.length; at++) {
      depth += file[at] == '{' ? 1 : file[at] == '}' ? -1 : 0;
      if (depth == 0) {
        byte[] repaired = file.clone();
        ByteBuffer.wrap(repaired).order(ByteOrder.LITTLE_ENDIAN).putLong(0, at - 7);
        return repaired;
      }
    }
    return file;
  }
}
