package dev.stria.data;

import dev.stria.tensor.Tensor;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.CheckedOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** NumPy's {@code .npz} files: archives of named arrays, each as in an {@link Npy} file. */
public final class Npz {
  private static final String SUFFIX = ".npy";
  private static final int MAX_ARRAYS = 100_000;

  /** Zip's first day, so that the same arrays give the same bytes. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private Npz() {}

  /**
   * Reads all arrays of a file, compressed or not. Names are names only, never paths.
   *
   * @param file the file
   * @return the arrays by name, in the order of the archive
   * @throws MalformedFileException if the content is not an archive of valid arrays of numbers, has a
   *     name twice, or looks like a decompression bomb
   * @throws IOException if the file cannot be read
   */
  public static Map<String, Tensor> read(Path file) throws IOException {
    Map<String, Tensor> arrays = new LinkedHashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      if (zip.size() > MAX_ARRAYS) {
        throw new MalformedFileException(file, "more than " + MAX_ARRAYS + " arrays");
      }
      long announced = 0;
      for (Enumeration<? extends ZipEntry> e = zip.entries(); e.hasMoreElements(); ) {
        ZipEntry entry = e.nextElement();
        announced += Math.max(0, entry.getSize()); // many small bombs are a bomb
        ByteSource.requirePlausible(file, announced, file.toFile().length());
        Tensor array = array(file, zip, entry);
        String name = entry.getName();
        name = name.substring(0, name.length() - SUFFIX.length());
        if (arrays.put(name, array) != null) {
          throw new MalformedFileException(file, "the array " + name + " occurs twice");
        }
      }
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      // The last is what the JDK makes of a name that is not UTF-8.
      throw new MalformedFileException(file, "damaged archive: " + e.getMessage(), e);
    }
    return arrays;
  }

  private static Tensor array(Path file, ZipFile zip, ZipEntry entry) throws IOException {
    CRC32 sum = new CRC32();
    try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), sum)) {
      if (!entry.getName().endsWith(SUFFIX)) {
        throw new MalformedFileException(file, "its name does not end in .npy");
      }
      ByteSource.requirePlausible(file, entry.getSize(), entry.getCompressedSize());
      Tensor array = Npy.read(file, in, entry.getSize());
      if (in.read() != -1 || sum.getValue() != entry.getCrc()) {
        throw new MalformedFileException(file, "data go on, or their checksum is wrong");
      }
      return array;
    } catch (MalformedFileException e) {
      throw e.in("entry " + brief(entry.getName()));
    }
  }

  /** Returns the name as it may stand in a message. */
  private static String brief(String name) {
    return name.length() <= 200 ? name : name.substring(0, 200) + "…";
  }

  /**
   * Writes arrays of 32-bit floats, not compressed, as {@link SafeFile} does: whole or not at
   * all. Arrays are sorted by name.
   *
   * @param file the file, replaced if there is one
   * @param arrays the arrays by name
   * @throws IOException if writing fails; the file is as it was before
   */
  public static void write(Path file, Map<String, Tensor> arrays) throws IOException {
    SafeFile.write(
        file,
        out -> {
          ZipOutputStream zip = new ZipOutputStream(out);
          for (Map.Entry<String, Tensor> array : new TreeMap<>(arrays).entrySet()) {
            ZipEntry entry = new ZipEntry(array.getKey() + SUFFIX);
            entry.setTimeLocal(TIME);
            storeAs(entry, array.getValue());
            zip.putNextEntry(entry);
            Npy.write(array.getValue(), zip);
            zip.closeEntry();
          }
          zip.finish();
        });
  }

  /** Sets what must be known of an entry that is stored as it is. */
  private static void storeAs(ZipEntry entry, Tensor array) throws IOException {
    CheckedOutputStream counted =
        new CheckedOutputStream(OutputStream.nullOutputStream(), new CRC32());
    DataOutputStream size = new DataOutputStream(counted);
    Npy.write(array, size);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(size.size());
    entry.setCrc(counted.getChecksum().getValue());
  }
}
