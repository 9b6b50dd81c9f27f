package dev.stria.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyTest {
  @TempDir Path folder;

  private static byte[] npy(int version, String header, byte... data) {
    int wide = version == 1 ? 2 : 4;
    ByteBuffer file = ByteBuffer.allocate(8 + wide + header.length() + data.length);
    file.put(Npy.MAGIC).put((byte) version).put((byte) 0);
    file.put((byte) header.length()).put((byte) (header.length() >> 8)).put(new byte[wide - 2]);
    return file.put(header.getBytes(StandardCharsets.US_ASCII)).put(data).array();
  }

  private static String header(String descr, boolean columnMajor, String shape) {
    return String.format(
        "{\"shape\": %s, 'fortran_order':%s,'descr' :'%s'}",
        shape, columnMajor ? "True" : "False", descr);
  }

  private Tensor read(byte[] content) throws IOException {
    return Npy.read(Files.write(folder.resolve("some.npy"), content));
  }

  private String problem(byte[] content) {
    String message = assertThrows(MalformedFileException.class, () -> read(content)).getMessage();
    assertTrue(message.startsWith(folder.resolve("some.npy") + ": "), message);
    return message;
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    float[] values = new float[2 * 3 * 5 * 1000];
    Arrays.setAll(new int[values.length], i -> (int) (values[i] = i * 0.1f));
    Path file = folder.resolve("array.npy");
    for (Shape shape :
        List.of(Shape.of(2, 3, 5000), Shape.of(30000), Shape.of(3, 1, 10000, 1, 1))) {
      Npy.write(file, Tensor.of(shape, values));
      assertEquals(shape, Npy.read(file).shape());
      assertArrayEquals(values, Npy.read(file).data());
      assertEquals(0, (Files.size(file) - 4 * values.length) % 64);
    }
    Npy.write(file, Tensor.scalar(7));
    assertEquals(7, Npy.read(file).item());
    Npy.write(file, Tensor.zeros(0, 4));
    assertEquals(Shape.of(0, 4), Npy.read(file).shape());
  }

  @Test
  void readsTypesOrdersAndVersions() throws IOException {
    byte[] shorts = {1, 2, 3, -4};
    assertArrayEquals(
        new float[] {513, -1021}, read(npy(1, header("<i2", false, "(2,)"), shorts)).data());
    assertArrayEquals(
        new float[] {258, 1020}, read(npy(2, header(">i2", false, "(2L, )"), shorts)).data());
    assertArrayEquals(
        new float[] {1, 1, 1, 1}, read(npy(3, header("|b1", false, "(4,)"), shorts)).data());
    Tensor columns =
        read(
            npy(
                1,
                header("|u1", true, "(2, 1, 3)"),
                (byte) 1,
                (byte) 4,
                (byte) 2,
                (byte) 5,
                (byte) 3,
                (byte) 6));
    assertEquals(Shape.of(2, 1, 3), columns.shape());
    assertArrayEquals(new float[] {1, 2, 3, 4, 5, 6}, columns.data());
  }

  @Test
  void refusesWhatIsNotAPlainArray() {
    assertTrue(problem(npy(1, header("|O", false, "(1,)"))).contains("never read"));
    assertTrue(problem(npy(1, header("<U3", false, "(1,)"))).contains("not a plain number"));
    assertTrue(problem(npy(1, header("<f4", false, "(1)"))).contains("needs a comma"));
    assertTrue(problem(npy(1, header("<f4", false, "(1 2)"))).contains("tuple"));
    assertTrue(problem(npy(1, header("<f4", false, "(1,),'shape':(1,)"))).contains("twice"));
    assertTrue(problem(npy(1, header("<f4", false, "(1,)") + "x")).contains("nothing else"));
    assertTrue(problem(npy(1, header("<f4", false, "(9" + "9".repeat(30) + ",)"))).contains("18"));
    assertTrue(problem(npy(1, header("<f4", false, "(1,)"))).contains("takes 4 bytes"));
    assertTrue(problem(npy(1, "{'x': __import__('os')}")).contains("unknown"));
    assertTrue(problem(npy(2, " ".repeat(10_001))).contains("limit is 10000"));
    assertTrue(problem("<html></html>".getBytes()).contains("not an .npy file"));
  }

  @Test
  void archivesKeepNamesAndValues() throws IOException {
    Map<String, Tensor> arrays = new HashMap<>();
    arrays.put("x", Tensor.of(Shape.of(2), 1, 2));
    arrays.put("ü/../y", Tensor.scalar(3));
    arrays.put("zeros", Tensor.zeros(5 << 20));
    Path file = folder.resolve("some.npz");
    Npz.write(file, arrays);
    Map<String, Tensor> read = Npz.read(file);
    assertEquals(arrays.keySet(), read.keySet());
    arrays.forEach((name, array) -> assertArrayEquals(array.data(), read.get(name).data()));
    byte[] first = Files.readAllBytes(file);
    Npz.write(file, read);
    assertArrayEquals(first, Files.readAllBytes(file));
  }

  @Test
  void refusesDamagedAndForeignArchives() throws IOException {
    byte[] array = npy(1, header("<f4", false, "(1,)"), new byte[4]);
    Path file = folder.resolve("some.npz");
    Files.write(file, zip("a.npy", array));
    assertEquals(0, Npz.read(file).get("a").data()[0]);
    refused(zip("a.txt", array), "entry a.txt: its name does not end in .npy");
    refused(zip("a.npy", Arrays.copyOf(array, array.length - 1)), "entry a.npy: ");
    refused(Arrays.copyOf(zip("a.npy", array), 60), "damaged archive");
    refused(new byte[0], "damaged archive");
    byte[] zeros = npy(1, header("<f4", false, "(10000000,)"), new byte[40_000_000]);
    refused(zip("a.npy", zeros), "decompression bomb");
    Npz.write(file, Map.of("a", Tensor.scalar(1)));
    byte[] flipped = Files.readAllBytes(file);
    int at = new String(flipped, StandardCharsets.ISO_8859_1).indexOf("\u0080?PK");
    flipped[at] ^= 1;
    refused(flipped, "checksum is wrong");
    refused(
        Files.readAllBytes(Path.of("src/test/resources/fuzz/npz-name-not-utf8.npz")), "damaged");
  }

  private void refused(byte[] content, String part) throws IOException {
    Path file = Files.write(folder.resolve("some.npz"), content);
    String message = assertThrows(MalformedFileException.class, () -> Npz.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": ") && message.contains(part), message);
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }
}
