package dev.stria.internal.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads one JSON value (RFC 8259) and accepts nothing else.
 *
 * <p>Refused beyond the grammar: a name that occurs twice in an object, invalid UTF-8, half a surrogate
 * pair, more than {@value #MAX_DEPTH} levels, numbers of more than {@value #MAX_NUMBER} characters or
 * outside the range of their type. Objects become {@code Map<String, Object>} in the order of the
 * text, arrays {@code List<Object>}, numbers without fraction and exponent {@code Long}, others {@code
 * Double}, the rest {@code String}, {@code Boolean} and {@code null}.
 */
public final class JsonReader {
  private static final int MAX_DEPTH = 64;
  private static final int MAX_NUMBER = 64;

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * Reads UTF-8 text that holds one value and white space.
   *
   * @param utf8 the text
   * @return the value
   * @throws JsonException if the text is anything else
   */
  public static Object read(byte[] utf8) throws JsonException {
    if (isAscii(utf8)) { // the usual case, and half of the memory
      return read(new String(utf8, StandardCharsets.ISO_8859_1));
    }
    try {
      return read(StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException e) {
      throw new JsonException("invalid UTF-8");
    }
  }

  private static boolean isAscii(byte[] text) {
    for (byte b : text) {
      if (b < 0) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads text that holds one value and white space.
   *
   * @param text the text
   * @return the value
   * @throws JsonException if the text is anything else
   */
  public static Object read(String text) throws JsonException {
    JsonReader reader = new JsonReader(text);
    Object value = reader.value(0);
    reader.space();
    if (reader.at < text.length()) {
      throw reader.wrong("expected the end");
    }
    return value;
  }

  private Object value(int depth) throws JsonException {
    if (depth > MAX_DEPTH) {
      throw wrong("nested more than " + MAX_DEPTH + " levels deep");
    }
    space();
    return switch (peek()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, Object> object(int depth) throws JsonException {
    Map<String, Object> object = new LinkedHashMap<>();
    at++;
    space();
    if (skip('}')) {
      return object;
    }
    do {
      space();
      String name = string();
      if (object.containsKey(name)) {
        throw wrong("the name \"" + name + "\" occurs twice");
      }
      space();
      require(':');
      object.put(name, value(depth + 1));
      space();
    } while (skip(','));
    require('}');
    return object;
  }

  private List<Object> array(int depth) throws JsonException {
    List<Object> array = new ArrayList<>();
    at++;
    space();
    if (skip(']')) {
      return array;
    }
    do {
      array.add(value(depth + 1));
      space();
    } while (skip(','));
    require(']');
    return array;
  }

  private Object word(String word, Object value) throws JsonException {
    if (!text.startsWith(word, at)) {
      throw wrong("expected a value");
    }
    at += word.length();
    return value;
  }

  private String string() throws JsonException {
    require('"');
    StringBuilder string = new StringBuilder();
    for (char c = take(); c != '"'; c = take()) {
      if (c < ' ') {
        throw wrong("control character in a string");
      }
      string.append(c == '\\' ? escape() : c);
    }
    for (int i = 0; i < string.length(); i++) {
      int point = string.codePointAt(i);
      if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
        throw wrong("half a surrogate pair in a string");
      }
      i += Character.charCount(point) - 1;
    }
    return string.toString();
  }

  private char escape() throws JsonException {
    char c = take();
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) (hex() << 12 | hex() << 8 | hex() << 4 | hex());
      default -> throw wrong("unknown escape");
    };
  }

  private int hex() throws JsonException {
    char c = take();
    int digit = c < 128 ? Character.digit(c, 16) : -1;
    if (digit < 0) {
      throw wrong("expected a hexadecimal digit");
    }
    return digit;
  }

  private Object number() throws JsonException {
    int start = at;
    skip('-');
    if (!skip('0')) {
      digits();
    }
    boolean integral = true;
    if (skip('.')) {
      integral = false;
      digits();
    }
    if (skip('e') || skip('E')) {
      integral = false;
      if (!skip('+')) {
        skip('-');
      }
      digits();
    }
    if (at - start > MAX_NUMBER) {
      throw wrong("a number of more than " + MAX_NUMBER + " characters");
    }
    return number(text.substring(start, at), integral);
  }

  private Object number(String token, boolean integral) throws JsonException {
    if (!integral || token.equals("-0")) { // which is no whole number, as in the reference
      double value = Double.parseDouble(token);
      if (Double.isInfinite(value)) {
        throw wrong("the number " + token + " is out of range");
      }
      return value;
    }
    try {
      return Long.parseLong(token);
    } catch (NumberFormatException e) {
      throw wrong("the number " + token + " is out of range");
    }
  }

  private void digits() throws JsonException {
    int start = at;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    if (at == start) {
      throw wrong("expected a value");
    }
  }

  private void space() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws JsonException {
    if (at >= text.length()) {
      throw wrong("the text ends too early");
    }
    return text.charAt(at);
  }

  private char take() throws JsonException {
    char c = peek();
    at++;
    return c;
  }

  private boolean skip(char expected) {
    boolean there = at < text.length() && text.charAt(at) == expected;
    at += there ? 1 : 0;
    return there;
  }

  private void require(char expected) throws JsonException {
    if (!skip(expected)) {
      throw wrong("expected '" + expected + "'");
    }
  }

  private JsonException wrong(String problem) {
    return new JsonException("JSON: " + problem + " at character " + at);
  }
}
