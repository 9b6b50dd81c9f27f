package dev.stria.data;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Texts in PNG files: {@code tEXt} where Latin-1 is enough, else {@code iTXt}. */
final class PngText {
  private PngText() {}

  /** Adds the text of a chunk; chunks that are compressed or not well formed are of no interest. */
  static void parse(String type, byte[] chunk, Map<String, String> into) {
    int end = end(chunk, 0);
    if (end < 1 || end == chunk.length) {
      return;
    }
    String key = new String(chunk, 0, end, StandardCharsets.ISO_8859_1);
    if (type.equals("tEXt")) {
      into.put(key, text(chunk, end + 1, StandardCharsets.ISO_8859_1));
    } else if (end + 2 < chunk.length && chunk[end + 1] == 0) {
      int language = end(chunk, end + 3);
      int translated = language < chunk.length ? end(chunk, language + 1) : chunk.length;
      if (translated < chunk.length) {
        into.put(key, text(chunk, translated + 1, StandardCharsets.UTF_8));
      }
    }
  }

  private static int end(byte[] chunk, int from) {
    int at = from;
    while (at < chunk.length && chunk[at] != 0) {
      at++;
    }
    return at;
  }

  private static String text(byte[] chunk, int from, Charset charset) {
    return new String(chunk, from, chunk.length - from, charset);
  }

  static boolean isLatin(String text) {
    return StandardCharsets.ISO_8859_1.newEncoder().canEncode(text);
  }

  /** Returns the content of a chunk for a text. */
  static byte[] chunk(String key, String text) {
    boolean latin = isLatin(text);
    byte[] name = key.getBytes(StandardCharsets.ISO_8859_1);
    if (name.length < 1 || name.length > 79 || !isLatin(key) || key.indexOf(0) >= 0) {
      throw new IllegalArgumentException("\"" + key + "\" is no key for a text in a PNG image");
    }
    byte[] value = text.getBytes(latin ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    int zeros = latin ? 1 : 5;
    ByteBuffer chunk = ByteBuffer.allocate(name.length + zeros + value.length);
    return chunk.put(name).put(new byte[zeros]).put(value).array();
  }
}
