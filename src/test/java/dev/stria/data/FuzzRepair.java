package dev.stria.data;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/** Puts right what a format guards its content with. */
final class FuzzRepair {
  private FuzzRepair() {}

  /**
   * Returns a PNG file whose chunks have the right checksums, and whose image data are what could be
   * inflated of the old ones, deflated again.
   */
  static byte[] png(byte[] png) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.wrap(png);
    out.write(png, 0, Math.min(8, png.length));
    int at = 8;
    while (at + 12 <= png.length) {
      int length = in.getInt(at);
      if (length < 0 || length > png.length - at - 12) {
        break;
      }
      byte[] content = Arrays.copyOfRange(png, at + 8, at + 8 + length);
      boolean data = in.getInt(at + 4) == 0x49444154; // IDAT
      chunk(out, Arrays.copyOfRange(png, at + 4, at + 8), data ? deflatedAgain(content) : content);
      at += length + 12;
    }
    out.write(png, Math.min(at, png.length), Math.max(0, png.length - at));
    return out.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream out, byte[] name, byte[] content) {
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    ByteBuffer chunk = ByteBuffer.allocate(12 + content.length).putInt(content.length);
    out.writeBytes(chunk.put(name).put(content).putInt((int) crc.getValue()).array());
  }

  private static byte[] deflatedAgain(byte[] content) {
    byte[] rows = new byte[1 << 12];
    Inflater inflater = new Inflater();
    Deflater deflater = new Deflater();
    try {
      inflater.setInput(content);
      int count = inflater.inflate(rows);
      deflater.setInput(rows, 0, count);
      deflater.finish();
      byte[] deflated = new byte[1 << 13];
      return Arrays.copyOf(deflated, deflater.deflate(deflated));
    } catch (DataFormatException e) {
      return content;
    } finally {
      inflater.end();
      deflater.end();
    }
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
