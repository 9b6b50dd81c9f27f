package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a file as the entry of a manifest wants it read, and compares content. */
final class Malformed {
  private Malformed() {}

  /** What a file held. */
  interface Content {
    /** Returns how it differs from the content in a manifest, or {@code null}. */
    String difference(Map<?, ?> wanted);
  }

  static Content read(Path file, Map<?, ?> entry) throws IOException {
    String format = (String) entry.get("format");
    return switch (format) {
      case "safetensors" -> named(Safetensors.read(file).tensors());
      case "npz" -> named(Npz.read(file));
      case "npy" -> {
        Tensor array = Npy.read(file);
        yield array(() -> array);
      }
      case "idx" -> array(idx(file, (String) entry.get("role")));
      case "png", "jpeg", "jpg", "gif", "bmp" -> picture(ImageFile.read(file), unit(file));
      default -> throw new IllegalArgumentException("no reader for the format " + format);
    };
  }

  private static Supplier<Tensor> idx(Path file, String role) throws IOException {
    Matcher labels = Pattern.compile("labels of (\\d+) classes").matcher(role == null ? "" : role);
    if (labels.matches()) {
      int[] values = IdxDataset.readLabels(file, Integer.parseInt(labels.group(1)));
      float[] floats = new float[values.length];
      for (int i = 0; i < floats.length; i++) {
        floats[i] = values[i];
      }
      return () -> Tensor.of(Shape.of(floats.length), floats);
    }
    boolean images = "images".equals(role);
    IdxArray array = images ? IdxDataset.readImages(file) : IdxArray.read(file);
    return array::tensor;
  }

  /** Returns what one is in the file's own numbers. */
  private static int unit(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(25);
      return start.length == 25 && start[1] == 'P' && start[24] == 16 ? 65535 : 255;
    }
  }

  private static Content named(Map<String, Tensor> tensors) {
    return wanted -> {
      if (!wanted.keySet().equals(tensors.keySet())) {
        return "expected " + wanted.keySet() + ", but got " + tensors.keySet();
      }
      for (Map.Entry<String, Tensor> tensor : tensors.entrySet()) {
        Map<?, ?> content = (Map<?, ?>) wanted.get(tensor.getKey());
        String difference = array(tensor::getValue).difference(content);
        if (difference != null) {
          return tensor.getKey() + ": " + difference;
        }
      }
      return null;
    };
  }

  private static Content array(Supplier<Tensor> supplier) {
    return wanted -> {
      Tensor array = supplier.get();
      Map<String, Object> facts = new LinkedHashMap<>();
      List<Object> shape = new ArrayList<>();
      for (int size : array.shape().sizes()) {
        shape.add((long) size);
      }
      facts.put("shape", shape);
      facts.put("values", numbers(array.data(), array.data().length));
      facts.put("first", numbers(array.data(), length(wanted.get("first"))));
      facts.put("sum", sum(array.data(), 1));
      List<Object> bits = new ArrayList<>();
      for (float value : array.data()) {
        bits.add(String.format("%08x", Float.floatToRawIntBits(value)));
      }
      facts.put("bits", bits);
      return difference(wanted, facts);
    };
  }

  private static Content picture(Tensor picture, int unit) {
    return wanted -> {
      int channels = picture.shape().size(0);
      int area = picture.shape().stride(0);
      float[] first = new float[channels];
      float[] last = new float[channels];
      for (int c = 0; c < channels; c++) {
        first[c] = Math.round(picture.data()[c * area] * unit);
        last[c] = Math.round(picture.data()[(c + 1) * area - 1] * unit);
      }
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("channels", (double) channels);
      facts.put("height", (double) picture.shape().size(1));
      facts.put("width", (double) picture.shape().size(2));
      facts.put("first_pixel", numbers(first, channels));
      facts.put("last_pixel", numbers(last, channels));
      facts.put("sum", sum(picture.data(), unit));
      return difference(wanted, facts);
    };
  }

  private static int length(Object list) {
    return list instanceof List<?> values ? values.size() : 0;
  }

  private static double sum(float[] values, int unit) {
    double sum = 0;
    for (float value : values) {
      sum += unit == 1 ? value : Math.round(value * unit);
    }
    return sum;
  }

  private static List<Object> numbers(float[] values, int count) {
    List<Object> numbers = new ArrayList<>();
    for (int i = 0; i < Math.min(count, values.length); i++) {
      numbers.add((double) values[i]);
    }
    return numbers;
  }

  private static String difference(Map<?, ?> wanted, Map<String, Object> facts) {
    for (Map.Entry<?, ?> want : wanted.entrySet()) {
      Object fact = facts.get(want.getKey());
      if (fact == null || !same(want.getValue(), fact)) {
        return want.getKey() + ": expected " + want.getValue() + ", but got " + fact;
      }
    }
    return null;
  }

  private static boolean same(Object wanted, Object actual) {
    if (wanted instanceof Number a && actual instanceof Number b) {
      return (float) a.doubleValue() == (float) b.doubleValue();
    }
    if (wanted instanceof List<?> a && actual instanceof List<?> b) {
      boolean same = a.size() == b.size();
      for (int i = 0; same && i < a.size(); i++) {
        same = same(a.get(i), b.get(i));
      }
      return same;
    }
    return wanted.equals(actual);
  }
}
