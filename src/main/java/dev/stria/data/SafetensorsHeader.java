package dev.stria.data;

import dev.stria.internal.json.JsonException;
import dev.stria.internal.json.JsonReader;
import dev.stria.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The checked header of a safetensors file.
 *
 * @param metadata text by name
 * @param entries the tensors in the order of their data
 */
record SafetensorsHeader(Map<String, String> metadata, List<Entry> entries) {
  static final String METADATA = "__metadata__";

  private static final long MAX_LENGTH = 100_000_000;
  private static final int MAX_RANK = 32;

  /** One tensor: {@code begin} to {@code end} are bytes from the start of the data. */
  record Entry(String name, Dtype dtype, Shape shape, long begin, long end) {}

  /** Reads the header from the start of a file and leaves the stream at the data. */
  static SafetensorsHeader read(Path file, InputStream in, long fileLength) throws IOException {
    byte[] prefix = in.readNBytes(8);
    if (prefix.length < 8) {
      throw new MalformedFileException(
          file, "not a safetensors file: has only " + prefix.length + " bytes");
    }
    long length = ByteBuffer.wrap(prefix).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length < 2 || length > MAX_LENGTH || length > fileLength - 8) {
      throw new MalformedFileException(
          file,
          "not a safetensors file, or cut short: the header should have "
              + Long.toUnsignedString(length)
              + " bytes, the file has "
              + fileLength
              + (Long.compareUnsigned(length, MAX_LENGTH) > 0 ? "; the limit is 100000000" : ""));
    }
    byte[] json = in.readNBytes((int) length);
    if (json.length < length || json[0] != '{') {
      throw new MalformedFileException(file, "not a safetensors file: the header is no object");
    }
    return new Parser(file).parse(json, fileLength - 8 - length);
  }

  private static final class Parser {
    private final Path file;

    Parser(Path file) {
      this.file = file;
    }

    SafetensorsHeader parse(byte[] json, long dataLength) throws MalformedFileException {
      Map<String, String> metadata = new LinkedHashMap<>();
      List<Entry> entries = new ArrayList<>();
      for (Map.Entry<?, ?> member : object(read(json), "the header").entrySet()) {
        String name = (String) member.getKey();
        if (name.equals(METADATA)) {
          metadata(member.getValue(), metadata);
        } else {
          entries.add(entry(name, object(member.getValue(), "tensor \"" + name + "\"")));
        }
      }
      entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
      requireCover(entries, dataLength);
      return new SafetensorsHeader(metadata, entries);
    }

    private Object read(byte[] json) throws MalformedFileException {
      try {
        return JsonReader.read(json);
      } catch (JsonException e) {
        throw new MalformedFileException(file, "bad header: " + e.getMessage(), e);
      }
    }

    private void metadata(Object value, Map<String, String> into) throws MalformedFileException {
      for (Map.Entry<?, ?> member : object(value, METADATA).entrySet()) {
        if (!(member.getValue() instanceof String text)) {
          throw new MalformedFileException(
              file, METADATA + " may hold text only, but \"" + member.getKey() + "\" is not text");
        }
        into.put((String) member.getKey(), text);
      }
    }

    private Entry entry(String name, Map<?, ?> fields) throws MalformedFileException {
      Dtype dtype = dtype(name, fields.get("dtype"));
      Shape shape = Sizes.shape(file, longs(name, fields, "shape"), 1);
      long[] range = longs(name, fields, "data_offsets");
      if (range.length != 2) {
        throw wrong(name, "data_offsets must be two numbers, but are " + range.length);
      }
      long bytes = (long) shape.count() * dtype.bytes();
      if (range[0] < 0 || range[1] < range[0] || range[1] - range[0] != bytes) {
        throw wrong(
            name,
            dtype
                + " "
                + shape
                + " takes "
                + bytes
                + " bytes, but data_offsets are "
                + range[0]
                + " to "
                + range[1]);
      }
      return new Entry(name, dtype, shape, range[0], range[1]);
    }

    private Dtype dtype(String name, Object value) throws MalformedFileException {
      for (Dtype dtype : Dtype.values()) {
        if (dtype.name().equals(value)) {
          return dtype;
        }
      }
      throw wrong(name, "dtype " + brief(value) + " is unknown or not supported");
    }

    private long[] longs(String name, Map<?, ?> fields, String field)
        throws MalformedFileException {
      if (!(fields.get(field) instanceof List<?> list) || list.size() > MAX_RANK) {
        throw wrong(name, field + " must be a list of at most " + MAX_RANK + " whole numbers");
      }
      long[] longs = new long[list.size()];
      for (int i = 0; i < longs.length; i++) {
        if (!(list.get(i) instanceof Long value)) {
          throw wrong(name, field + " must be whole numbers, but one is " + brief(list.get(i)));
        }
        longs[i] = value;
      }
      return longs;
    }

    private void requireCover(List<Entry> entries, long dataLength) throws MalformedFileException {
      long end = 0;
      for (Entry entry : entries) {
        if (entry.begin() != end) {
          String what = entry.begin() < end ? "overlaps the tensor before it" : "leaves a gap";
          throw wrong(
              entry.name(), "begins at byte " + entry.begin() + ", not " + end + ": it " + what);
        }
        end = entry.end();
      }
      if (end != dataLength) {
        throw new MalformedFileException(
            file,
            (end > dataLength ? "cut short: " : "trailing data: ")
                + "the tensors take "
                + end
                + " bytes, but there are "
                + dataLength);
      }
    }

    private Map<?, ?> object(Object value, String what) throws MalformedFileException {
      if (value instanceof Map<?, ?> object) {
        return object;
      }
      throw new MalformedFileException(file, what + " must be an object, but is " + brief(value));
    }

    private MalformedFileException wrong(String name, String problem) {
      return new MalformedFileException(file, "tensor \"" + brief(name) + "\": " + problem);
    }

    private static String brief(Object value) {
      String text = String.valueOf(value);
      return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
  }
}
