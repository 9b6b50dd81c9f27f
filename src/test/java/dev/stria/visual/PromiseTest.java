package dev.stria.visual;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.stria.data.Dataset;
import dev.stria.nn.Conv2d;
import dev.stria.nn.Relu;
import dev.stria.nn.Sequential;
import dev.stria.op.Gram;
import dev.stria.op.StyleLoss;
import dev.stria.tensor.SeededRandom;
import dev.stria.tensor.Shape;
import dev.stria.tensor.ShapeException;
import dev.stria.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Promises that need no trained network: known answers, exact zeros, and what happens to bad input. */
class PromiseTest {
  private static Tensor noise(int... sizes) {
    Tensor noise = Tensor.zeros(sizes);
    SeededRandom random = new SeededRandom(sizes.length);
    for (int i = 0; i < noise.data().length; i++) {
      noise.data()[i] = random.nextFloat();
    }
    return noise;
  }

  @Test
  void aKernelOfOneDirectionIsAnsweredByStripesOfThatDirection() {
    for (int degrees : new int[] {0, 30, 60, 90, 135}) {
      Sequential network =
          Sequential.layers()
              .add("conv", Conv2d.filters(1).kernel(7))
              .add("relu", Relu::new)
              .build(Shape.of(1, 28, 28), 1);
      float[] kernel = network.parameter("conv.weight").value().data();
      double angle = Math.toRadians(degrees);
      double mean = 0;
      for (int i = 0; i < 49; i++) {
        int y = i / 7 - 3;
        int x = i % 7 - 3;
        double along = x * Math.cos(angle) + y * Math.sin(angle);
        kernel[i] = (float) (Math.exp(-(x * x + y * y) / 8.0) * Math.cos(2 * Math.PI * along / 4));
        mean += kernel[i] / 49;
      }
      for (int i = 0; i < 49; i++) {
        kernel[i] -= (float) mean;
      }
      Picture picture =
          Ascent.on(network).size(48, 48).steps(100).maximize(Objective.channel("relu", 0));
      Orientation found = Orientation.of(picture.saved());
      double apart = Math.abs(found.peakDegrees() - degrees) % 180;
      assertTrue(Math.min(apart, 180 - apart) <= 10, degrees + " degrees, but " + found);
    }
  }

  @Test
  void aGramMatrixDoesNotKnowWhereThingsAre() {
    Tensor x = noise(1, 5, 6, 7);
    Tensor moved = x.copy();
    for (int i = 0; i < 5 * 42; i++) {
      // 5 and 42 have no common divisor, so this changes places only
      moved.data()[i / 42 * 42 + i % 42 * 5 % 42] = x.data()[i];
    }
    float[] expected = Gram.gram(x).data();
    float[] actual = Gram.gram(moved).data();
    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], 1e-5 * Math.abs(expected[i]));
    }
  }

  @Test
  void theStyleOfAPictureIsExactlyItsOwn() {
    Tensor x = noise(1, 5, 6, 7);
    for (StyleLoss.Form form : StyleLoss.Form.values()) {
      assertEquals(0, StyleLoss.styleLoss(x, x.copy(), form).item());
    }
  }

  @Test
  void aDreamRisesInEveryOctave() {
    Sequential network =
        Sequential.layers()
            .add("conv1", Conv2d.filters(8).kernel(3).padding(1))
            .add("relu1", Relu::new)
            .add("conv2", Conv2d.filters(8).kernel(3).stride(2).padding(1))
            .add("relu2", Relu::new)
            .build(Shape.of(3, 24, 24), 3);
    List<Double> scores = new ArrayList<>();
    Tensor dream =
        DeepDream.of(network, "relu2")
            .octaves(3, 1.2)
            .steps(5, 1.5 / 255)
            .progress(state -> scores.add(state.score()))
            .dream(noise(3, 96, 100));
    assertEquals(15, scores.size());
    for (int octave = 0; octave < 3; octave++) {
      assertTrue(scores.get(5 * octave + 4) > scores.get(5 * octave), scores.toString());
    }
    for (float value : dream.data()) {
      assertTrue(value >= 0 && value <= 1);
    }
  }

  @Test
  void aPictureThatIsTooSmallIsRefusedInWords() {
    Ascent ascent = Ascent.on(AscentTest.model(1));
    ShapeException e =
        assertThrows(
            ShapeException.class, () -> ascent.size(2, 2).maximize(Objective.channel("conv2", 0)));
    assertTrue(e.getMessage().contains("conv"), e.getMessage());
    assertThrows(ShapeException.class, () -> ascent.from(Tensor.zeros(3, 12, 12)));
  }

  @Test
  void whatCannotBeWrittenHereIsStillThere(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a file");
    Files.writeString(file, "not a folder");
    Drawing drawing = Sheet.of(1, 1).add(noise(1, 4, 4), "").draw();
    byte[] before = drawing.png();
    IOException e = assertThrows(IOException.class, () -> drawing.save(file.resolve("x.png")));
    assertTrue(e.getMessage().contains("a file"), e.getMessage());
    Report page = Report.of("page", AscentTest.model(1));
    assertThrows(IOException.class, () -> page.save(file.resolve("x.html")));
    assertArrayEquals(before, drawing.png());
    drawing.save(folder.resolve("x.png"));
    page.save(folder.resolve("x.html"));
    assertArrayEquals(before, Files.readAllBytes(folder.resolve("x.png")));
  }

  @Test
  void statisticsCountWhatALayerAnswers() throws IOException {
    Sequential network =
        Sequential.layers()
            .add("conv", Conv2d.filters(2).kernel(1))
            .add("relu", Relu::new)
            .build(Shape.of(1, 1, 2), 1);
    float[] weights = network.parameter("conv.weight").value().data();
    weights[0] = 2;
    weights[1] = -1;
    Dataset pictures =
        Dataset.of(Tensor.of(Shape.of(2, 1, 1, 2), 0, 1, 0.5f, 0.25f), new int[2], List.of("a"));
    LayerStatistics seen = Visualizer.of(network).real(pictures).statistics("relu");
    LayerStatistics.Unit first = seen.units().get(0);
    assertEquals(0.875, first.mean(), 1e-6);
    assertEquals(2, first.maximum());
    assertEquals(0.25, first.zeros());
    assertEquals(List.of(1), seen.dead());
    assertTrue(seen.draw().width() > 100);
    assertTrue(seen.summary().contains("1 of 2 dead"), seen.summary());
  }
}
