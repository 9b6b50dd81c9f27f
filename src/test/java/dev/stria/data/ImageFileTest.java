package dev.stria.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFileTest {
  @TempDir Path folder;

  private static Tensor noise(int... sizes) {
    Shape shape = Shape.of(sizes);
    SeededRandom random = new SeededRandom(shape.count());
    float[] values = new float[shape.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(256) / 255f;
    }
    return Tensor.of(shape, values);
  }

  @Test
  void readsBackWhatItWrote() throws IOException {
    Path file = folder.resolve("some.png");
    for (int channels = 1; channels <= 4; channels++) {
      Tensor image = noise(channels, 13, 17);
      ImageFile.write(file, image, Map.of());
      assertEquals(image.shape(), ImageFile.read(file).shape());
      assertArrayEquals(image.data(), ImageFile.read(file).data());
    }
  }

  @Test
  void theJdkReadsTheSamePixels() throws IOException {
    Path file = folder.resolve("some.png");
    Tensor image = noise(3, 20, 31);
    for (int x = 0; x < 31; x++) { // smooth parts too, so that every filter is used
      image.data()[5 * 31 + x] = x / 255f;
      image.data()[6 * 31 + x] = x / 255f;
    }
    ImageFile.write(file, image, Map.of());
    BufferedImage read = ImageIO.read(file.toFile());
    for (int y = 0; y < 20; y++) {
      for (int x = 0; x < 31; x++) {
        assertEquals(Math.round(image.get(0, y, x) * 255), read.getRGB(x, y) >> 16 & 255);
        assertEquals(Math.round(image.get(2, y, x) * 255), read.getRGB(x, y) & 255);
      }
    }
  }

  @Test
  void readsWhatTheJdkWrites() throws IOException {
    BufferedImage image = new BufferedImage(9, 6, BufferedImage.TYPE_INT_RGB);
    BufferedImage grey = new BufferedImage(9, 6, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 54; i++) {
      image.setRGB(i % 9, i / 9, 0x336699 + i);
      grey.getRaster().setSample(i % 9, i / 9, 0, 4 * i);
    }
    for (String format : new String[] {"png", "bmp", "gif", "jpg"}) {
      Path file = folder.resolve("some." + format);
      assertTrue(ImageIO.write(image, format, file.toFile()));
      Tensor read = ImageFile.read(file);
      assertEquals(Shape.of(3, 6, 9), read.shape());
      double tolerance = format.equals("jpg") ? 0.1 : format.equals("gif") ? 0.02 : 1e-7;
      assertEquals(0x33 / 255.0, read.get(0, 2, 3), tolerance);
      assertEquals((0x99 + 21) / 255.0, read.get(2, 2, 3), tolerance);
    }
    for (String format : new String[] {"png", "jpg"}) {
      Path file = folder.resolve("grey." + format);
      assertTrue(ImageIO.write(grey, format, file.toFile()));
      assertEquals(Shape.of(1, 6, 9), ImageFile.read(file).shape());
      assertEquals(84 / 255.0, ImageFile.read(file).get(0, 2, 3), 0.03);
    }
  }

  @Test
  void channelsAreConverted() throws IOException {
    Path file = folder.resolve("some.png");
    ImageFile.write(file, Tensor.of(Shape.of(4, 1, 2), 1, 0, 0, 1, 0, 0, 1, 0), Map.of());
    assertArrayEquals(new float[] {1, 1, 0, 1, 0, 1}, ImageFile.readAs(file, 3).data());
    assertArrayEquals(new float[] {0.299f, 1}, ImageFile.readAs(file, 1).data(), 1e-6f);
    ImageFile.write(file, Tensor.of(Shape.of(1, 1, 2), 0.2f, 0.4f), Map.of());
    float[] grey = {0.2f, 0.4f, 0.2f, 0.4f, 0.2f, 0.4f};
    assertArrayEquals(grey, ImageFile.readAs(file, 3).data());
    assertThrows(ShapeException.class, () -> ImageFile.readAs(file, 2));
  }

  @Test
  void valuesAreCut() throws IOException {
    Path file = folder.resolve("some.png");
    float[] values = {-1, 0.5f, 2, Float.NaN};
    ImageFile.write(file, Tensor.of(Shape.of(1, 2, 2), values), Map.of());
    assertArrayEquals(new float[] {0, 128 / 255f, 1, 0}, ImageFile.read(file).data());
    for (Shape shape : new Shape[] {Shape.of(2, 2), Shape.of(5, 2, 2), Shape.of(1, 0, 2)}) {
      assertThrows(
          ShapeException.class, () -> ImageFile.write(file, Tensor.zeros(shape), Map.of()));
    }
  }

  @Test
  void textsAreKept() throws IOException {
    Path file = folder.resolve("some.png");
    Map<String, String> text = new LinkedHashMap<>();
    text.put("seed", "42");
    text.put("objective", "conv2, channel 7: Größe\nlayer");
    text.put("Comment", "卷积 ✓");
    ImageFile.write(file, noise(1, 2, 2), text);
    assertEquals(text, ImageFile.text(file));
    assertTrue(ImageIO.read(file.toFile()) != null);
    for (String key : new String[] {"", "k".repeat(80), "卷", "a\0b"}) {
      assertThrows(
          IllegalArgumentException.class,
          () -> ImageFile.write(file, noise(1, 2, 2), Map.of(key, "x")));
    }
  }

  @Test
  void limitsHoldBeforeMemoryIsTaken() throws IOException {
    Path file = folder.resolve("some.png");
    ImageFile.write(file, noise(1, 10, 11), Map.of());
    assertEquals(110, ImageFile.read(file, 110).data().length);
    String message =
        assertThrows(MalformedFileException.class, () -> ImageFile.read(file, 109)).getMessage();
    assertEquals(file + ": 11 × 10 is 110 pixels, but the limit is 109", message);
    byte[] gif = {
      'G', 'I', 'F', '8', '9', 'a', -1, -1, -1, -1, 0, 0, 0, ',', 0, 0, 0, 0, -1, -1, -1, -1, 0, 2,
      0, 59
    };
    refused(gif, "limit is 64000000");
  }

  @Test
  void damagedPicturesAreRefused() throws IOException {
    Path inside = Path.of("src/test/resources/fuzz/bmp-file-inside-of-half-a-gigabyte.bmp");
    refused(Files.readAllBytes(inside), "it holds a JPEG or PNG image");
    refused("<svg/>".getBytes(), "not a PNG, JPEG, GIF or BMP image");
    BufferedImage image = new BufferedImage(9, 6, BufferedImage.TYPE_INT_RGB);
    for (String format : new String[] {"bmp", "gif", "jpg"}) {
      Path file = folder.resolve("some." + format);
      ImageIO.write(image, format, file.toFile());
      refused(Arrays.copyOf(Files.readAllBytes(file), 30), "damaged or unsupported");
    }
  }

  private void refused(byte[] content, String part) throws IOException {
    Path file = Files.write(folder.resolve("bad"), content);
    String message =
        assertThrows(MalformedFileException.class, () -> ImageFile.read(file)).getMessage();
    assertTrue(message.startsWith(file + ": ") && message.contains(part), message);
  }
}
