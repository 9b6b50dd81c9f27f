package dev.stria.examples.text;

import dev.stria.data.MalformedFileException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a text file, decoded strictly: text in another encoding is refused by file and line. */
public final class TextLines {
  /** What is longer is no sentence, and a batch of such would not fit in memory. */
  private static final int LONGEST = 20_000;

  private TextLines() {}

  /**
   * Reads a file.
   *
   * @param file the file
   * @param charset its encoding
   * @return its lines without their ends
   * @throws MalformedFileException if it is empty, not text in that encoding, or has a line of more than 20,000 bytes;
   *     the message names the line
   * @throws IOException if it cannot be read
   */
  public static List<String> read(Path file, Charset charset) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    if (bytes.length == 0) {
      throw new MalformedFileException(file, "it is empty");
    }
    List<String> lines = new ArrayList<>();
    boolean manyBytes = false;
    boolean alwaysUtf8 = true;
    int firstHigh = 0;
    for (int from = 0; from < bytes.length; ) {
      int end = from;
      while (end < bytes.length && bytes[end] != '\n') {
        end++;
      }
      int length = end > from && bytes[end - 1] == '\r' ? end - 1 - from : end - from;
      if (length > LONGEST) {
        throw at(
            file,
            lines.size() + 1,
            "expected a sentence of at most 20,000 bytes, but this line has " + length);
      }
      ByteBuffer line = ByteBuffer.wrap(bytes, from, length);
      lines.add(decode(file, lines.size() + 1, line, charset));
      if (isHigh(bytes, from, length)) {
        firstHigh = firstHigh == 0 ? lines.size() : firstHigh;
        manyBytes = true;
        alwaysUtf8 &= isUtf8(line);
      }
      from = end + 1;
    }
    if (manyBytes && alwaysUtf8 && charset.newEncoder().maxBytesPerChar() == 1) {
      // any bytes are Latin-1 of a kind, but no Latin-1 text is UTF-8 by chance
      throw at(
          file,
          firstHigh,
          "this is UTF-8 and not " + charset + ", as which it was to be read; say --charset UTF-8");
    }
    return lines;
  }

  private static boolean isHigh(byte[] bytes, int from, int length) {
    for (int i = from; i < from + length; i++) {
      if (bytes[i] < 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isUtf8(ByteBuffer line) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(line.duplicate());
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static String decode(Path file, int number, ByteBuffer line, Charset charset)
      throws MalformedFileException {
    String text;
    try {
      text =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(line.duplicate())
              .toString();
    } catch (CharacterCodingException e) {
      throw at(
          file,
          number,
          "not "
              + charset
              + ", as which it was to be read; say --charset with the file's own encoding, such as"
              + " ISO-8859-1");
    }
    int control = control(text);
    if (control >= 0) {
      throw at(
          file,
          number,
          String.format(
              "a control character (U+%04X) at column %d: this is no plain text in %s",
              (int) text.charAt(control), control + 1, charset));
    }
    return text;
  }

  /** Returns where the first control character stands, −1 if there is none; those of Latin-1 pass. */
  private static int control(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' && c != '\t' && c != '\f' || c == '\uFEFF') {
        return i;
      }
    }
    return -1;
  }

  /**
   * Returns a complaint about a line.
   *
   * @param file the file
   * @param line the line's number, from 1
   * @param problem what is wrong and what to do
   * @return the exception
   */
  public static MalformedFileException at(Path file, int line, String problem) {
    return new MalformedFileException(file, "line " + line + ": " + problem);
  }
}
