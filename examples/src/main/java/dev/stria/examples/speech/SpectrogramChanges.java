package dev.stria.examples.speech;

import dev.stria.data.Augmentation;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import java.util.Arrays;

/**
 * Random changes that leave a word what it is: said a little earlier or later, by a higher or lower voice, with a
 * band of frequency and a moment of time masked. Park and others, <em>SpecAugment</em>, 2019.
 */
public final class SpectrogramChanges implements Augmentation {
  private static final int TIME = 6;
  private static final int PITCH = 2;
  private static final int MASK = 6;

  @Override
  public void apply(Shape shape, float[] image, SeededRandom random) {
    int rows = shape.size(1);
    int columns = shape.size(2);
    shift(image, rows, columns, between(PITCH, random), between(TIME, random));
    int height = random.nextInt(MASK);
    int top = random.nextInt(rows - height);
    Arrays.fill(image, top * columns, (top + height) * columns, 0);
    int width = random.nextInt(MASK);
    int left = random.nextInt(columns - width);
    for (int row = 0; row < rows; row++) {
      Arrays.fill(image, row * columns + left, row * columns + left + width, 0);
    }
  }

  private static int between(int most, SeededRandom random) {
    return random.nextInt(2 * most + 1) - most;
  }

  private static void shift(float[] image, int rows, int columns, int down, int right) {
    float[] before = image.clone();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        int r = row - down;
        int c = column - right;
        boolean inside = r >= 0 && r < rows && c >= 0 && c < columns;
        image[row * columns + column] = inside ? before[r * columns + c] : 0;
      }
    }
  }
}
