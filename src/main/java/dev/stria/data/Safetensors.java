package dev.stria.data;

import dev.stria.internal.json.JsonWriter;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The content of a safetensors file: tensors by name, and metadata.
 *
 * <p>Format: the length of the header as a 64-bit number, the header in JSON (each tensor's type, shape
 * and byte range), the data, all little-endian. Names are names only, never paths. Source: Hugging
 * Face, <em>safetensors</em>, <a
 * href="https://github.com/huggingface/safetensors#format">format</a>.
 */
public final class Safetensors {
  private static final int CHUNK = 1 << 16;

  private final Map<String, String> metadata;
  private final Map<String, Tensor> tensors;
  private final Map<String, Dtype> dtypes;

  private Safetensors(
      Map<String, String> metadata, Map<String, Tensor> tensors, Map<String, Dtype> dtypes) {
    this.metadata = Collections.unmodifiableMap(metadata);
    this.tensors = Collections.unmodifiableMap(tensors);
    this.dtypes = Collections.unmodifiableMap(dtypes);
  }

  /**
   * Reads a file as a whole. Numbers of any {@link Dtype} become {@code float}; NaNs and infinities are
   * kept.
   *
   * <p>The reference's rules hold, and are checked before memory is taken: a header of at most
   * 100,000,000 bytes that begins with a brace, no name twice, shapes that fit their ranges, and ranges
   * that cover the data without gap or overlap.
   *
   * @param file the file
   * @return its content
   * @throws MalformedFileException if the content is not a valid safetensors file, or has tensors that
   *     a Java array cannot hold, or of another type
   * @throws IOException if the file cannot be read
   */
  public static Safetensors read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      SafetensorsHeader header = SafetensorsHeader.read(file, in, Files.size(file));
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      Map<String, Dtype> dtypes = new LinkedHashMap<>();
      byte[] chunk = new byte[CHUNK];
      for (SafetensorsHeader.Entry entry : header.entries()) {
        tensors.put(entry.name(), tensor(file, in, entry, chunk));
        dtypes.put(entry.name(), entry.dtype());
      }
      return new Safetensors(header.metadata(), tensors, dtypes);
    }
  }

  private static Tensor tensor(
      Path file, InputStream in, SafetensorsHeader.Entry entry, byte[] chunk) throws IOException {
    float[] values = new float[entry.shape().count()];
    int bytes = entry.dtype().bytes();
    for (int at = 0; at < values.length; ) {
      int count = Math.min(values.length - at, CHUNK / bytes);
      if (in.readNBytes(chunk, 0, count * bytes) < count * bytes) {
        throw new MalformedFileException(file, "was cut short while it was read");
      }
      ByteBuffer buffer = ByteBuffer.wrap(chunk).order(ByteOrder.LITTLE_ENDIAN);
      entry.dtype().next(buffer, values, at, at + count);
      at += count;
    }
    return Tensor.of(entry.shape(), values);
  }

  /**
   * Returns the tensors by name, in the order of their data.
   *
   * @return the tensors, unmodifiable
   */
  public Map<String, Tensor> tensors() {
    return tensors;
  }

  /**
   * Returns the metadata.
   *
   * @return text by name, in the order of the header, unmodifiable; empty if there is none
   */
  public Map<String, String> metadata() {
    return metadata;
  }

  /**
   * Returns the types that the numbers had in the file.
   *
   * @return one type per tensor, unmodifiable
   */
  public Map<String, Dtype> dtypes() {
    return dtypes;
  }

  /**
   * Writes a file of 32-bit floats, as {@link SafeFile} does: whole or not at all.
   *
   * <p>Tensors and metadata are sorted by name and the header is padded to a multiple of 8 bytes, so
   * that the same content gives the same bytes.
   *
   * @param file the file, replaced if there is one
   * @param tensors the tensors by name
   * @param metadata text by name; may be empty
   * @throws IllegalArgumentException if a tensor is called {@code __metadata__}, or a name or text is
   *     not valid Unicode
   * @throws IOException if writing fails; the file is as it was before
   */
  public static void write(Path file, Map<String, Tensor> tensors, Map<String, String> metadata)
      throws IOException {
    Map<String, Tensor> sorted = new TreeMap<>(tensors);
    byte[] header = header(sorted, new TreeMap<>(metadata));
    SafeFile.write(
        file,
        out -> {
          ByteBuffer length = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
          out.write(length.putLong(header.length).array());
          out.write(header);
          for (Tensor tensor : sorted.values()) {
            write(tensor.data(), out);
          }
        });
  }

  private static byte[] header(Map<String, Tensor> tensors, Map<String, String> metadata) {
    Map<String, Object> header = new LinkedHashMap<>();
    if (!metadata.isEmpty()) {
      header.put(SafetensorsHeader.METADATA, metadata);
    }
    long begin = 0;
    for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
      Shape shape = tensor.getValue().shape();
      long end = begin + 4L * shape.count();
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("dtype", Dtype.F32.name());
      entry.put("shape", list(shape.sizes()));
      entry.put("data_offsets", List.of(begin, end));
      if (tensor.getKey().equals(SafetensorsHeader.METADATA)) {
        throw new IllegalArgumentException(tensor.getKey() + " is not a name for a tensor");
      }
      header.put(tensor.getKey(), entry);
      begin = end;
    }
    byte[] json = JsonWriter.write(header).getBytes(StandardCharsets.UTF_8);
    byte[] padded = new byte[(json.length + 7) / 8 * 8];
    Arrays.fill(padded, (byte) ' ');
    System.arraycopy(json, 0, padded, 0, json.length);
    return padded;
  }

  private static List<Integer> list(int[] sizes) {
    List<Integer> list = new ArrayList<>();
    for (int size : sizes) {
      list.add(size);
    }
    return list;
  }

  /** Writes numbers little-endian, which NumPy's files want alike. */
  static void write(float[] values, OutputStream out) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
    for (int at = 0; at < values.length; ) {
      int count = Math.min(values.length - at, CHUNK / 4);
      buffer.clear();
      buffer.asFloatBuffer().put(values, at, count);
      out.write(buffer.array(), 0, 4 * count);
      at += count;
    }
  }
}
