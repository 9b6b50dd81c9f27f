package dev.stria.internal.json;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Writes values of the kinds that {@link JsonReader} returns. */
public final class JsonWriter {
  private JsonWriter() {}

  /**
   * Returns a value as JSON without white space, the members of objects in the order of their map.
   *
   * @param value a map with text as keys, list, text, number, truth value or {@code null}, nested as
   *     need be
   * @return the text
   * @throws IllegalArgumentException if a value is of another kind, not a finite number, or text with
   *     half a surrogate pair
   */
  public static String write(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, out);
    return out.toString();
  }

  private static void write(Object value, StringBuilder out) {
    if (value instanceof Map<?, ?> object) {
      object(object, out);
    } else if (value instanceof List<?> array) {
      array(array, out);
    } else if (value instanceof String text) {
      string(text, out);
    } else if (value == null || value instanceof Boolean || isNumber(value)) {
      out.append(value);
    } else {
      throw new IllegalArgumentException("no JSON for " + value.getClass() + " " + value);
    }
  }

  private static boolean isNumber(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Float f && Float.isFinite(f)
        || value instanceof Double d && Double.isFinite(d);
  }

  private static void object(Map<?, ?> object, StringBuilder out) {
    out.append('{');
    for (Iterator<? extends Map.Entry<?, ?>> members = object.entrySet().iterator();
        members.hasNext(); ) {
      Map.Entry<?, ?> member = members.next();
      string((String) member.getKey(), out);
      out.append(':');
      write(member.getValue(), out);
      out.append(members.hasNext() ? "," : "");
    }
    out.append('}');
  }

  private static void array(List<?> array, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < array.size(); i++) {
      out.append(i == 0 ? "" : ",");
      write(array.get(i), out);
    }
    out.append(']');
  }

  private static void string(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append(String.format("\\u%04x", (int) c));
      } else if (Character.isSurrogate(c)) {
        int point = text.codePointAt(i);
        if (Character.charCount(point) == 1) {
          throw new IllegalArgumentException("half a surrogate pair in \"" + text + "\"");
        }
        out.appendCodePoint(point);
        i++;
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
