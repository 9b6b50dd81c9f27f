package dev.stria.examples;

import dev.stria.data.Dataset;
import dev.stria.data.SafeFile;
import dev.stria.data.TrainTest;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Noisy stripes in ten directions: ten classes to try a program on where the real pictures are not at hand. */
final class GeneratedPictures {
  private static final int CLASSES = 10;
  private static final double LENGTH = 6;

  private GeneratedPictures() {}

  /** Returns so many pictures to train with, and a fifth as many to test with. */
  static TrainTest of(Shape shape, int count, long seed) {
    SeededRandom random = new SeededRandom(seed);
    return new TrainTest(part(shape, count, random), part(shape, count / 5 + 1, random));
  }

  private static Dataset part(Shape shape, int count, SeededRandom random) {
    byte[] pixels = new byte[count * shape.count()];
    int[] labels = new int[count];
    for (int n = 0; n < count; n++) {
      labels[n] = random.nextInt(CLASSES);
      draw(shape, labels[n] * Math.PI / CLASSES, random, pixels, n * shape.count());
    }
    List<String> names =
        IntStream.range(0, CLASSES).mapToObj(c -> c * 180 / CLASSES + "°").toList();
    return Dataset.ofBytes(shape, pixels, labels, names);
  }

  private static void draw(
      Shape shape, double angle, SeededRandom random, byte[] pixels, int offset) {
    double phase = 2 * Math.PI * random.nextDouble();
    double dx = 2 * Math.PI * StrictMath.cos(angle) / LENGTH;
    double dy = 2 * Math.PI * StrictMath.sin(angle) / LENGTH;
    int width = shape.size(2);
    int area = shape.size(1) * width;
    for (int channel = 0; channel < shape.size(0); channel++) {
      double strength = 60 + 60 * random.nextDouble();
      for (int i = 0; i < area; i++) {
        double wave = StrictMath.sin(phase + dx * (i % width) + dy * (i / width));
        double value = 127 + strength * wave + 15 * (random.nextDouble() - 0.5);
        pixels[offset + channel * area + i] = (byte) Math.max(0, Math.min(255, value));
      }
    }
  }

  /** Writes pictures as the binary version of CIFAR-10 has them: a label, then red, green and blue. */
  static void writeRecords(TrainTest pictures, Path folder) throws IOException {
    SafeFile.write(folder.resolve("data_batch_1.bin"), out -> writeRecords(pictures.train(), out));
    SafeFile.write(folder.resolve("test_batch.bin"), out -> writeRecords(pictures.test(), out));
  }

  private static void writeRecords(Dataset pictures, OutputStream out) throws IOException {
    float[] values = new float[pictures.shape().count()];
    for (int n = 0; n < pictures.size(); n++) {
      pictures.read(n, values, 0);
      out.write(pictures.label(n));
      for (float value : values) {
        out.write(Math.round(255 * value));
      }
    }
  }
}
