package dev.stria.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class AugmentTest {
  private static final Map<String, Augmentation> ALL =
      new TreeMap<>(
          Map.of(
              "flip", Augment.flip(),
              "crop", Augment.crop(3),
              "rotate", Augment.rotate(30),
              "shift", Augment.shift(0.2),
              "scale", Augment.scale(0.8, 1.25),
              "affine", Affine.none().rotate(20).scale(0.9, 1.1).shift(0.1),
              "erase", Augment.erase(1),
              "cutout", Augment.cutout(4, 0.5f),
              "jitter", Augment.colorJitter(0.4, 0.4, 0.4)));

  private static float[] ramp(Shape shape) {
    float[] image = new float[shape.count()];
    for (int i = 0; i < image.length; i++) {
      image[i] = (i + 1f) / (image.length + 1);
    }
    return image;
  }

  private static float[] changed(Augmentation augmentation, Shape shape, float[] image, long seed) {
    float[] changed = image.clone();
    augmentation.apply(shape, changed, new SeededRandom(seed).fork(0));
    return changed;
  }

  @Test
  void everyChangeKeepsItsPromises() {
    Shape shape = Shape.of(3, 9, 12);
    float[] image = ramp(shape);
    ALL.forEach(
        (name, augmentation) -> {
          boolean differs = false;
          for (long seed = 0; seed < 200; seed++) {
            float[] changed = changed(augmentation, shape, image, seed);
            assertArrayEquals(changed, changed(augmentation, shape, image, seed), name);
            differs |= !Arrays.equals(image, changed);
            for (float value : changed) {
              assertTrue(value >= 0 && value <= 1, name + " made " + value);
            }
          }
          assertTrue(differs, name + " changes nothing");
        });
  }

  @Test
  void theSmallestImagesAreChangedToo() {
    for (Shape shape : List.of(Shape.of(1, 1, 1), Shape.of(2, 1, 5), Shape.of(3, 4, 1))) {
      ALL.forEach(
          (name, augmentation) -> {
            for (long seed = 0; seed < 50; seed++) {
              changed(augmentation, shape, ramp(shape), seed);
            }
          });
    }
  }

  @Test
  void flipMirrorsRows() {
    float[] image = {1, 2, 3, 4, 5, 6};
    float[] mirrored = {3, 2, 1, 6, 5, 4};
    int flipped = 0;
    for (long seed = 0; seed < 1000; seed++) {
      float[] changed = changed(Augment.flip(), Shape.of(1, 2, 3), image, seed);
      assertTrue(Arrays.equals(changed, image) || Arrays.equals(changed, mirrored));
      flipped += changed[0] == 3 ? 1 : 0;
    }
    assertEquals(500, flipped, 60);
  }

  @Test
  void cropShiftsByWholePixelsAndFillsWithZero() {
    boolean[] seen = new boolean[9];
    for (long seed = 0; seed < 200; seed++) {
      float[] changed = changed(Augment.crop(1), Shape.of(1, 3, 3), ramp(Shape.of(1, 3, 3)), seed);
      int centre = Math.round(changed[4] * 10) - 1; // the pixel that came to the middle
      seen[centre] = true;
      int empty =
          (int) List.of(0, 1, 2, 3, 4, 5, 6, 7, 8).stream().filter(i -> changed[i] == 0).count();
      assertEquals(centre == 4 ? 0 : centre % 2 == 1 ? 3 : 5, empty);
    }
    assertArrayEquals(new boolean[] {true, true, true, true, true, true, true, true, true}, seen);
  }

  @Test
  void affineMovesWhatItSays() {
    Shape shape = Shape.of(1, 21, 21);
    float[] dot = new float[shape.count()];
    dot[10 * 21 + 15] = 1; // five to the right of the middle
    for (long seed = 0; seed < 50; seed++) {
      double[] turned = centre(changed(Augment.rotate(45), shape, dot, seed), 21);
      assertEquals(5, Math.hypot(turned[0] - 10, turned[1] - 10), 0.3);
      assertTrue(Math.abs(Math.atan2(turned[0] - 10, turned[1] - 10)) < Math.toRadians(46));
      double[] scaled = centre(changed(Augment.scale(1.2, 1.2), shape, dot, seed), 21);
      assertEquals(16, scaled[1], 0.3);
      double[] shifted = centre(changed(Augment.shift(0.1), shape, dot, seed), 21);
      assertTrue(Math.abs(shifted[1] - 15) <= 2.2 && Math.abs(shifted[0] - 10) <= 2.2);
    }
    assertArrayEquals(dot, changed(Affine.none(), shape, dot, 1));
  }

  private static double[] centre(float[] image, int width) {
    double sum = 0;
    double y = 0;
    double x = 0;
    for (int i = 0; i < image.length; i++) {
      sum += image[i];
      y += image[i] * (i / width);
      x += image[i] * (i % width);
    }
    return new double[] {y / sum, x / sum};
  }

  @Test
  void cutoutAndEraseChangeARectangle() {
    Shape shape = Shape.of(2, 16, 16);
    float[] image = ramp(shape);
    for (long seed = 0; seed < 100; seed++) {
      float[] cut = changed(Augment.cutout(4, 2, 3), shape, image, seed);
      int first = count(image, cut, 0, 256);
      assertTrue(first >= 4 && first <= 16, "cut out " + first);
      assertEquals(first, count(image, cut, 256, 512));
      float[] erased = changed(Augment.erase(1), shape, image, seed);
      int gone = count(image, erased, 0, 256);
      assertTrue(gone >= 1 && gone <= 0.34 * 256, "erased " + gone);
    }
    assertArrayEquals(image, changed(Augment.erase(0), shape, image, 1));
  }

  private static int count(float[] a, float[] b, int from, int to) {
    int count = 0;
    for (int i = from; i < to; i++) {
      count += a[i] == b[i] ? 0 : 1;
    }
    return count;
  }

  @Test
  void jitterOfNothingIsNothing() {
    Shape shape = Shape.of(3, 4, 4);
    float[] image = ramp(shape);
    assertArrayEquals(image, changed(Augment.colorJitter(0, 0, 0), shape, image, 1), 1e-6f);
    float[] grey = new float[48];
    Arrays.fill(grey, 0.5f);
    float[] changed = changed(Augment.colorJitter(0, 1, 1), shape, grey, 1);
    assertArrayEquals(grey, changed, 1e-6f);
  }

  @Test
  void mixupBlendsImagesAndTargetsAlike() throws IOException {
    int[] labels = {0, 1, 0, 1, 1, 0};
    Tensor images = Tensor.of(Shape.of(6, 1, 1, 1), 0, 1, 0, 1, 1, 0);
    Dataset dataset = Dataset.of(images, labels, List.of("a", "b"));
    Batches batches = Batches.of(dataset).size(6).mix(Mixup.of(1), 3);
    boolean mixed = false;
    for (int epoch = 0; epoch < 30; epoch++) {
      Batch batch = batches.epoch(epoch).next();
      assertTrue(batch.isMixed());
      for (int i = 0; i < 6; i++) {
        // The image is its class, so that the mixed image must be the mixed probability of class 1.
        assertEquals(batch.targets().get(i, 1), batch.images().get(i, 0, 0, 0), 1e-6);
        assertEquals(1, batch.targets().get(i, 0) + batch.targets().get(i, 1), 1e-6);
        mixed |= batch.targets().get(i, 1) > 0.1 && batch.targets().get(i, 1) < 0.9;
      }
      float[] again = batches.prefetch(0, 1).epoch(epoch).next().images().data();
      assertArrayEquals(batch.images().data(), again);
    }
    assertTrue(mixed);
    assertFalse(dataset.batch(0).isMixed());
  }

  @Test
  void lambdaHasTheSpreadOfBeta() {
    int[] labels = {0, 1, 2, 3, 4, 5, 6, 7};
    Tensor images = Tensor.of(Shape.of(8, 1, 1, 1), 0, 0, 0, 0, 0, 0, 0, 1);
    Batch batch = new Batch(images, labels, labels, 8);
    for (double alpha : new double[] {0.2, 1, 4}) {
      SeededRandom random = new SeededRandom(1);
      double sum = 0;
      double squares = 0;
      int count = 0;
      for (int i = 0; i < 20_000; i++) {
        Batch mixed = Mixup.of(alpha).apply(batch, random);
        float lambda = mixed.targets().get(7, 7);
        if (mixed.targets().data()[7] + lambda > 0 && lambda != 1) { // not its own partner
          sum += lambda;
          squares += (double) lambda * lambda;
          count++;
        }
      }
      double mean = sum / count;
      assertEquals(0.5, mean, 0.02);
      assertEquals(1 / (4 * (2 * alpha + 1)), squares / count - mean * mean, 0.01);
    }
  }

  @Test
  void badAmountsAreRefused() {
    List<Runnable> bad =
        List.of(
            () -> Augment.crop(-1),
            () -> Augment.rotate(-1),
            () -> Augment.rotate(Double.NaN),
            () -> Augment.shift(2),
            () -> Augment.scale(0, 1),
            () -> Augment.scale(2, 1),
            () -> Augment.erase(1.5),
            () -> Augment.cutout(0, 0),
            () -> Augment.cutout(3),
            () -> Augment.colorJitter(2, 0, 0),
            () -> Mixup.of(0),
            () -> Mixup.of(Double.NaN));
    bad.forEach(call -> assertThrows(IllegalArgumentException.class, call::run));
  }

  @Test
  void seedsMatter() {
    Shape shape = Shape.of(1, 8, 8);
    float[] image = ramp(shape);
    ALL.values().stream()
        .filter(augmentation -> augmentation instanceof Affine)
        .forEach(
            affine ->
                assertNotEquals(
                    Arrays.hashCode(changed(affine, shape, image, 1)),
                    Arrays.hashCode(changed(affine, shape, image, 2))));
  }
}
