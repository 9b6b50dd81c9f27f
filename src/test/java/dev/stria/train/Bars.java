package dev.stria.train;

import dev.stria.data.Dataset;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Tensor;
import java.util.List;

/** Upright and level bars in noise: what a single convolution can tell apart. */
final class Bars {
  private Bars() {}

  static Dataset of(int count, long seed) {
    SeededRandom random = new SeededRandom(seed);
    Tensor images = Tensor.zeros(count, 1, 8, 8);
    int[] labels = new int[count];
    for (int n = 0; n < count; n++) {
      labels[n] = random.nextInt(2);
      int line = random.nextInt(8);
      for (int i = 0; i < 64; i++) {
        boolean on = (labels[n] == 0 ? i % 8 : i / 8) == line;
        images.data()[64 * n + i] = (on ? 1 : 0) + 0.2f * random.nextFloat();
      }
    }
    return Dataset.of(images, labels, List.of("upright", "level"));
  }
}
