package dev.stria.visual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.data.Dataset;
import dev.stria.nn.Flatten;
import dev.stria.nn.Linear;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Points of the plane: where they come from and how they are drawn. */
class ScatterTest {
  private static final float[] X = {0, 1, 2};
  private static final float[] Y = {0, 1, 0};
  private static final int[] CLASSES = {0, 1, 1};

  @Test
  void axesAreThoseOfLargestVariance() {
    SeededRandom random = new SeededRandom(3);
    Tensor rows = Tensor.zeros(400, 3);
    float[] along = new float[400];
    for (int i = 0; i < 400; i++) {
      along[i] = (float) (5 * random.nextGaussian());
      double across = 2 * random.nextGaussian();
      rows.data()[3 * i] = 7 + 0.6f * along[i];
      rows.data()[3 * i + 1] = (float) (-1 + 0.8 * along[i]);
      rows.data()[3 * i + 2] = (float) across;
    }
    Tensor plane = PrincipalAxes.project(rows, 2);
    float mean = 0;
    for (float value : along) {
      mean += value / 400;
    }
    for (int i = 0; i < 400; i++) {
      assertEquals(along[i] - mean, plane.data()[2 * i], 0.7f, "the long direction comes first");
      assertEquals(rows.data()[3 * i + 2], plane.data()[2 * i + 1], 1.5f);
    }
  }

  @Test
  void rowsThatAreAllAlikeLieAtZero() {
    Tensor plane = PrincipalAxes.project(Tensor.filled(Shape.of(5, 4), 3), 2);
    assertArrayEquals(new float[10], plane.data(), 1e-5f);
    assertThrows(ShapeException.class, () -> PrincipalAxes.project(Tensor.zeros(5), 2));
    assertThrows(ShapeException.class, () -> PrincipalAxes.project(Tensor.zeros(5, 1), 2));
  }

  @Test
  void settingsChangeThePictureAndNotTheChart() {
    ScatterChart chart = ScatterChart.of("three", X, Y, CLASSES).size(300, 200);
    byte[] plain = chart.draw().png();
    assertArrayEquals(plain, chart.draw().png());
    assertFalse(Arrays.equals(plain, chart.edges(new int[] {0}, new int[] {2}).draw().png()));
    assertFalse(Arrays.equals(plain, chart.numbered().draw().png()));
    assertFalse(Arrays.equals(plain, chart.ringed(1).draw().png()));
    assertFalse(Arrays.equals(plain, chart.classes(List.of("a", "b")).draw().png()));
    assertArrayEquals(plain, chart.draw().png());
    assertEquals(300, chart.draw().width());
  }

  @Test
  void pointsAreWhereTheyAreInTheirColor() {
    Raster raster = ScatterChart.of("", X, Y, CLASSES).size(300, 200).raster();
    assertEquals(0x0969DA, raster.at(44, 136), "the first point, left at the bottom");
    assertEquals(0xCF222E, raster.at(150, 64), "the second, in the middle on top");
    assertEquals(0xCF222E, raster.at(256, 136), "the third, right at the bottom");
  }

  @Test
  void pointsThatAreNotFiniteAreLeftOut() {
    float[] broken = {0, Float.NaN, 2};
    byte[] drawn =
        ScatterChart.of("t", broken, Y, CLASSES)
            .edges(new int[] {0}, new int[] {1})
            .numbered()
            .draw()
            .png();
    assertTrue(drawn.length > 100);
  }

  @Test
  void badPointsAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> ScatterChart.of("", X, new float[2], CLASSES));
    assertThrows(
        IllegalArgumentException.class, () -> ScatterChart.of("", X, Y, new int[] {0, 1, -1}));
    ScatterChart chart = ScatterChart.of("", X, Y, CLASSES);
    assertThrows(IndexOutOfBoundsException.class, () -> chart.edges(new int[] {0}, new int[] {3}));
    assertThrows(IndexOutOfBoundsException.class, () -> chart.ringed(3));
    assertThrows(
        IllegalArgumentException.class, () -> chart.edges(new int[] {0}, new int[] {1, 2}));
  }

  @Test
  void aLayersAnswersBecomePoints() throws IOException {
    Sequential network =
        Sequential.layers()
            .add("flatten", Flatten::new)
            .add("fc1", Linear.units(3))
            .add("relu", Relu::new)
            .add("fc2", Linear.units(3))
            .build(Shape.of(1, 2, 2), 1);
    // fc1 copies the first three pixels, which are large for the class that they belong to
    float[] weights = network.parameter("fc1.weight").value().data();
    for (int i = 0; i < weights.length; i++) {
      weights[i] = i / 4 == i % 4 ? 1 : 0;
    }
    Tensor images = Tensor.zeros(1500, 1, 2, 2);
    int[] labels = new int[1500];
    SeededRandom random = new SeededRandom(1);
    for (int i = 0; i < 1500; i++) {
      labels[i] = i / 500; // sorted by class
      for (int p = 0; p < 4; p++) {
        images.data()[4 * i + p] = (p == labels[i] ? 0.8f : 0) + 0.2f * random.nextFloat();
      }
    }
    List<String> names = List.of("red things", "green things", "blue things");
    Visualizer see = Visualizer.of(network).real(Dataset.of(images, labels, names));
    Drawing drawing = see.scatter("fc1");
    int[] seen = colors(drawing);
    assertTrue(seen[0] > 500 && seen[1] > 500 && seen[2] > 500, Arrays.toString(seen));
    assertTrue(see.with(a -> a.steps(1)).report("page").html().contains("How fc1 sorts"));
    assertThrows(IllegalStateException.class, () -> Visualizer.of(network).scatter("fc1"));
  }

  /** Counts the pixels in the colors of the first three classes. */
  private static int[] colors(Drawing drawing) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(drawing.png()));
    int[] count = new int[3];
    for (int i = 0; i < image.getWidth() * (image.getHeight() - 40); i++) { // above the legend
      switch (image.getRGB(i % image.getWidth(), i / image.getWidth()) & 0xFFFFFF) {
        case 0x0969DA -> count[0]++;
        case 0xCF222E -> count[1]++;
        case 0x1A7F37 -> count[2]++;
        default -> {}
      }
    }
    return count;
  }
}
