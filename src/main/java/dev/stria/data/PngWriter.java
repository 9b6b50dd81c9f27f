package dev.stria.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
    writer.header(width, height, channels);
    writer.texts(text);
    writer.chunk("IDAT", compressed(width * channels, height, channels, pixels));
    writer.chunk("IEND", new byte[0]);
  }

  /** Writes an animation that is repeated without end; readers that know none see the first frame. */
  static void animation(
      OutputStream out,
      int width,
      int height,
      int channels,
      List<byte[]> frames,
      int[] milliseconds,
      Map<String, String> text)
      throws IOException {
    PngWriter writer = new PngWriter(out);
    writer.header(width, height, channels);
    writer.chunk("acTL", ByteBuffer.allocate(8).putInt(frames.size()).putInt(0).array());
    writer.texts(text);
    int number = 0;
    for (int i = 0; i < frames.size(); i++) {
      ByteBuffer control = ByteBuffer.allocate(26).putInt(number++).putInt(width).putInt(height);
      control.putInt(0).putInt(0).putShort((short) milliseconds[i]).putShort((short) 1000);
      writer.chunk("fcTL", control.array()); // the last two bytes: keep the frame, then replace it
      byte[] data = compressed(width * channels, height, channels, frames.get(i));
      if (i == 0) {
        writer.chunk("IDAT", data);
      } else {
        ByteBuffer numbered = ByteBuffer.allocate(4 + data.length).putInt(number++).put(data);
        writer.chunk("fdAT", numbered.array());
      }
    }
    writer.chunk("IEND", new byte[0]);
  }

  private void header(int width, int height, int channels) throws IOException {
    out.write(PngChunks.SIGNATURE);
    ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
    header.put(new byte[] {8, (byte) COLOURS[channels - 1], 0, 0, 0});
    chunk("IHDR", header.array());
  }

  private void texts(Map<String, String> text) throws IOException {
    for (Map.Entry<String, String> entry : text.entrySet()) {
      String type = PngText.isLatin(entry.getValue()) ? "tEXt" : "iTXt";
      chunk(type, PngText.chunk(entry.getKey(), entry.getValue()));
    }
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
