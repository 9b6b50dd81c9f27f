package dev.stria.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdxArrayTest {
  @TempDir Path folder;

  static byte[] idx(int type, int[] sizes, byte... values) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * sizes.length + values.length);
    file.put(new byte[] {0, 0, (byte) type, (byte) sizes.length});
    Arrays.stream(sizes).forEach(file::putInt);
    return file.put(values).array();
  }

  static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("some.idx.gz"), content);
  }

  private String problem(byte[] content) throws IOException {
    Path file = file(content);
    String message =
        assertThrows(MalformedFileException.class, () -> IdxArray.read(file)).getMessage();
    assertTrue(message.startsWith(file.toString()), message);
    return message;
  }

  @Test
  void readsPlainAndCompressedBytes() throws IOException {
    byte[] content = idx(0x08, new int[] {2, 3}, new byte[] {0, 1, 2, 3, 4, -1});
    for (byte[] form : List.of(content, gzip(content))) {
      IdxArray array = IdxArray.read(file(form));
      assertEquals(Shape.of(2, 3), array.shape());
      assertArrayEquals(new float[] {0, 1, 2, 3, 4, 255}, array.tensor().data());
      assertEquals(Sha256.of(content), array.sha256());
    }
  }

  @Test
  void readsEveryTypeOfNumber() throws IOException {
    ByteBuffer floats = ByteBuffer.allocate(8).putFloat(1.5f).putFloat(-2);
    ByteBuffer doubles = ByteBuffer.allocate(16).putDouble(0.1).putDouble(-3);
    ByteBuffer ints = ByteBuffer.allocate(8).putInt(-70000).putInt(9);
    ByteBuffer shorts = ByteBuffer.allocate(4).putShort((short) -300).putShort((short) 7);
    assertArrayEquals(new float[] {1.5f, -2}, values(0x0D, floats.array()));
    assertArrayEquals(new float[] {0.1f, -3}, values(0x0E, doubles.array()));
    assertArrayEquals(new float[] {-70000, 9}, values(0x0C, ints.array()));
    assertArrayEquals(new float[] {-300, 7}, values(0x0B, shorts.array()));
    assertArrayEquals(new float[] {-128, 127}, values(0x09, new byte[] {-128, 127}));
  }

  private float[] values(int type, byte[] raw) throws IOException {
    return IdxArray.read(file(idx(type, new int[] {2}, raw))).tensor().data();
  }

  @Test
  void refusesWhatIsCutShortOrGoesOn() throws IOException {
    byte[] content = idx(0x08, new int[] {2, 3}, new byte[6]);
    byte[] packed = gzip(content);
    for (int length = 0; length < content.length; length++) {
      problem(Arrays.copyOf(content, length));
    }
    for (int length = 0; length < packed.length; length++) {
      problem(Arrays.copyOf(packed, length));
    }
    assertTrue(problem(Arrays.copyOf(content, 20)).contains("announces 18 bytes, but has 20"));
    assertTrue(problem(gzip(Arrays.copyOf(content, 19))).contains("data go on after the 6 values"));
  }

  @Test
  void refusesForeignFiles() throws IOException {
    assertTrue(problem("<html>".getBytes()).contains("not an IDX file"));
    assertTrue(problem(idx(0x07, new int[] {1}, new byte[1])).contains("not an IDX file"));
    assertTrue(problem(idx(0x08, new int[9], new byte[1])).contains("rank 9"));
    assertTrue(problem(idx(0x08, new int[0])).contains("rank 0"));
  }

  @Test
  void refusesSizesThatNoArrayCanHold() throws IOException {
    assertTrue(problem(idx(0x08, new int[] {-1, 2}, new byte[2])).contains("4294967295"));
    int[] overflow = {65536, 256, 256};
    assertTrue(problem(gzip(idx(0x08, overflow, new byte[9]))).contains("more elements"));
  }

  @Test
  void refusesBombsBeforeTakingMemory() throws IOException {
    byte[] zeros = gzip(idx(0x08, new int[] {40, 1 << 20}, new byte[40 << 20]));
    assertTrue(zeros.length < 100_000);
    assertTrue(problem(zeros).contains("decompression bomb"));
    byte[] behind = gzip(Arrays.copyOf(idx(0x08, new int[] {4}, new byte[4]), 40 << 20));
    assertTrue(problem(behind).contains("data go on"));
  }

  @Test
  void readsALargeFileOfTwoGzipMembers() throws IOException {
    byte[] noise = new byte[17 << 20];
    new SeededRandom(1).nextBytes(noise);
    byte[] content = idx(0x08, new int[] {17, 1 << 20}, noise);
    byte[] one = gzip(Arrays.copyOf(content, 9 << 20));
    byte[] two = gzip(Arrays.copyOfRange(content, 9 << 20, content.length));
    byte[] both = Arrays.copyOf(one, one.length + two.length);
    System.arraycopy(two, 0, both, one.length, two.length);
    assertArrayEquals(noise, IdxArray.read(file(both)).unsignedBytes());
    assertTrue(problem(one).contains("another number when inflated"));
  }

  @Test
  void pairsImagesWithLabels() throws IOException {
    Path images = folder.resolve("images");
    Path labels = folder.resolve("labels");
    List<String> classes = List.of("cat", "dog");
    Files.write(images, idx(0x08, new int[] {2, 1, 2}, new byte[] {0, -1, 51, 0}));
    Files.write(labels, idx(0x08, new int[] {2}, new byte[] {1, 0}));
    Dataset dataset = IdxDataset.read(images, labels, classes);
    assertEquals(Shape.of(1, 1, 2), dataset.shape());
    assertArrayEquals(new int[] {1, 0}, dataset.labels());
    assertArrayEquals(new float[] {0.2f, 0}, dataset.image(1).data());

    Files.write(labels, idx(0x08, new int[] {2}, new byte[] {1, 2}));
    assertTrue(
        refused(images, labels, classes).contains("label 2 at position 1 is outside 0 to 1"));
    Files.write(labels, idx(0x08, new int[] {1}, new byte[] {1}));
    assertTrue(refused(images, labels, classes).contains("1 labels for 2 images"));
    assertTrue(refused(images, images, classes).contains("is this the file of images?"));
    assertTrue(refused(labels, labels, classes).contains("is this the file of labels?"));
  }

  private static String refused(Path images, Path labels, List<String> classes) {
    return assertThrows(
            MalformedFileException.class, () -> IdxDataset.read(images, labels, classes))
        .getMessage();
  }
}
