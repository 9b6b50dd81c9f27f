package dev.stria.visual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.data.ImageFile;
import dev.stria.nn.Sequential;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Animated PNG files: their chunks, read here by hand, and what they show. */
class AnimationTest {
  private final Sequential model = AscentTest.model(1);
  private final List<Objective> filters = Objective.channels(model, "relu2");
  private final Ascent ascent = Ascent.on(model).steps(40).seed(3);

  /** A chunk of a PNG file. */
  private record Chunk(String type, byte[] content) {
    int number() {
      return ByteBuffer.wrap(content).getInt();
    }
  }

  private static List<Chunk> chunks(byte[] png) {
    List<Chunk> chunks = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(png);
    in.position(8);
    while (in.hasRemaining()) {
      byte[] content = new byte[in.getInt()];
      byte[] type = new byte[4];
      in.get(type).get(content);
      CRC32 crc = new CRC32();
      crc.update(type);
      crc.update(content);
      assertEquals((int) crc.getValue(), in.getInt(), "checksum");
      chunks.add(new Chunk(new String(type, StandardCharsets.US_ASCII), content));
    }
    return chunks;
  }

  /** Returns a file with one frame of an animation and nothing else, as a program of another house sees it. */
  private static BufferedImage frame(List<Chunk> chunks, int number) throws IOException {
    List<Chunk> data = chunks.stream().filter(c -> c.type.matches("IDAT|fdAT")).toList();
    byte[] content = data.get(number).content;
    byte[] plain = number == 0 ? content : Arrays.copyOfRange(content, 4, content.length);
    ByteBuffer out = ByteBuffer.allocate(8 + 25 + plain.length + 12 + 12);
    out.put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
    put(out, "IHDR", chunks.get(0).content);
    put(out, "IDAT", plain);
    put(out, "IEND");
    return ImageIO.read(new ByteArrayInputStream(out.array()));
  }

  private static void put(ByteBuffer out, String type, byte... content) {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    out.putInt(content.length).put(name).put(content).putInt((int) crc.getValue());
  }

  @Test
  void theFileIsAnAnimatedPng(@TempDir Path folder) throws IOException {
    Animation animation = Animation.of(6);
    List<Picture> best = ascent.record(animation).maximize(filters);
    assertEquals(6, animation.frames());
    Path file = folder.resolve("growing.png");
    animation.save(file, "relu2");
    List<Chunk> chunks = chunks(Files.readAllBytes(file));
    List<String> types = chunks.stream().map(Chunk::type).toList();
    List<String> expected = new ArrayList<>(List.of("IHDR", "acTL"));
    expected.addAll(Collections.nCopies(4, "tEXt"));
    expected.addAll(List.of("fcTL", "IDAT"));
    Collections.nCopies(5, List.of("fcTL", "fdAT")).forEach(expected::addAll);
    expected.add("IEND");
    assertEquals(expected, types);
    assertArrayEquals(new byte[] {0, 0, 0, 6, 0, 0, 0, 0}, chunks.get(1).content, "6, for ever");
    List<Chunk> numbered = chunks.stream().filter(c -> c.type.matches("f[cd].*")).toList();
    for (int i = 0; i < numbered.size(); i++) {
      assertEquals(i, numbered.get(i).number(), "sequence number");
    }
    assertEquals("3", ImageFile.text(file).get("Seed"));
    // readers that know no animations see the first frame, and the last one shows the best pictures
    BufferedImage first = ImageIO.read(file.toFile());
    assertEquals(ImageFile.read(file).shape(), Shape.of(1, first.getHeight(), first.getWidth()));
    Raster sheet = Sheet.of(10, 7).title("relu2  best step").add(best, List.of()).raster();
    BufferedImage last = frame(chunks, 5);
    assertEquals(sheet.width(), last.getWidth());
    for (int i = 0; i < sheet.width() * sheet.height(); i += 7) {
      int x = i % sheet.width();
      int y = i / sheet.width();
      assertEquals(sheet.at(x, y) >> 16, last.getRaster().getSample(x, y, 0));
    }
  }

  @Test
  void recordingChangesNothingAndBatchesDoNotMatter() {
    Animation together = Animation.of(5);
    Animation apart = Animation.of(5);
    List<Picture> recorded = ascent.record(together).maximize(filters);
    List<Picture> plain = ascent.maximize(filters);
    ascent.memory(1).record(apart).maximize(filters);
    for (int i = 0; i < plain.size(); i++) {
      assertArrayEquals(plain.get(i).image().data(), recorded.get(i).image().data());
    }
    assertEquals(5, apart.frames());
    assertEquals(together.png("").length, apart.png("").length, 200);
    byte[] before = together.png("");
    ascent.record(together).maximize(filters);
    assertArrayEquals(before, together.png(""), "a second ascent takes the first one's place");
  }

  @Test
  void cancelledAndShortAscentsHaveTheFramesThatThereAre() {
    Animation animation = Animation.of(6); // at steps 0, 2, 6, 14, 26 and 40
    AtomicInteger calls = new AtomicInteger();
    ascent
        .record(animation)
        .progress(state -> calls.incrementAndGet() < 10)
        .maximize(Objective.logit(1));
    assertEquals(4, animation.frames());
    ascent.record(animation).steps(7).maximize(Objective.logit(1));
    assertEquals(6, animation.frames());
    ascent.record(animation).steps(1).maximize(Objective.logit(1));
    assertEquals(2, animation.frames());
    ascent.record(animation).steps(0).maximize(Objective.logit(1));
    assertEquals(1, animation.frames());
  }

  @Test
  void whatCannotBeShownIsRefusedInWords() {
    assertThrows(IllegalArgumentException.class, () -> Animation.of(1));
    Animation empty = Animation.of(2);
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> empty.png("nothing"));
    assertTrue(e.getMessage().contains("record"), e.getMessage());
    assertEquals(0, empty.frames());
    List<Tensor> frames = List.of(Tensor.zeros(1, 2, 2), Tensor.zeros(3, 2, 2));
    assertThrows(
        ShapeException.class, () -> ImageFile.animatedPng(frames, new int[] {1, 1}, Map.of()));
    List<Tensor> one = List.of(Tensor.zeros(1, 2, 2));
    assertThrows(
        IllegalArgumentException.class, () -> ImageFile.animatedPng(one, new int[0], Map.of()));
    assertThrows(
        IllegalArgumentException.class, () -> ImageFile.animatedPng(one, new int[] {-1}, Map.of()));
    assertFalse(ImageFile.animatedPng(one, new int[] {65_535}, Map.of()).length == 0);
  }
}
