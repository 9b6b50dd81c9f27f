package dev.stria.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/** Writes PNG images of 8 bits per sample; each row takes the filter that leaves it smallest. */
final class PngWriter {
  private static final int[] COLOURS = {
    PngHeader.GREY, PngHeader.GREY_ALPHA, PngHeader.RGB, PngHeader.RGB_ALPHA
  };

  private final OutputStream out;

  private PngWriter(OutputStream out) {
    this.out = out;
  }

  /** Writes pixels row by row, {@code channels} bytes each, with texts by key. */
  static void write(
      OutputStream out,
      int width,
      int height,
      int channels,
      byte[] pixels,
      Map<String, String> text)
      throws IOException {
    PngWriter writer = new PngWriter(out);
    out.write(PngChunks.SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put(new byte[] {8, (byte) COLOURS[channels - 1], 0, 0, 0});
    writer.chunk("IHDR", header.array());
    for (Map.Entry<String, String> entry : text.entrySet()) {
      String type = PngText.isLatin(entry.getValue()) ? "tEXt" : "iTXt";
      writer.chunk(type, PngText.chunk(entry.getKey(), entry.getValue()));
    }
    writer.chunk("IDAT", compressed(width * channels, height, channels, pixels));
    writer.chunk("IEND", new byte[0]);
  }

  private static byte[] compressed(int length, int height, int pixel, byte[] pixels)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deflater deflater = new Deflater();
    try (DeflaterOutputStream out = new DeflaterOutputStream(bytes, deflater)) {
      byte[] above = new byte[length];
      byte[] row = new byte[length];
      for (int y = 0; y < height; y++) {
        System.arraycopy(pixels, y * length, row, 0, length);
        writeFiltered(row, above, pixel, out);
        System.arraycopy(row, 0, above, 0, length);
      }
    } finally {
      deflater.end();
    }
    return bytes.toByteArray();
  }

  private static void writeFiltered(byte[] row, byte[] above, int pixel, OutputStream out)
      throws IOException {
    byte[] filtered = new byte[row.length];
    int best = 0;
    long least = Long.MAX_VALUE;
    for (int type = 0; type < PngFilter.COUNT; type++) {
      long sum = PngFilter.apply(type, row, above, filtered, pixel);
      if (sum < least) {
        least = sum;
        best = type;
      }
    }
    PngFilter.apply(best, row, above, filtered, pixel);
    out.write(best);
    out.write(filtered);
  }

  private void chunk(String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    out.write(ByteBuffer.allocate(4).putInt(content.length).array());
    out.write(name);
    out.write(content);
    out.write(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
  }
}
