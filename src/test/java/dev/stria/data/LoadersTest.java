package dev.stria.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

class LoadersTest {
  private static final int RECORD = 3073;

  @TempDir Path folder;

  private static String refused(Executable call) {
    return assertThrows(MalformedFileException.class, call).getMessage();
  }

  /** Some records whose label is their number, mod 10. */
  private static byte[] records(int count, long seed) {
    byte[] records = new byte[count * RECORD];
    new SeededRandom(seed).nextBytes(records);
    for (int i = 0; i < count; i++) {
      records[i * RECORD] = (byte) (i % 10);
    }
    return records;
  }

  @Test
  void cifarIsReadFromFilesAndFromTheArchive() throws IOException {
    ByteArrayOutputStream tar = new ByteArrayOutputStream();
    Tars.entry(tar, "cifar-10-batches-bin/", new byte[0]);
    Tars.entry(tar, "cifar-10-batches-bin/batches.meta.txt", "airplane\n".getBytes());
    Path bins = Files.createDirectory(folder.resolve("cifar-10-batches-bin"));
    for (int i = 1; i <= 5; i++) {
      Tars.entry(tar, "cifar-10-batches-bin/data_batch_" + i + ".bin", records(3, i));
      Files.write(bins.resolve("data_batch_" + i + ".bin"), records(3, i));
    }
    Tars.entry(tar, "cifar-10-batches-bin/test_batch.bin", records(12, 9));
    Files.write(bins.resolve("test_batch.bin"), records(12, 9));
    tar.write(new byte[1024]);
    Path other = Files.createDirectory(folder.resolve("archive"));
    Path archive = other.resolve("cifar-10-binary.tar.gz");
    Files.write(archive, IdxArrayTest.gzip(tar.toByteArray()));

    for (Path from : List.of(folder, bins, other)) {
      TrainTest cifar = Cifar10.load(from);
      assertEquals(15, cifar.train().size());
      assertEquals(12, cifar.test().size());
      assertEquals(Shape.of(3, 32, 32), cifar.train().shape());
      assertEquals("frog", cifar.test().classes().get(cifar.test().label(6)));
      byte[] second = records(3, 2);
      float blue = (second[RECORD + 1 + 2 * 1024 + 5 * 32 + 7] & 0xFF) / 255f;
      assertEquals(blue, cifar.train().image(4).get(2, 5, 7));
    }
    byte[] cut = Arrays.copyOf(Files.readAllBytes(archive), 9000);
    Files.write(archive, cut);
    assertTrue(refused(() -> Cifar10.load(other)).startsWith(archive + ": damaged"));
    Files.write(archive, IdxArrayTest.gzip(new byte[700]));
    assertTrue(refused(() -> Cifar10.load(other)).contains("does not hold data_batch_1.bin"));
    Files.write(archive, IdxArrayTest.gzip("x".repeat(700).getBytes()));
    assertTrue(refused(() -> Cifar10.load(other)).contains("not a tar archive"));
  }

  @Test
  void badCifarIsRefused() throws IOException {
    Path file = folder.resolve("some.bin");
    Files.write(file, Arrays.copyOf(records(2, 1), 5000));
    assertTrue(refused(() -> Cifar10.read(List.of(file))).contains("5000 bytes"));
    byte[] wrong = records(2, 1);
    wrong[RECORD] = 10;
    Files.write(file, wrong);
    String message = refused(() -> Cifar10.read(List.of(file)));
    assertEquals(file + ": label 10 of record 1 is outside 0 to 9", message);
    message = assertThrows(NoSuchFileException.class, () -> Cifar10.load(folder)).getMessage();
    assertTrue(message.contains("https://www.cs.toronto.edu/"), message);
  }

  @Test
  void imageFoldersAreReadInTheOrderOfNames() throws IOException {
    picture("dogs/b.png", 3, 4, 4, 0.2f);
    picture("dogs/a.PNG", 1, 20, 10, 0.4f);
    picture("cats/c.png", 4, 9, 30, 0.6f);
    Files.writeString(folder.resolve("cats/notes.txt"), "not a picture");
    Files.writeString(folder.resolve("cats/.hidden.png"), "not a picture");
    Files.createDirectory(folder.resolve("empty"));
    ImageFolder images = ImageFolder.of(folder, Shape.of(3, 8, 6));
    assertEquals(List.of("cats", "dogs", "empty"), images.classes());
    assertArrayEquals(new int[] {0, 1, 1}, images.labels());
    assertEquals("a.PNG", images.file(1).getFileName().toString());
    images.check();
    for (float value : images.image(1).data()) {
      assertEquals(0.4f, value, 1e-6);
    }
    assertArrayEquals(images.image(0).data(), images.inMemory().image(0).data());
    assertEquals(
        Shape.of(3, 1, 8, 6),
        Batches.of(ImageFolder.of(folder, Shape.of(1, 8, 6))).epoch(0).next().images().shape());
  }

  private void picture(String name, int channels, int height, int width, float value)
      throws IOException {
    ImageFile.write(
        folder.resolve(name), Tensor.filled(Shape.of(channels, height, width), value), Map.of());
  }

  @Test
  void badImageFoldersAreRefused() throws IOException {
    Shape shape = Shape.of(3, 8, 8);
    String message =
        assertThrows(IOException.class, () -> ImageFolder.of(folder, shape)).getMessage();
    assertTrue(message.contains("no pictures in " + folder), message);
    Path missing = folder.resolve("missing");
    message = assertThrows(IOException.class, () -> ImageFolder.of(missing, shape)).getMessage();
    assertTrue(message.contains(missing + " (expected a folder"), message);
    assertThrows(ShapeException.class, () -> ImageFolder.of(folder, Shape.of(2, 8, 8)));
    picture("a/1.png", 3, 4, 4, 0);
    Files.writeString(folder.resolve("a/2.png"), "<html>");
    ImageFolder images = ImageFolder.of(folder, shape);
    assertTrue(refused(images::check).contains("2.png: not a PNG"));
    EpochBatches batches = Batches.of(images).size(1).epoch(0);
    batches.next();
    UncheckedIOException thrown = assertThrows(UncheckedIOException.class, batches::next);
    assertTrue(thrown.getCause() instanceof MalformedFileException);
  }

  private Dataset csv(byte[] text) throws IOException {
    Path file = Files.write(folder.resolve("some.csv"), text);
    return PixelCsv.read(file, Shape.of(1, 1, 2), List.of("a", "b"));
  }

  @Test
  void pixelsAreReadFromText() throws IOException {
    for (String text :
        new String[] {
          "0,51,255\n1,0,102\n",
          "label,x,y\r\n0,51,255\r\n1,0,102",
          "\"l\",p0,p1\n0,051,255\n1,0,102"
        }) {
      for (byte[] form : List.of(text.getBytes(), IdxArrayTest.gzip(text.getBytes()))) {
        Dataset dataset = csv(form);
        assertArrayEquals(new int[] {0, 1}, dataset.labels());
        assertArrayEquals(new float[] {0.2f, 1}, dataset.image(0).data());
        assertArrayEquals(new float[] {0, 0.4f}, dataset.image(1).data());
      }
    }
  }

  @Test
  void badTextIsRefusedWithItsLine() {
    Map<String, String> bad =
        Map.of(
            "0,1,2\n1,2\n", "line 2 has 1 pixels, but 2 were expected",
            "0,1,2,3\n", "line 1 goes on after 2 pixels",
            "l,x,y\n2,1,2\n", "line 2 has the label 2, which is outside 0 to 1",
            "0,1,256", "line 1 has a pixel that is not a whole number from 0 to 255",
            "0,1,-1", "line 1 has a pixel that is not a whole number from 0 to 255",
            "0,1,0.5", "line 1 goes on after 2 pixels",
            "0,1,99999999999999999", "line 1 has a pixel",
            "99999999999999999,1,9", "line 1 has a label",
            "", "line 1 should be an image",
            "\u0000\u0001", "line 1 is not text");
    bad.forEach(
        (text, problem) -> {
          String message = refused(() -> csv(text.getBytes(StandardCharsets.US_ASCII)));
          assertTrue(message.endsWith(problem) || message.contains(problem), message);
        });
  }

  @Test
  void aCompressedBombOfTextIsRefused() throws IOException {
    byte[] bomb = IdxArrayTest.gzip("0,0,0\n".repeat(4 << 20).getBytes());
    assertTrue(refused(() -> csv(bomb)).contains("decompression bomb"));
  }

  @Test
  void resizingKeepsEvenAreasAndMeans() {
    Tensor even = Tensor.filled(Shape.of(2, 7, 11), 0.3f);
    for (int[] size : new int[][] {{1, 1}, {3, 4}, {7, 11}, {20, 5}, {40, 40}}) {
      for (float value : Resize.to(even, size[0], size[1]).data()) {
        assertEquals(0.3f, value, 1e-6);
      }
      assertEquals(Shape.of(2, size[0], size[1]), Resize.cover(even, size[0], size[1]).shape());
    }
    Tensor checks = Tensor.zeros(1, 64, 64);
    for (int i = 0; i < 4096; i++) {
      checks.data()[i] = (i + i / 64) % 2;
    }
    for (float value : Resize.to(checks, 8, 8).data()) {
      assertEquals(0.5f, value, 0.02);
    }
    Tensor line = Tensor.of(Shape.of(1, 1, 2), 0, 1);
    assertArrayEquals(new float[] {0, 0.25f, 0.75f, 1}, Resize.to(line, 1, 4).data());
    Tensor nine = Tensor.of(Shape.of(1, 3, 3), 0, 1, 2, 3, 4, 5, 6, 7, 8);
    assertArrayEquals(new float[] {4}, Resize.crop(nine, 1, 1).data());
    assertArrayEquals(new float[] {1, 4, 7}, Resize.crop(nine, 3, 1).data());
    assertThrows(ShapeException.class, () -> Resize.crop(line, 2, 2));
    assertThrows(ShapeException.class, () -> Resize.to(line, 0, 2));
    Tensor thread = Tensor.filled(Shape.of(1, 1, 30_000), 1);
    assertEquals(Shape.of(1, 224, 224), Resize.cover(thread, 224, 224).shape());
  }

  @Test
  void fashionMnistsFilesAreNamed() {
    String message =
        assertThrows(NoSuchFileException.class, () -> FashionMnist.load(folder)).getMessage();
    assertTrue(message.contains("Fashion-MNIST needs this file"), message);
  }
}
