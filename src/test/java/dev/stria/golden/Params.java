package dev.stria.golden;

import java.util.List;
import java.util.Map;

/** One JSON object of a golden case, read with the types that are expected in it. */
final class Params {
  private final Map<String, Object> values;

  private Params(Map<String, Object> values) {
    this.values = values;
  }

  @SuppressWarnings("unchecked")
  static Params of(Object json) {
    return new Params(json == null ? Map.of() : (Map<String, Object>) json);
  }

  boolean has(String name) {
    return values.get(name) != null;
  }

  Object get(String name) {
    if (!has(name)) {
      throw new IllegalArgumentException("the case has no '" + name + "', only " + values.keySet());
    }
    return values.get(name);
  }

  Map<String, Object> all() {
    return values;
  }

  Params object(String name) {
    return of(values.get(name));
  }

  @SuppressWarnings("unchecked")
  List<Object> list(String name) {
    return has(name) ? (List<Object>) get(name) : List.of();
  }

  String text(String name) {
    return (String) get(name);
  }

  String text(String name, String otherwise) {
    return has(name) ? text(name) : otherwise;
  }

  double number(String name) {
    return ((Number) get(name)).doubleValue();
  }

  float number(String name, double otherwise) {
    return (float) (has(name) ? number(name) : otherwise);
  }

  int integer(String name) {
    return ((Number) get(name)).intValue();
  }

  int integer(String name, int otherwise) {
    return has(name) ? integer(name) : otherwise;
  }

  /** A flag, which ONNX writes as a number. */
  boolean flag(String name) {
    Object value = values.get(name);
    return value instanceof Boolean flag ? flag : value instanceof Number n && n.intValue() != 0;
  }

  /** Several whole numbers; a single one counts as a list of one. */
  int[] ints(String name) {
    Object value = get(name);
    return value instanceof List<?> list
        ? list.stream().mapToInt(n -> ((Number) n).intValue()).toArray()
        : new int[] {((Number) value).intValue()};
  }

  int[] ints(String name, int... otherwise) {
    return has(name) ? ints(name) : otherwise;
  }

  /** Rows and columns; a single number counts for both. */
  int[] pair(String name, int otherwise) {
    int[] given = ints(name, otherwise);
    return given.length == 1 ? new int[] {given[0], given[0]} : given;
  }

  @Override
  public String toString() {
    return values.toString();
  }
}
