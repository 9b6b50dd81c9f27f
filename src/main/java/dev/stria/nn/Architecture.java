package dev.stria.nn;

import dev.stria.internal.json.JsonException;
import dev.stria.internal.json.JsonReader;
import dev.stria.internal.json.JsonWriter;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A network's architecture as JSON and back: every layer's kind and the options that it was built with.
 *
 * <p>The options of a layer are the components of its blueprint's record, so a new layer or option needs
 * nothing here. Only layers of this package are ever looked up by name.
 */
final class Architecture {
  private static final String KIND = "kind";
  private static final String LAYERS = "layers";

  /** Stands in for how weights were first drawn, since they are overwritten by those of the file. */
  private final Initializer initializer;

  private Architecture(Initializer initializer) {
    this.initializer = initializer;
  }

  /**
   * Writes the architecture of a network.
   *
   * @throws IllegalArgumentException if a part of it is Java code, which no text can rebuild
   */
  static String write(Layer network) {
    return JsonWriter.write(encode(network));
  }

  private static Object encode(Layer layer) {
    Map<String, Object> text = new LinkedHashMap<>();
    text.put(KIND, layer.getClass().getSimpleName());
    if (layer instanceof Sequential || layer instanceof Parallel) {
      Map<String, Object> parts = new LinkedHashMap<>();
      layer.parts().forEach((name, part) -> parts.put(name, encode(part)));
      text.put(LAYERS, parts);
    } else if (layer.origin() instanceof Record options && isOurs(layer)) {
      encodeOptions(layer, options, text);
    } else if (!isOurs(layer) || plainConstructor(layer.getClass()) == null) {
      throw new IllegalArgumentException(
          layer
              + " is Java code, which a model file cannot rebuild; save its weights by Weights.save"
              + " and build the network in code");
    }
    return text;
  }

  private static boolean isOurs(Layer layer) {
    return layer.getClass().getPackage() == Architecture.class.getPackage();
  }

  private static void encodeOptions(Layer layer, Record options, Map<String, Object> text) {
    for (RecordComponent component : options.getClass().getRecordComponents()) {
      Object value = read(options, component);
      if (component.getType() == Blueprint.class) {
        Layer part = layer.parts().get(component.getName());
        text.put(component.getName(), part == null ? null : encode(part));
      } else if (component.getType() != Initializer.class) {
        text.put(component.getName(), encodeValue(value));
      }
    }
  }

  private static Object encodeValue(Object value) {
    if (value instanceof Record options) {
      Map<String, Object> text = new LinkedHashMap<>();
      for (RecordComponent component : options.getClass().getRecordComponents()) {
        if (component.getType() != Initializer.class) {
          text.put(component.getName(), encodeValue(read(options, component)));
        }
      }
      return text;
    }
    return value instanceof Enum<?> constant ? constant.name() : value;
  }

  private static Object read(Record record, RecordComponent component) {
    try {
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(record + " does not show its " + component, e);
    }
  }

  /**
   * Reads a blueprint.
   *
   * @param json what {@link #write} returned, or anything else
   * @param initializer where the weights of the network come from until they are overwritten
   * @throws JsonException if the text is not an architecture
   */
  static Blueprint read(String json, Initializer initializer) throws JsonException {
    return new Architecture(initializer).decode(JsonReader.read(json));
  }

  private Blueprint decode(Object json) throws JsonException {
    Map<?, ?> text = object(json, "a layer");
    if (!(text.get(KIND) instanceof String kind)) {
      throw new JsonException("a layer without a kind: " + text.keySet());
    }
    if (kind.equals("Sequential")) {
      Sequential.Chain chain = Sequential.layers();
      for (Map.Entry<?, ?> part : object(text.get(LAYERS), LAYERS).entrySet()) {
        chain = chain.add((String) part.getKey(), decode(part.getValue()));
      }
      return chain;
    }
    if (kind.equals("Parallel")) {
      Parallel.Branches branches = Parallel.branches();
      for (Map.Entry<?, ?> part : object(text.get(LAYERS), LAYERS).entrySet()) {
        branches = branches.add((String) part.getKey(), decode(part.getValue()));
      }
      return branches;
    }
    return leaf(kind, text);
  }

  private Blueprint leaf(String kind, Map<?, ?> text) throws JsonException {
    Class<?> layer = layer(kind);
    if (text.size() == 1 && plainConstructor(layer) != null) {
      return site -> (Layer) create(plainConstructor(layer), site);
    }
    for (Class<?> nested : layer.getDeclaredClasses()) {
      if (nested.isRecord() && Blueprint.class.isAssignableFrom(nested)) {
        return (Blueprint) record(nested, text);
      }
    }
    throw new JsonException("a layer of kind " + kind + " takes no options, but has " + text);
  }

  private static Class<?> layer(String kind) throws JsonException {
    try {
      if (kind.matches("[A-Z][A-Za-z0-9]*")) {
        Class<?> type = Class.forName(Architecture.class.getPackageName() + "." + kind);
        if (Layer.class.isAssignableFrom(type)) {
          return type;
        }
      }
    } catch (ClassNotFoundException | LinkageError e) { // the latter where a's file is A's
      throw new JsonException("this version knows no layer of kind " + kind);
    }
    throw new JsonException("no layer can be of kind '" + kind + "'");
  }

  private static Constructor<?> plainConstructor(Class<?> layer) {
    try {
      return layer.getConstructor(Site.class);
    } catch (NoSuchMethodException e) {
      return null;
    }
  }

  private Object record(Class<?> type, Map<?, ?> text) throws JsonException {
    List<Object> values = new ArrayList<>();
    List<Class<?>> types = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      types.add(component.getType());
      Object json = text.get(component.getName());
      boolean none = json == null && component.isAnnotationPresent(MayBeNull.class);
      values.add(none ? null : value(component.getType(), component.getName(), json));
    }
    try {
      return create(type.getDeclaredConstructor(types.toArray(Class<?>[]::new)), values.toArray());
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(type + " is no record", e);
    } catch (IllegalArgumentException e) {
      throw new JsonException(e.getMessage());
    }
  }

  private Object value(Class<?> type, String name, Object json) throws JsonException {
    if (type == Initializer.class) {
      return initializer;
    }
    if (type == Blueprint.class) {
      return decode(json);
    }
    if (type.isRecord()) {
      return record(type, object(json, name));
    }
    if (type.isEnum() && json instanceof String constant) {
      return constant(type, name, constant);
    }
    if (json instanceof Number number && type.isPrimitive()) {
      return number(type, name, number);
    }
    if (json instanceof Boolean && type == boolean.class
        || json instanceof String && type == String.class) {
      return json;
    }
    throw new JsonException(
        "option '" + name + "' is missing or not of type " + type.getSimpleName());
  }

  private static Object number(Class<?> type, String name, Number number) throws JsonException {
    double value = number.doubleValue();
    if (type == double.class) {
      return value;
    }
    if (type == float.class) {
      return (float) value;
    }
    if (type == int.class && value == Math.rint(value) && Math.abs(value) <= Integer.MAX_VALUE) {
      return (int) value;
    }
    throw new JsonException("option '" + name + "' cannot be " + number);
  }

  private static Object constant(Class<?> type, String name, String text) throws JsonException {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(text)) {
        return constant;
      }
    }
    throw new JsonException("option '" + name + "' cannot be " + text);
  }

  private static Map<?, ?> object(Object json, String what) throws JsonException {
    if (json instanceof Map<?, ?> map) {
      return map;
    }
    throw new JsonException(what + " must be an object");
  }

  /** Calls a constructor; what it refuses comes out as it is. */
  private static Object create(Constructor<?> constructor, Object... arguments) {
    try {
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException refusal) {
        throw refusal;
      }
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw new IllegalStateException(constructor.toString(), e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(constructor.toString(), e);
    }
  }
}
