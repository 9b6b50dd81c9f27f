package dev.stria.data;

import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

/** Small files to start from: whole ones, the project's malformed ones, and what fuzzing
 * found. */
final class FuzzCorpus {
  private static final int MAX_LENGTH = 4096;

  private FuzzCorpus() {}

  static List<byte[]> of(FuzzReaders reader) throws IOException {
    List<byte[]> valid = new ArrayList<>(whole(reader));
    List<byte[]> bad = new ArrayList<>();
    for (String folder : new String[] {"malformed", "fuzz"}) {
      try (Stream<Path> files = Files.list(Path.of("src/test/resources", folder))) {
        for (Path file : files.sorted().toList()) {
          if (file.toString().endsWith(reader.suffix()) && Files.size(file) <= MAX_LENGTH) {
            (file.toString().contains("-valid") ? valid : bad).add(Files.readAllBytes(file));
          }
        }
      }
    }
    // From a whole file a mutation gets furthest: three of four start from one.
    List<byte[]> corpus = new ArrayList<>(bad);
    while (corpus.size() < 4 * bad.size() || corpus.size() < valid.size()) {
      corpus.addAll(valid);
    }
    return corpus;
  }

  private static List<byte[]> whole(FuzzReaders reader) throws IOException {
    return switch (reader) {
      case NPZ -> List.of(npz());
      case IDX ->
          List.of(
              IdxArrayTest.idx(0x08, new int[] {2, 2, 2}, new byte[8]),
              IdxArrayTest.idx(0x0D, new int[] {2}, new byte[8]));
      case JPEG -> pictures("jpg");
      case GIF -> pictures("gif");
      case BMP -> pictures("bmp");
      case CIFAR -> List.of(new byte[3073], new byte[2 * 3073]);
      case MODEL ->
          List.of(
              Files.readAllBytes(Path.of("src/test/resources/files/model-version-1.safetensors")));
      case CHECKPOINT -> List.of(ResumingRun.checkpoint());
      case TAR -> List.of(Tars.small(), IdxArrayTest.gzip(Tars.small()));
      case CSV ->
          List.of(
              "0,1,2,3,255\n1,4,5,6,7\n".getBytes(StandardCharsets.US_ASCII),
              "label,a,b,c,d\r\n1,0,0,0,0".getBytes(StandardCharsets.US_ASCII));
      default -> List.of();
    };
  }

  private static byte[] npz() throws IOException {
    Path file = Files.createTempFile("fuzz", ".npz");
    try {
      Npz.write(file, Map.of("a", Tensor.of(Shape.of(2), 1, 2), "b", Tensor.scalar(3)));
      return Files.readAllBytes(file);
    } finally {
      Files.delete(file);
    }
  }

  private static List<byte[]> pictures(String format) throws IOException {
    List<byte[]> pictures = new ArrayList<>();
    for (int type :
        new int[] {
          BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY, BufferedImage.TYPE_BYTE_BINARY
        }) {
      BufferedImage image = new BufferedImage(9, 7, type);
      for (int i = 0; i < 63; i++) {
        image.setRGB(i % 9, i / 9, i * 77777);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      if (ImageIO.write(image, format, out)) {
        pictures.add(out.toByteArray());
      }
    }
    return pictures;
  }
}
