package dev.stria.data;

import dev.stria.tensor.Shape;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The checked header of an {@code .npy} file: what of Python's syntax occurs in one, and no more.
 *
 * @param dtype the type of the numbers
 * @param order their byte order
 * @param columnMajor whether the first axis changes fastest
 * @param shape the shape of the array
 * @param length the number of bytes up to the values
 */
record NpyHeader(Dtype dtype, ByteOrder order, boolean columnMajor, Shape shape, long length) {
  /** NumPy's own limit, {@code max_header_size}. */
  private static final int MAX_LENGTH = 10_000;

  private static final int MAX_RANK = 32;

  private static final Map<String, Dtype> DTYPES =
      Map.ofEntries(
          Map.entry("b1", Dtype.BOOL),
          Map.entry("u1", Dtype.U8),
          Map.entry("i1", Dtype.I8),
          Map.entry("u2", Dtype.U16),
          Map.entry("i2", Dtype.I16),
          Map.entry("f2", Dtype.F16),
          Map.entry("u4", Dtype.U32),
          Map.entry("i4", Dtype.I32),
          Map.entry("f4", Dtype.F32),
          Map.entry("u8", Dtype.U64),
          Map.entry("i8", Dtype.I64),
          Map.entry("f8", Dtype.F64));

  /** Returns the shape of the values as they lie in the file, row by row. */
  Shape storedShape() {
    int[] sizes = shape.sizes();
    for (int i = 0; columnMajor && i < sizes.length / 2; i++) {
      int swapped = sizes[i];
      sizes[i] = sizes[sizes.length - 1 - i];
      sizes[sizes.length - 1 - i] = swapped;
    }
    return Shape.of(sizes);
  }

  /** Reads the header from the start of a file and leaves the stream at the values. */
  static NpyHeader read(Path file, InputStream in) throws IOException {
    byte[] start = in.readNBytes(Npy.MAGIC.length + 2);
    if (start.length < Npy.MAGIC.length + 2
        || !Arrays.equals(start, 0, Npy.MAGIC.length, Npy.MAGIC, 0, Npy.MAGIC.length)) {
      throw new MalformedFileException(file, "not an .npy file: it does not begin with \\x93NUMPY");
    }
    int version = start[6];
    if (version < 1 || version > 3 || start[7] != 0) {
      throw new MalformedFileException(
          file,
          "version " + (version & 0xFF) + "." + (start[7] & 0xFF) + " is not 1.0, 2.0 or 3.0");
    }
    byte[] size = in.readNBytes(version == 1 ? 2 : 4);
    ByteBuffer buffer = ByteBuffer.wrap(Arrays.copyOf(size, 4)).order(ByteOrder.LITTLE_ENDIAN);
    long length = buffer.getInt() & 0xFFFFFFFFL;
    if (length > MAX_LENGTH) {
      throw new MalformedFileException(
          file, "a header of " + length + " bytes; the limit is " + MAX_LENGTH);
    }
    byte[] text = in.readNBytes((int) length);
    if (text.length < length) {
      throw new MalformedFileException(file, "ends inside the header");
    }
    String header = new String(text, StandardCharsets.ISO_8859_1);
    return new Parser(file, header).parse(start.length + size.length + length);
  }

  /** Reads a dictionary of the three keys that are allowed. */
  private static final class Parser {
    private final Path file;
    private final String text;
    private int at;

    Parser(Path file, String text) {
      this.file = file;
      this.text = text;
    }

    NpyHeader parse(long length) throws MalformedFileException {
      String descr = null;
      Boolean columnMajor = null;
      long[] shape = null;
      require('{');
      while (!skip('}')) {
        String key = string();
        require(':');
        if (key.equals("descr") && descr == null) {
          descr = string();
        } else if (key.equals("fortran_order") && columnMajor == null) {
          columnMajor = truth();
        } else if (key.equals("shape") && shape == null) {
          shape = tuple();
        } else {
          throw wrong("the key '" + key + "' is unknown or occurs twice");
        }
        if (!skip(',')) {
          require('}');
          break;
        }
      }
      space();
      if (at < text.length() || descr == null || columnMajor == null || shape == null) {
        throw wrong("expected descr, fortran_order and shape, and nothing else");
      }
      Dtype dtype = dtype(descr);
      ByteOrder order = descr.charAt(0) == '>' ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
      Shape checked = Sizes.shape(file, shape, 1);
      return new NpyHeader(dtype, order, columnMajor, checked, length);
    }

    private Dtype dtype(String descr) throws MalformedFileException {
      Dtype dtype = descr.length() == 3 ? DTYPES.get(descr.substring(1)) : null;
      String orders = dtype != null && dtype.bytes() == 1 ? "|<>" : "<>";
      if (dtype == null || orders.indexOf(descr.charAt(0)) < 0) {
        String hint =
            descr.contains("O") ? "; Python objects are never read, as they may run code" : "";
        throw wrong("type '" + descr + "' is not a plain number" + hint);
      }
      return dtype;
    }

    private boolean truth() throws MalformedFileException {
      space();
      for (String word : new String[] {"True", "False"}) {
        if (text.startsWith(word, at)) {
          at += word.length();
          return word.equals("True");
        }
      }
      throw wrong("expected True or False");
    }

    private long[] tuple() throws MalformedFileException {
      List<Long> sizes = new ArrayList<>();
      require('(');
      boolean comma = true;
      while (!skip(')')) {
        if (!comma || sizes.size() == MAX_RANK) {
          throw wrong("expected a tuple of at most " + MAX_RANK + " sizes");
        }
        sizes.add(size());
        comma = skip(',');
      }
      if (sizes.size() == 1 && !comma) {
        throw wrong("a tuple of one size needs a comma");
      }
      return sizes.stream().mapToLong(size -> size).toArray();
    }

    /** Reads a whole number; Python 2 put an L behind it. */
    private long size() throws MalformedFileException {
      space();
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      if (at == start || at - start > 18) {
        throw wrong("expected a size of 1 to 18 digits");
      }
      long size = Long.parseLong(text, start, at, 10);
      skip('L');
      return size;
    }

    private String string() throws MalformedFileException {
      space();
      char quote = at < text.length() ? text.charAt(at) : ' ';
      int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
      if (end < 0 || end - at > 100) {
        throw wrong("expected text in quotes");
      }
      String string = text.substring(at + 1, end);
      at = end + 1;
      return string;
    }

    private void space() {
      while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private boolean skip(char expected) {
      space();
      boolean there = at < text.length() && text.charAt(at) == expected;
      at += there ? 1 : 0;
      return there;
    }

    private void require(char expected) throws MalformedFileException {
      if (!skip(expected)) {
        throw wrong("expected " + expected);
      }
    }

    private MalformedFileException wrong(String problem) {
      return new MalformedFileException(file, "bad header at character " + at + ": " + problem);
    }
  }
}
